package dev.perigee.simulation.program;

/** A line from a client that cannot be carried out; holds the answer to it. */
public final class RefusedLine extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient WorkerMessage.Failed answer;

  RefusedLine(WorkerMessage.Failed answer) {
    super(answer.message());
    this.answer = answer;
  }

  /** What the client is told. */
  public WorkerMessage.Failed answer() {
    return answer;
  }
}
