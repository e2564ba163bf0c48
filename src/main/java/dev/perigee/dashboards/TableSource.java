package dev.perigee.dashboards;

/**
 * What the rows of a table are made of. It tells by one cheap query whether anything changed, as
 * what is stored is only ever added to.
 */
enum TableSource {
  /** Stored runs. */
  RUNS("select count(*) || ' ' || coalesce(max(recorded_at)::text, '') from public.run"),
  /** The ledger, of which more is in force with every day. */
  LEDGER(
      "select coalesce(max(position), 0) || ' ' || (now() at time zone 'UTC')::date"
          + " from public.milestone"),
  /** Stored forecasts and what came of them. */
  FORECASTS(
      "select coalesce((select max(id) from public.forecast), 0) || ' '"
          + " || coalesce((select max(seen_at)::text from public.forecast_outcome), '')"),
  /** Activations of rule sets. */
  ACTIVATIONS("select coalesce(max(generation), 0)::text from public.rule_set_activation");

  private final String version;

  TableSource(String version) {
    this.version = version;
  }

  /** A query for a text that is another one when there are other rows. */
  String version() {
    return version;
  }
}
