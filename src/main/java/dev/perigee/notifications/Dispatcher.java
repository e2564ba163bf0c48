package dev.perigee.notifications;

import dev.perigee.platform.DatabaseOutage;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Delivers: several webhooks at the same time, and to each one event after the other. While the
 * database is away nothing is sent; what was under way then is sent again.
 */
@ApplicationScoped
public class Dispatcher {
  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  private final DeliveryStore store;
  private final WebhookClient client;
  private final NotificationsConfig config;
  private final Semaphore spare;

  /**
   * Threads of our own: they wait for receivers, and no event loop and no request waits for them.
   */
  private final ExecutorService threads;

  private volatile boolean stopping;

  public Dispatcher(DeliveryStore store, WebhookClient client, NotificationsConfig config) {
    this.store = store;
    this.client = client;
    this.config = config;
    this.spare = new Semaphore(config.parallel());
    this.threads = Executors.newFixedThreadPool(config.parallel());
  }

  /** Takes up what is to be delivered and nobody delivers. */
  @Scheduled(
      every = "${perigee.notifications.heartbeat:PT1S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void dispatch() {
    if (!config.deliver()) {
      return;
    }
    reach(
        () -> {
          while (!stopping && spare.tryAcquire()) {
            Optional<String> webhook = claimed();
            if (webhook.isEmpty()) {
              return;
            }
            threads.execute(() -> deliver(webhook.get()));
          }
        });
  }

  /** A webhook to be delivered to; without one the place is spare again. */
  private Optional<String> claimed() {
    Optional<String> webhook = Optional.empty();
    try {
      webhook = store.claim();
      return webhook;
    } finally {
      if (webhook.isEmpty()) {
        spare.release();
      }
    }
  }

  private void deliver(String webhook) {
    try {
      reach(
          () -> {
            Optional<DeliveryStore.Due> due = store.next(webhook);
            while (due.isPresent() && !stopping) {
              store.record(due.get(), client.send(due.get().message()));
              due = store.next(webhook);
            }
          });
    } catch (RuntimeException e) {
      LOG.errorf(e, "Webhook %s is left until its lease is over", webhook);
    } finally {
      spare.release();
    }
  }

  private static void reach(Runnable exchange) {
    try {
      exchange.run();
    } catch (RuntimeException e) {
      if (!DatabaseOutage.isCauseOf(e)) {
        throw e;
      }
      LOG.debug("Webhooks are delivered to again when the database is back", e);
    }
  }

  @Scheduled(every = "PT1H", delayed = "PT1M")
  void forget() {
    reach(store::forget);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    threads.shutdownNow();
  }
}
