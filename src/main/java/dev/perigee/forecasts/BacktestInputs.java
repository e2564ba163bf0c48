package dev.perigee.forecasts;

import java.time.LocalDate;
import java.util.List;

/**
 * Everything that the forecasts of a back-test depend on. Equal inputs have an equal name and are
 * computed once.
 *
 * @param ruleSet digest of the rule set
 * @param days days of knowledge, the first of their months, ascending
 * @param facts digest of the facts in force on the last of them, in the order of their names
 * @param questions digest of the questions
 * @param coreVersion version of the arithmetic
 */
record BacktestInputs(
    String ruleSet, List<LocalDate> days, String facts, String questions, String coreVersion) {}
