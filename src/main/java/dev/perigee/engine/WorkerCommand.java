package dev.perigee.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the command line of a worker. */
final class WorkerCommand {
  private static final String NAME = "perigee-core";
  private static final String SERVE = "serve";

  private WorkerCommand() {}

  /**
   * The command that is configured, or that of the executable that is there.
   *
   * @throws WorkerRefused when there is none; says where it was looked for
   */
  static List<String> find(EngineConfig config) throws WorkerRefused {
    if (config.command().isPresent()) {
      return config.command().get();
    }
    List<Path> places = config.executable().map(List::of).orElseGet(WorkerCommand::usualPlaces);
    for (Path place : places) {
      if (Files.isRegularFile(place) && Files.isExecutable(place)) {
        return List.of(place.toAbsolutePath().toString(), SERVE);
      }
    }
    throw new WorkerRefused(
        "there is no executable at "
            + places.stream()
                .map(place -> place.toAbsolutePath().normalize().toString())
                .distinct()
                .collect(Collectors.joining(" or ")));
  }

  /** Beside the jar that runs, in the folder above it, and where the build puts it. */
  private static List<Path> usualPlaces() {
    List<Path> places = new ArrayList<>();
    Path running = Path.of(System.getProperty("java.class.path").split(":", 2)[0]).toAbsolutePath();
    if (running.toString().endsWith(".jar")) {
      Path folder = running.getParent();
      places.add(folder.resolve(NAME));
      if (folder.getParent() != null) {
        places.add(folder.getParent().resolve(NAME));
      }
    }
    places.add(Path.of("target", NAME));
    return places;
  }
}
