package dev.perigee.notifications;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Sends an event to a webhook once: to the very address that was found fit, without following
 * redirects, and without reading more of the answer than it must. Nothing of an answer is kept but
 * its status.
 */
@ApplicationScoped
public class WebhookClient {
  private static final int MOST_READ = 64 * 1024;

  private final TargetPolicy targets;
  private final Duration timeout;
  private final HttpClient http;

  public WebhookClient(Vertx vertx, TargetPolicy targets, NotificationsConfig config) {
    this.targets = targets;
    this.timeout = config.timeout();
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(false).setDecompressionSupported(false));
  }

  /**
   * What is sent.
   *
   * @param url of the webhook
   * @param secrets with each of which it is signed
   * @param id of the message, the same at each attempt
   * @param body JSON
   */
  record Message(String url, List<WebhookSecret> secrets, String id, String body) {}

  /** Sends a message and waits for the answer; not on an event loop. */
  AttemptOutcome send(Message message) {
    Target target;
    try {
      target = targets.resolve(message.url());
    } catch (TargetRefused e) {
      return new AttemptOutcome.Unanswered("Expected " + e.getMessage());
    }
    Exchange exchange = new Exchange(message.body());
    CompletableFuture<Integer> status =
        http.request(options(target, message))
            .compose(exchange::send)
            .toCompletionStage()
            .toCompletableFuture();
    try {
      return new AttemptOutcome.Answered(status.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      exchange.giveUp();
      return new AttemptOutcome.Unanswered("Expected an answer within %s".formatted(timeout));
    } catch (ExecutionException e) {
      return new AttemptOutcome.Unanswered(
          ConnectionProblem.of(e.getCause(), TargetPolicy.host(target.uri())));
    } catch (InterruptedException e) {
      exchange.giveUp();
      Thread.currentThread().interrupt();
      return new AttemptOutcome.Unanswered("The service was stopped meanwhile");
    }
  }

  private RequestOptions options(Target target, Message message) {
    Instant now = Instant.now();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(target.socket()))
        .setHost(TargetPolicy.host(target.uri()))
        .setPort(target.socket().getPort())
        .setSsl(target.isTls())
        .setURI(target.resource())
        .setConnectTimeout(timeout.toMillis())
        .setIdleTimeout(timeout.toMillis())
        .setFollowRedirects(false)
        .putHeader(HttpHeaders.HOST, target.uri().getRawAuthority())
        .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
        .putHeader(HttpHeaders.USER_AGENT, "Perigee")
        .putHeader("webhook-id", message.id())
        .putHeader("webhook-timestamp", String.valueOf(now.getEpochSecond()))
        .putHeader(
            "webhook-signature",
            message.secrets().stream()
                .map(secret -> secret.sign(message.id(), now, message.body()))
                .collect(Collectors.joining(" ")));
  }

  /** One request and its answer, which may be given up at any time. */
  private static final class Exchange {
    private final String body;
    private final AtomicReference<HttpClientRequest> request = new AtomicReference<>();
    private boolean givenUp;

    Exchange(String body) {
      this.body = body;
    }

    Future<Integer> send(HttpClientRequest connected) {
      request.set(connected);
      if (isGivenUp()) {
        connected.reset();
        return Future.failedFuture("given up before it was sent");
      }
      return connected.send(body).compose(answer -> read(connected, answer));
    }

    /** The status, once the answer has come or is long enough. */
    private static Future<Integer> read(HttpClientRequest sent, HttpClientResponse answer) {
      Promise<Integer> status = Promise.promise();
      int[] read = {0};
      answer.handler(
          part -> {
            read[0] += part.length();
            if (read[0] > MOST_READ && status.tryComplete(answer.statusCode())) {
              sent.connection().close();
            }
          });
      answer.endHandler(end -> status.tryComplete(answer.statusCode()));
      answer.exceptionHandler(status::tryFail);
      return status.future();
    }

    private synchronized boolean isGivenUp() {
      return givenUp;
    }

    void giveUp() {
      synchronized (this) {
        givenUp = true;
      }
      HttpClientRequest sent = request.get();
      if (sent != null) {
        sent.reset();
      }
    }
  }

  @PreDestroy
  void stop() {
    http.close();
  }
}
