package dev.perigee.simulation.program;

import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.SimulationRequest;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.Trajectory;

/**
 * Outlooks, requests and results as JSON in UTF-8. What is written reads back to an equal value, to
 * the bit. Reading is strict: a field that is unknown, missing, given twice, of another type or out
 * of range ends as {@link InvalidJson}; values that fit one by one but not together as {@link
 * InvalidParameters}. Writing refuses a number that is not finite with an {@link
 * IllegalArgumentException}.
 *
 * <p>The forms are described in docs/perigee-core.md.
 */
public final class SimulationJson {
  /** Longest document that is read, in bytes. */
  public static final int LONGEST_DOCUMENT = 8 * 1024 * 1024;

  private SimulationJson() {}

  /** An outlook on one line. */
  public static byte[] write(Outlook outlook) {
    return JsonWriter.line(out -> OutlookJson.write(out, outlook));
  }

  /** An outlook on many lines, to be read and changed by hand. */
  public static byte[] writePretty(Outlook outlook) {
    return JsonWriter.pretty(out -> OutlookJson.write(out, outlook));
  }

  /**
   * The outlook of a document.
   *
   * @throws InvalidJson when it is of another form
   * @throws InvalidParameters when its parameters contradict each other
   */
  public static Outlook readOutlook(byte[] document) {
    return OutlookJson.read(JsonParsing.parse(document));
  }

  /** A request on one line. */
  public static byte[] write(SimulationRequest request) {
    return JsonWriter.line(out -> RequestJson.write(out, request));
  }

  /**
   * The request of a document.
   *
   * @throws InvalidJson when it is of another form
   * @throws InvalidParameters when parameters of its outlook contradict each other
   */
  public static SimulationRequest readRequest(byte[] document) {
    return RequestJson.read(JsonParsing.parse(document));
  }

  /** A result on one line. */
  public static byte[] write(SimulationResult result) {
    return JsonWriter.line(out -> ResultWriter.write(out, result));
  }

  /**
   * The result of a document.
   *
   * @throws InvalidJson when it is of another form
   */
  public static SimulationResult readResult(byte[] document) {
    return ResultReader.read(JsonParsing.parse(document));
  }

  /** A trajectory on one line. */
  public static byte[] write(Trajectory trajectory) {
    return JsonWriter.line(out -> TrajectoryJson.write(out, trajectory));
  }

  /**
   * The trajectory of a document.
   *
   * @throws InvalidJson when it is of another form
   */
  public static Trajectory readTrajectory(byte[] document) {
    return TrajectoryJson.read(JsonParsing.parse(document));
  }
}
