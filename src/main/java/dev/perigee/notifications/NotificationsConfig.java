package dev.perigee.notifications;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of events and webhooks. */
@ConfigMapping(prefix = "perigee.notifications")
public interface NotificationsConfig {
  /** Whether this service delivers to webhooks; without it deliveries wait for one that does. */
  @WithDefault("true")
  boolean deliver();

  /** How often it is looked for what is to be delivered. */
  @WithDefault("PT1S")
  Duration heartbeat();

  /** How many webhooks are delivered to at the same time. */
  @WithDefault("8")
  int parallel();

  /** How long a receiver may take from the connection to the end of its answer. */
  @WithDefault("PT10S")
  Duration timeout();

  /** How often a delivery is attempted before it is given up. */
  @WithDefault("11")
  int attempts();

  /** Pause after the first attempt that failed; each further one is four times as long. */
  @WithDefault("PT5S")
  Duration firstPause();

  /** Longest pause between two attempts. */
  @WithDefault("PT6H")
  Duration longestPause();

  /** How long a webhook may have taken nothing before it is disabled. */
  @WithDefault("P3D")
  Duration disableAfter();

  /** How long deliveries that ended are kept. */
  @WithDefault("P30D")
  Duration retention();

  /** How many webhooks there may be. */
  @WithDefault("100")
  int mostWebhooks();

  /**
   * Hosts, as their addresses name them, that may be delivered to though they are on a network of
   * one's own.
   */
  Optional<List<String>> allowedHosts();

  /**
   * Whether it is watched how the valuation moves; as {@code perigee.runs.prepare} unless given.
   */
  @WithDefault("${perigee.runs.prepare:true}")
  boolean valuations();

  /** By which share of the one announced last an enterprise value must differ to be announced. */
  @WithDefault("0.05")
  double valuationThreshold();

  /** How often it is looked whether the valuation has moved. */
  @WithDefault("PT15S")
  Duration look();

  /** How long nothing must have happened before the valuation is looked at. */
  @WithDefault("PT30S")
  Duration quiet();

  /** How long a claim on a webhook holds: longer than an attempt and the look-up of its host. */
  default Duration lease() {
    return timeout().multipliedBy(2).plusSeconds(30);
  }
}
