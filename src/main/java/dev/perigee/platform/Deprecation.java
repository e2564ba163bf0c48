package dev.perigee.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that is to go, beside {@link Deprecated}, which marks it in the contract. Answers
 * say so in the headers {@code Deprecation} (RFC 9745), {@code Sunset} (RFC 8594) and {@code Link}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Deprecation {
  /** The day since which it is deprecated, as in {@code 2027-01-31}. */
  String since();

  /** The day on which it goes; at least half a year after {@link #since()}. */
  String sunset();

  /** Where it says what to use instead. */
  String link();
}
