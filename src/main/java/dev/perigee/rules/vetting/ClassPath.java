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

  /** Lies beside the classes of this service; these themselves may be in memory only. */
  private static final String BESIDE_OUR_CLASSES = "ledger/seed.csv";

  private ClassPath() {}

  /** The class path, as {@code -cp} takes it. */
  static String ofThis() {
    ClassLoader loader = DryRun.class.getClassLoader();
    Set<Path> places = new LinkedHashSet<>();
    try {
      places.add(place(loader.getResource(BESIDE_OUR_CLASSES), BESIDE_OUR_CLASSES));
      for (URL url : Collections.list(loader.getResources(IN_EVERY_JAR))) {
        if (url.getProtocol().equals("jar")) {
          places.add(place(url, IN_EVERY_JAR));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has no place in the file system", e);
    }
    return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** The folder or jar in which a resource lies. */
  private static Path place(URL resource, String name) throws URISyntaxException {
    String path = resource.getPath();
    return resource.getProtocol().equals("jar")
        ? Path.of(new URI(path.substring(0, path.lastIndexOf(INSIDE))))
        : Path.of(
            new URI(
                resource.toString().substring(0, resource.toString().length() - name.length())));
  }
}
