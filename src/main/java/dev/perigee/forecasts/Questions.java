package dev.perigee.forecasts;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The questions that are asked, from {@code forecasts/questions.yaml} on the class path. */
@ApplicationScoped
public class Questions {
  private static final String FILE = "forecasts/questions.yaml";
  private static final YAMLMapper YAML =
      YAMLMapper.builder().addModule(new JavaTimeModule()).build();

  private final List<Question> all;

  public Questions() {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the class path");
      }
      this.all = read(in);
    } catch (IOException e) {
      throw new IllegalStateException(FILE + " cannot be read", e);
    }
  }

  /**
   * The questions of a file.
   *
   * @throws IOException when it is not of the form, or a question does not go together
   * @throws IllegalArgumentException when two have one key
   */
  static List<Question> read(InputStream yaml) throws IOException {
    List<Question> questions = YAML.readValue(yaml, new TypeReference<List<Question>>() {});
    Set<String> keys = new HashSet<>();
    for (Question question : questions) {
      if (!keys.add(question.key())) {
        throw new IllegalArgumentException("two questions are named " + question.key());
      }
    }
    return List.copyOf(questions);
  }

  /** Every question, in the order of the file. */
  public List<Question> all() {
    return all;
  }
}
