package dev.perigee.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Does what a POST asks once for each {@code Idempotency-Key} of a caller, however often it is
 * sent: the key is stamped in the transaction that does it, so that neither is there without the
 * other. The same key with another request is refused. Keys are forgotten after a while.
 */
@ApplicationScoped
public class Idempotency {
  /** The header with the key. */
  public static final String HEADER = "Idempotency-Key";

  /** The header as the contract tells it. */
  public static final String DESCRIPTION =
      "Names this request, 1 to 255 printable ASCII characters: sent again with the same key it is not done again but answered"
          + " as before. The same key with another request is 422; while the first is being answered, 409.";

  /** Says that an answer was given before. */
  public static final String REPLAYED = "Idempotency-Replayed";

  private static final String KEY = "[!-~]{1,255}";

  /** Longer than anything that is done in one transaction takes. */
  private static final int TRANSACTION_SECONDS = 120;

  private final EntityManager database;
  private final ObjectMapper json;
  private final HttpConfig config;

  public Idempotency(EntityManager database, ObjectMapper json, HttpConfig config) {
    this.database = database;
    this.json = json;
    this.config = config;
  }

  /**
   * A request with a key.
   *
   * @param id digest of the caller and the key
   * @param fingerprint digest of what is asked
   */
  public record Key(String id, String fingerprint) {}

  /**
   * The key of a request; empty when it has none.
   *
   * @param content what tells its body from others
   * @throws ProblemException when the header is no key
   */
  public Optional<Key> key(RoutingContext http, byte[] content) {
    HttpServerRequest request = http.request();
    List<String> keys = request.headers().getAll(HEADER);
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    if (keys.size() > 1 || !keys.getFirst().matches(KEY)) {
      throw new ProblemException(
          ProblemType.MALFORMED_REQUEST,
          "Expected one header %s of 1 to 255 printable ASCII characters without a space"
              .formatted(HEADER),
          List.of());
    }
    return Optional.of(
        new Key(
            digest(Caller.of(http).name(), keys.getFirst()),
            digest(request.method().name(), request.uri(), mediaType(request), hex(content))));
  }

  /**
   * Does something and answers, or answers as before. What it does joins the transaction that
   * stamps the key.
   *
   * @param content the body of the request, or what tells it from others
   * @throws ProblemException of whatever is done, and nothing is stamped then; key-reused when the
   *     key was used for another request; conflict when that is being answered now
   */
  public Response once(RoutingContext http, byte[] content, Supplier<Response> doing) {
    Optional<Key> key = key(http, content);
    if (key.isEmpty()) {
      return doing.get();
    }
    return QuarkusTransaction.requiringNew()
        .timeout(TRANSACTION_SECONDS)
        .call(() -> once(key.get(), doing));
  }

  private Response once(Key key, Supplier<Response> doing) {
    if (!isMine(key)) {
      throw ProblemException.conflict(
          "A request with this %s is being answered; try again".formatted(HEADER));
    }
    Optional<IdempotencyKeyEntity> before = find(key);
    if (before.isPresent()) {
      return replayed(before.get());
    }
    Response response = doing.get();
    IdempotencyKeyEntity row = new IdempotencyKeyEntity();
    row.id = key.id();
    row.fingerprint = key.fingerprint();
    row.status = response.getStatus();
    row.location = response.getLocation() == null ? null : response.getLocation().toString();
    row.body = response.hasEntity() ? written(response.getEntity()) : null;
    row.persist();
    return response;
  }

  private static Response replayed(IdempotencyKeyEntity row) {
    Response.ResponseBuilder response = Response.status(row.status).header(REPLAYED, "true");
    if (row.location != null) {
      response.location(URI.create(row.location));
    }
    return row.body == null
        ? response.build()
        : response.entity(row.body).type(MediaType.APPLICATION_JSON).build();
  }

  private String written(Object entity) {
    try {
      return json.writeValueAsString(entity);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written", e);
    }
  }

  /**
   * The name of what a request with this key made.
   *
   * @throws ProblemException key-reused when the key was used for another request
   */
  public Optional<String> resource(Key key) {
    return QuarkusTransaction.joiningExisting().call(() -> find(key).map(row -> row.resource));
  }

  /**
   * Stamps a key with the name of what the request makes, unless it is stamped already; in the
   * transaction that makes it. Waits for another that stamps the same key.
   *
   * @return the name with which it is stamped
   * @throws ProblemException key-reused when the key was used for another request
   */
  public String stamp(Key key, String resource) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              int stamped =
                  database
                      .createNativeQuery(
                          "insert into idempotency_key (id, fingerprint, resource)"
                              + " values (:id, :fingerprint, :resource) on conflict (id) do nothing")
                      .setParameter("id", key.id())
                      .setParameter("fingerprint", key.fingerprint())
                      .setParameter("resource", resource)
                      .executeUpdate();
              return stamped == 1 ? resource : find(key).orElseThrow().resource;
            });
  }

  private static Optional<IdempotencyKeyEntity> find(Key key) {
    Optional<IdempotencyKeyEntity> row = IdempotencyKeyEntity.findByIdOptional(key.id());
    if (row.isPresent() && !row.get().fingerprint.equals(key.fingerprint())) {
      throw new ProblemException(
          ProblemType.KEY_REUSED,
          "This %s was sent before with another request".formatted(HEADER),
          List.of());
    }
    return row;
  }

  /** Whether nobody else is answering a request with this key. */
  private boolean isMine(Key key) {
    return (boolean)
        database
            .createNativeQuery("select pg_try_advisory_xact_lock(hashtextextended(:id, 0))")
            .setParameter("id", key.id())
            .getSingleResult();
  }

  @Scheduled(every = "PT1H", delayed = "PT1M")
  void forget() {
    Instant since = Instant.now().minus(config.idempotencyRetention());
    QuarkusTransaction.requiringNew()
        .run(() -> IdempotencyKeyEntity.delete("recordedAt < ?1", since));
  }

  /** Without parameters: the boundary of a form is another one each time. */
  private static String mediaType(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static String digest(String... parts) {
    MessageDigest digest = Sha256.start();
    for (String part : parts) {
      digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.hex(digest);
  }

  private static String hex(byte[] content) {
    MessageDigest digest = Sha256.start();
    if (content != null) {
      digest.update(content);
    }
    return Sha256.hex(digest);
  }
}
