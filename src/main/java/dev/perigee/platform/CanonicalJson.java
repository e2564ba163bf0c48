package dev.perigee.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * JSON whose bytes depend on the value alone: fields in the order of the record, map entries sorted
 * by key, absent values left out. What is stored and hashed is written with it.
 */
public final class CanonicalJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .build();

  private static final int ID_LENGTH = 32;

  private CanonicalJson() {}

  /** The value as JSON. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value of our own cannot be written as JSON", e);
    }
  }

  /** The value of JSON that {@link #write} wrote. */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON cannot be read as " + type.getSimpleName(), e);
    }
  }

  /** SHA-256 of the JSON of a value, written as {@code sha256:...}. */
  public static String digest(Object value) {
    MessageDigest digest = Sha256.start();
    digest.update(write(value).getBytes(StandardCharsets.UTF_8));
    return Sha256.PREFIX + Sha256.hex(digest);
  }

  /** Name of what depends on a value alone: the first 32 hexadecimal digits of its digest. */
  public static String id(Object value) {
    int start = Sha256.PREFIX.length();
    return digest(value).substring(start, start + ID_LENGTH);
  }
}
