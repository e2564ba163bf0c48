package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Rule sets for tests: the shipped one with a change, and the calls of their life. */
public final class RuleBundles {
  static final String PATH = "/api/v1/rule-sets";
  static final String ACTIVE = PATH + "/active";
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("rules");

  private RuleBundles() {}

  /** The files of the folder {@code rules}. */
  static Map<String, String> shipped() {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(FOLDER)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(FOLDER.relativize(path).toString(), Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** The shipped rules with a comment, which makes them another rule set of the same meaning. */
  public static Map<String, String> marked(String mark) {
    Map<String, String> files = shipped();
    files.computeIfPresent("claims.drl", (name, text) -> "// " + mark + "\n" + text);
    return files;
  }

  /** The shipped rules with another reason in the words of rule R06. */
  static Map<String, String> saying(String words) {
    Map<String, String> files = shipped();
    String changed = files.get("launch.drl").replace("is the most so far", words);
    if (changed.equals(files.get("launch.drl"))) {
      throw new AssertionError("R06 does not say 'is the most so far'");
    }
    files.put("launch.drl", changed);
    return files;
  }

  /** Files as the body of an upload; the parent may be null. */
  public static String json(Map<String, String> files, String message, String parent) {
    Map<String, Object> body = new HashMap<>(Map.of("files", files, "message", message));
    if (parent != null) {
      body.put("parent", parent);
    }
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files as an archive. */
  public static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static RequestSpecification as(String user) {
    RequestSpecification request = given().contentType(ContentType.JSON);
    return user == null ? request : request.header("Perigee-User", user);
  }

  /** Uploads files and gives their digest. */
  static String uploaded(Map<String, String> files, String author) {
    return as(author)
        .body(json(files, "a change", null))
        .post(PATH)
        .then()
        .statusCode(oneOf(200, 201))
        .extract()
        .path("digest");
  }

  static ValidatableResponse approve(String digest, String approver) {
    return as(approver)
        .body("{\"message\": \"looks right\"}")
        .post(PATH + "/" + digest + "/approvals")
        .then();
  }

  /** Uploads files as one person and approves them as another. */
  static String approved(Map<String, String> files) {
    String digest = uploaded(files, "ada");
    approve(digest, "grace").statusCode(oneOf(200, 201));
    return digest;
  }

  static String tag() {
    return given().get(ACTIVE).then().statusCode(200).extract().header("ETag");
  }

  static String active() {
    return given().get(ACTIVE).then().statusCode(200).extract().path("digest");
  }

  static ValidatableResponse activate(String digest, String tag) {
    RequestSpecification request = as("ada");
    if (tag != null) {
      request.header("If-Match", tag);
    }
    return request
        .body("{\"digest\": \"%s\", \"reason\": \"it is time\"}".formatted(digest))
        .put(ACTIVE)
        .then();
  }
}
