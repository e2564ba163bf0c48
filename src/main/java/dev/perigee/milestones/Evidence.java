package dev.perigee.milestones;

/**
 * Kind of source, with the evidence quality it has unless the fact says otherwise (model section
 * 2.1).
 */
public enum Evidence {
  FILING(1.0, "filing or decision of a regulator"),
  PEER_REVIEWED(0.9, "peer-reviewed measurement"),
  COMPANY_DATA(0.7, "company or log data with raw numbers"),
  COMPANY_CLAIM(0.4, "claim of a company"),
  PRESS(0.3, "press"),
  SOCIAL(0.2, "social post");

  private final double quality;
  private final String meaning;

  Evidence(double quality, String meaning) {
    this.quality = quality;
    this.meaning = meaning;
  }

  /** Weight w in [0, 1] with which facts of this kind act. */
  public double quality() {
    return quality;
  }

  /** What counts as this kind. */
  public String meaning() {
    return meaning;
  }
}
