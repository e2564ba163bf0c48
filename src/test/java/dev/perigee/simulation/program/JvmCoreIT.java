package dev.perigee.simulation.program;

import java.nio.file.Path;
import java.util.List;

/** The program on the JVM, with the class path of the native image and nothing else. */
class JvmCoreIT extends ProgramContract {
  @Override
  List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules",
        "jdk.incubator.vector",
        "-cp",
        "target/core/classes:target/core/lib/jackson-core.jar",
        PerigeeCore.class.getName());
  }
}
