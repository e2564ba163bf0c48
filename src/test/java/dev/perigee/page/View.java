package dev.perigee.page;

/** What the page shows, each at its address. */
enum View {
  TODAY("/#/today", "[data-testid=mover]"),
  EVIDENCE("/#/evidence", "[data-testid=waterfall]"),
  WHAT_IF("/#/what-if", "[data-testid=after-ev-mean]"),
  SENSITIVITY("/#/sensitivity", "[data-testid=tornado-form]"),
  RULES("/#/rules", "[data-testid=rule]"),
  RULE_FILES("/#/rules?tab=files", "[data-testid=tab-files] .card"),
  RULE_HISTORY("/#/rules?tab=history", "[data-testid=audit]"),
  RULE_DIFFERENCES("/#/rules?tab=compare", "[data-testid=tab-compare] > *"),
  RULE_CHANGE("/#/rules?tab=change", "[data-testid=upload-card]"),
  TRACK_RECORD("/#/track-record", "[data-testid=forecasts-card]"),
  EMBEDDED_CAPACITY("/embed/capacity", "[data-testid=capacity]"),
  EMBEDDED_COST_RATIO("/embed/cost-ratio", "[data-testid=cost-ratio]"),
  EMBEDDED_VALUATION("/embed/valuation", "[data-testid=valuation]"),
  EMBEDDED_CREDENCE("/embed/credence", "[data-testid=evidence-credence]");

  private final String address;
  private final String sign;

  View(String address, String sign) {
    this.address = address;
    this.sign = sign;
  }

  /** Its address below that of the service. */
  String address() {
    return address;
  }

  /** A selector of what is there once the view is. */
  String sign() {
    return sign;
  }
}
