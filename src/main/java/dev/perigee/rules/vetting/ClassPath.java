package dev.perigee.rules.vetting;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The class path of a JVM that has the classes of this one, whatever loader they came through here:
 * that of tests, of the development mode or of the packaged service.
 */
final class ClassPath {
  /** Every jar of a library has one. */
  private static final String IN_EVERY_JAR = "META-INF/MANIFEST.MF";

  private static final String INSIDE = "!/";

  private ClassPath() {}

  /** The class path, as {@code -cp} takes it. */
  static String ofThis() {
    Set<Path> places = new LinkedHashSet<>();
    try {
      places.add(Path.of(DryRun.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
      for (URL url : Collections.list(DryRun.class.getClassLoader().getResources(IN_EVERY_JAR))) {
        if (url.getProtocol().equals("jar")) {
          String jar = url.getPath();
          places.add(Path.of(new URI(jar.substring(0, jar.lastIndexOf(INSIDE)))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has no place in the file system", e);
    }
    return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
