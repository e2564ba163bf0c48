package dev.perigee.rules;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Sha256;
import dev.perigee.platform.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * A bundle as an HTML form or curl sends it: the files as parts whose file name is their path, and
 * the fields {@code message} and {@code parent}.
 */
final class BundleForm {
  private static final String MESSAGE = "message";
  private static final String PARENT = "parent";
  private static final List<String> FIELDS = List.of(MESSAGE, PARENT);

  private final Map<String, Collection<FormValue>> parts;

  /**
   * The form of a request.
   *
   * @throws ProblemException invalid with every part that is not expected
   */
  BundleForm(MultipartFormDataInput form) {
    this.parts = form.getValues();
    List<Violation> violations = new ArrayList<>();
    parts.forEach(
        (name, values) -> {
          if (values.stream().anyMatch(value -> !isFile(value))) {
            if (!FIELDS.contains(name)) {
              violations.add(Violation.of(name, "a file, or one of the fields " + FIELDS, "text"));
            } else if (values.size() > 1) {
              violations.add(Violation.of(name, "one field", values.size() + " of this name"));
            }
          }
        });
    ProblemException.throwIfAny(violations);
  }

  private static boolean isFile(FormValue value) {
    return value.isFileItem() && value.getFileName() != null;
  }

  /** What the author says of it; null when it is not given. */
  String message() {
    return field(MESSAGE);
  }

  /** Digest of the rule set it was made from; null when it is not given. */
  String parent() {
    return field(PARENT);
  }

  private String field(String name) {
    return parts.getOrDefault(name, List.of()).stream()
        .filter(value -> !isFile(value))
        .map(FormValue::getValue)
        .findFirst()
        .orElse(null);
  }

  /**
   * The bundle of its files.
   *
   * @throws InvalidRuleSet with every file that cannot be in a bundle
   */
  Bundle bundle() {
    BundleFiles files = new BundleFiles();
    for (FormValue value : parts.values().stream().flatMap(Collection::stream).toList()) {
      if (isFile(value) && !files.isFull()) {
        try (InputStream content = open(value)) {
          files.add(value.getFileName(), content);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return files.bundle();
  }

  /** What tells this form from others: its parts, in their order. */
  byte[] content() {
    MessageDigest digest = Sha256.start();
    parts.forEach(
        (name, values) -> {
          for (FormValue value : values) {
            try {
              byte[] bytes =
                  isFile(value)
                      ? open(value).readAllBytes()
                      : value.getValue().getBytes(StandardCharsets.UTF_8);
              String head = "%s %s %d ".formatted(name, value.getFileName(), bytes.length);
              digest.update(head.getBytes(StandardCharsets.UTF_8));
              digest.update(bytes);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
    return digest.digest();
  }

  private static InputStream open(FormValue value) throws IOException {
    return value.getFileItem().isInMemory()
        ? value.getFileItem().getInputStream()
        : Files.newInputStream(value.getFileItem().getFile());
  }
}
