package dev.perigee.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What computes, and what it does now. */
@Schema(description = "What computes, and what it does now.")
public record EngineStatus(
    @Schema(
            description = "What was asked for by `perigee.engine`.",
            enumeration = {"auto", "jvm", "native"},
            examples = "auto")
        String mode,
    @Schema(
            description = "What computes.",
            enumeration = {"jvm", "native"},
            examples = "native")
        String engine,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Why `auto` does not use native workers; absent when it does.",
            examples = "there is no executable")
        String because,
    @Schema(description = "Version of the arithmetic.", examples = "2.0.1") String coreVersion,
    @Schema(description = "Version of the protocol of the workers.", examples = "1") int protocol,
    @Schema(description = "Computations that wait for a slot.") Queue queue,
    @Schema(description = "Computations at a time.", examples = "2") int slots,
    @Schema(description = "Computations being computed.", examples = "1") int running,
    @Schema(description = "Threads of one computation.", examples = "2") int threadsPerRun,
    @Schema(description = "The worker processes, one a slot; empty without native workers.")
        List<Worker> workers,
    @Schema(description = "Counts since the service started.") Counters counters) {

  /** The queue before the slots. */
  @Schema(description = "The queue before the slots.")
  public record Queue(
      @Schema(description = "Computations that wait.", examples = "0") int length,
      @Schema(description = "Computations that may wait.", examples = "256") int capacity) {}

  /** A worker process. */
  @Schema(description = "A worker process.")
  public record Worker(
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Process id; absent while there is no process.", examples = "4711")
          Long pid,
      @Schema(
              description = "What it does.",
              enumeration = {"idle", "busy", "starting", "backing-off"},
              examples = "idle")
          String state,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "When the process was started.", examples = "2026-11-23T08:00:00Z")
          Instant startedAt,
      @Schema(description = "Computations this process has done.", examples = "12") long runs,
      @Schema(description = "Processes of this slot before this one.", examples = "0")
          long restarts) {}

  /** Counts since the service started. */
  @Schema(description = "Counts since the service started.")
  public record Counters(
      @Schema(description = "Workers that said hello.", examples = "2") long starts,
      @Schema(description = "Workers that ended unasked or never said hello.", examples = "0")
          long deaths,
      @Schema(description = "Workers replaced for their age or work.", examples = "0")
          long recycles,
      @Schema(description = "Computations begun again.", examples = "0") long retries,
      @Schema(description = "Computations ended at their deadline.", examples = "0")
          long deadlineKills,
      @Schema(description = "Computations refused because the queue was full.", examples = "0")
          long rejections,
      @Schema(description = "Computations that were cancelled.", examples = "0") long cancelled,
      @Schema(
              description = "Computations done in this process for want of a worker.",
              examples = "0")
          long fallbacks) {}
}
