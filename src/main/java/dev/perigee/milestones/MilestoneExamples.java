package dev.perigee.milestones;

/** Examples of the contract that work as they stand. */
final class MilestoneExamples {
  static final String FLIGHT =
      """
      {"id": "starship-flight-14-latency", "type": "LATENCY", "occurredOn": "2026-10-01", "actor": "SpaceX",
       "subject": "Starlink V3", "title": "Round trip from user to orbit, 95th percentile", "value": 62, "unit": "ms",
       "grade": "MET", "evidence": "COMPANY_DATA", "sourceUrl": "https://example.com/latency"}""";

  static final String ROWS =
      """
      id,type,occurredOn,actor,title,value,unit,grade,evidence,sourceUrl
      grid-wait-2026,TERRESTRIAL_SUPPLY,2026-10-01,LBNL,Median wait for a grid connection,55,months,MET,PRESS,https://example.com/q
      """;

  private MilestoneExamples() {}
}
