package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;

/**
 * Everything a result depends on. Equal inputs have an equal key and are computed once.
 *
 * @param mode how it is run
 * @param scenario what is assumed
 * @param ruleSet digest of the rule set; absent in deterministic mode
 * @param asOf day of knowledge; absent in deterministic mode
 * @param facts digest of the facts in force on that day, in the order of their names; absent in
 *     deterministic mode
 * @param paths of each pack; absent in deterministic mode
 * @param seed of the draws; absent in deterministic mode
 * @param coreVersion version of the arithmetic
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunInputs(
    Mode mode,
    ScenarioRequest scenario,
    String ruleSet,
    LocalDate asOf,
    String facts,
    Integer paths,
    Long seed,
    String coreVersion) {}
