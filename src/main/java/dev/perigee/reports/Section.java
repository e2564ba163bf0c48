package dev.perigee.reports;

import java.util.List;

/**
 * A section of a report.
 *
 * @param id unique name in the report
 */
public record Section(String id, String title, List<Block> blocks) {}
