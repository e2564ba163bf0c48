// What a what-if is judged by: numbers of a run before and after, and their difference with its error where a comparison
// has worked it out. Errors of differences come from comparisons alone, since runs share their random numbers.

const YEARS = [2030, 2035, 2040];

/** @param {any} root @param {string} pointer a JSON pointer @returns {any} undefined where there is nothing */
export function at(root, pointer) {
  return pointer
    .split("/")
    .slice(1)
    .reduce((value, step) => value?.[step], root);
}

/**
 * A number that is compared.
 * @typedef {object} Measure
 * @property {string} key
 * @property {string} name
 * @property {string} unit of the API
 * @property {string} pointer into a run
 * @property {string} [error] pointer to its standard error
 * @property {(comparison: any) => any} compared the difference in a comparison
 */

/** @param {any[]} list @param {number} year */
const ofYear = (list, year) => list?.find((entry) => entry.year === year);

/**
 * The measures that a run has, in the order in which they are told.
 * @param {any} run
 * @returns {Measure[]}
 */
export function measuresOf(run) {
  const years = YEARS.filter((year) => run.capacity.some((/** @type {any} */ entry) => entry.year === year));
  const place = (/** @type {number} */ year) => run.capacity.findIndex((/** @type {any} */ entry) => entry.year === year);
  const value = "/valuation/enterpriseValueUsd";
  return [
    {
      key: "ev-mean",
      name: "Enterprise value, mean",
      unit: "USD",
      pointer: `${value}/mean`,
      error: `${value}/standardError`,
      compared: (comparison) => comparison.enterpriseValueUsd.mean,
    },
    ...["p10", "p50", "p90"].map((percentile) => ({
      key: `ev-${percentile}`,
      name: `Enterprise value, ${percentile.toUpperCase()}`,
      unit: "USD",
      pointer: `${value}/${percentile}`,
      error: `${value}/percentileStandardErrors/${percentile}`,
      compared: (/** @type {any} */ comparison) => comparison.enterpriseValueUsd[percentile],
    })),
    ...["bear", "base", "bull"].map((band) => ({
      key: `band-${band}`,
      name: `${band[0].toUpperCase()}${band.slice(1)} band, mean`,
      unit: "USD",
      pointer: `/valuation/bands/${band}`,
      error: `/valuation/bands/${band}StandardError`,
      compared: (/** @type {any} */ comparison) => comparison.bandsUsd[band],
    })),
    {
      key: "per-share",
      name: "Equity per share",
      unit: "USD/share",
      pointer: "/valuation/equityBridge/perShareUsd/mean",
      error: "/valuation/equityBridge/perShareUsd/standardError",
      compared: (comparison) => comparison.equityPerShareUsd,
    },
    {
      key: "company-weight",
      name: "Credence in the company case",
      unit: "probability",
      pointer: "/packWeights/company",
      compared: (comparison) => comparison.packWeights.company,
    },
    {
      key: "implied-weight",
      name: "Credence the price implies",
      unit: "probability",
      pointer: "/valuation/marketImplied/companyPackWeight",
      error: "/valuation/marketImplied/standardError",
      compared: (comparison) => comparison.companyPackWeight,
    },
    ...years.map((year) => ({
      key: `capacity-${year}`,
      name: `Capacity, end of ${year}, mean`,
      unit: "kW",
      pointer: `/capacity/${place(year)}/capacityKw/mean`,
      error: `/capacity/${place(year)}/capacityKw/standardError`,
      compared: (/** @type {any} */ comparison) => ofYear(comparison.capacityKw, year)?.mean,
    })),
    ...years.map((year) => ({
      key: `cost-ratio-${year}`,
      name: `Cost ratio, end of ${year}, median`,
      unit: "ratio",
      pointer: `/costRatio/${place(year)}/p50`,
      error: `/costRatio/${place(year)}/percentileStandardErrors/p50`,
      compared: (/** @type {any} */ comparison) => ofYear(comparison.costRatio, year)?.p50,
    })),
    ...years.map((year) => ({
      key: `parity-${year}`,
      name: `P(orbit cheaper), end of ${year}`,
      unit: "probability",
      pointer: `/costRatio/${place(year)}/probabilityBelowOne`,
      error: `/costRatio/${place(year)}/probabilityStandardError`,
      compared: (/** @type {any} */ comparison) => ofYear(comparison.probabilityBelowOne, year),
    })),
    {
      key: "never-produces",
      name: "P(nothing is ever produced)",
      unit: "probability",
      pointer: "/neverProduces/mean",
      error: "/neverProduces/standardError",
      compared: (comparison) => comparison.neverProduces,
    },
  ];
}

/**
 * A measure in two runs: `{before, beforeError, after, afterError, difference, differenceError, toCome}`. With a
 * comparison the difference is its own, over more paths and with an error; without one it is that of the two runs, which
 * share their draws, and its error is not known.
 * @param {Measure} measure
 * @param {any} before
 * @param {any} after
 * @param {any} [comparison]
 */
export function contrast(measure, before, after, comparison) {
  const values = {
    before: at(before, measure.pointer),
    beforeError: measure.error && at(before, measure.error),
    after: at(after, measure.pointer),
    afterError: measure.error && at(after, measure.error),
  };
  const compared = comparison && measure.compared(comparison);
  if (compared && compared.difference !== undefined) {
    return { ...values, difference: compared.difference, differenceError: compared.standardError ?? 0, toCome: false };
  }
  const known = values.before !== undefined && values.after !== undefined;
  return { ...values, difference: known ? values.after - values.before : undefined, differenceError: undefined, toCome: !comparison };
}

/**
 * The rules that act on assumed milestones, each once, with what they act on; and the milestones that no rule reads.
 * @param {any} run
 * @param {{id?: string}[]} facts the assumed milestones, in the order of the request
 * @returns {{acting: {rule: string, because: string, targets: string[], facts: number[]}[], unread: number[]}} places in
 *     the list of milestones, from 0
 */
export function rulesOnAssumedFacts(run, facts) {
  const places = new Map(facts.map((fact, place) => [fact.id ?? `hypothetical-${place + 1}`, place]));
  const acting = new Map();
  for (const effect of run.effects) {
    const read = effect.facts.map((/** @type {string} */ fact) => places.get(fact)).filter((/** @type {any} */ place) => place !== undefined);
    if (read.length === 0) {
      continue;
    }
    const entry = acting.get(effect.rule) ?? { rule: effect.rule, because: effect.because, targets: [], facts: [] };
    entry.targets = [...new Set([...entry.targets, ...(effect.parameter ? [effect.parameter] : [])])];
    entry.facts = [...new Set([...entry.facts, ...read])];
    acting.set(effect.rule, entry);
  }
  const told = new Set([...acting.values()].flatMap((entry) => entry.facts));
  return { acting: [...acting.values()], unread: facts.map((_, place) => place).filter((place) => !told.has(place)) };
}
