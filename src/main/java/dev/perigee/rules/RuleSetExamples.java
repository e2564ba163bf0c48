package dev.perigee.rules;

/** Examples of the contract that work as they stand. */
public final class RuleSetExamples {
  /** A whole rule set: a rule, the prior packs, and the rest of the company. */
  static final String UPLOAD =
      """
      {"message": "A start: one rule, three views of the launch cost",
       "files": {
         "claims.drl": "package dev.perigee.ruleset;\\n\\nimport dev.perigee.milestones.FactType;\\nimport dev.perigee.rules.Fact;\\n\\nglobal dev.perigee.rules.Effects effects;\\n\\nrule \\"E01 claim, not evidence\\"\\n    @source(\\"Judgement\\")\\nwhen\\n    $f : Fact( type == FactType.RISK_DISCLOSURE )\\nthen\\n    effects.using($f)\\n        .atMost(0.1)\\n        .because(\\"a claim, not evidence\\")\\n        .note();\\nend\\n",
         "priors/house.yaml": "pack: house\\nweight: 0.5\\ngates: { reuse: 0.85, demonstration: 0.75,\
       unit-cost: 0.7, regulatory: 0.8 }\\nparameters:\\n  launch.cost.initial: { logNormal: [1500, 0.3],\
       technology: low }\\n",
         "priors/sceptic.yaml": "pack: sceptic\\nextends: house\\nweight: 0.35\\ngates: { reuse: 0.75,\
       demonstration: 0.6, unit-cost: 0.5, regulatory: 0.7 }\\nparameters:\\n  launch.cost.initial: {\
       logNormal: [2000, 0.3], technology: low }\\n",
         "priors/company.yaml": "pack: company\\nextends: house\\nweight: 0.15\\ngates: { reuse: 0.95,\
       demonstration: 0.95, unit-cost: 0.9, regulatory: 0.95 }\\nparameters:\\n  launch.cost.initial: {\
       logNormal: [600, 0.3], technology: low }\\n",
         "valuation.yaml": "connectivityUsd: 360e9\\nlaunchUsd: 60e9\\ngroundAiUsd: 250e9\\ndebtUsd:\
       39.36e9\\ncashUsd: 100e9\\ndilutedShares: 13.11e9\\nmarketEnterpriseValueUsd: 1.25e12\\n"}}""";

  /** Digest of the rule set that {@link #UPLOAD} makes. */
  public static final String DIGEST =
      "sha256:36b5e3317c2d8ff526682abf2aa426f7044888347cc1d3a730c5ff8595ad055c";

  static final String APPROVAL = "{\"message\": \"Read the rule and the report\"}";

  static final String ACTIVATION =
      "{\"digest\": \"" + DIGEST + "\", \"reason\": \"A start, to see how it goes\"}";

  private RuleSetExamples() {}
}
