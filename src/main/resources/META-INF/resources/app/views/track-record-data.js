// Forecasts and their scores, told apart and put in order. Scores are the API's.

/** Outcomes below which skill and luck cannot be told apart; the API says so in `caution`. */
export const FEW_OUTCOMES = 30;

/**
 * Questions with scores, those with most outcomes first; then those that wait for their first.
 * @param {any[]} items
 * @returns {any[]}
 */
export function byOutcomes(items) {
  return [...items].sort(
    (one, other) => other.outcomes - one.outcomes || other.scored - one.scored || one.question.localeCompare(other.question),
  );
}

/**
 * How many forecasts there are in all, and what became of them. Outcomes of different questions are not added up.
 * @param {any[]} items
 */
export function totalsOf(items) {
  const sum = (/** @type {string} */ key) => items.reduce((total, item) => total + item[key], 0);
  return {
    questions: items.length,
    forecasts: sum("forecasts"),
    open: sum("open"),
    fell: sum("fell"),
    notScored: sum("notScored"),
    scored: sum("scored"),
    outcomes: Math.max(0, ...items.map((item) => item.outcomes)),
  };
}

/**
 * The questions that have a calibration to draw.
 * @param {any[]} items
 */
export function calibrated(items) {
  return items.filter((item) => (item.probabilities?.calibration ?? []).length > 0);
}

/**
 * The score of a question on its own scale: `{name, unit, value, error?}`, or undefined before its first outcome.
 * @param {any} item
 */
export function scoreOf(item) {
  if (item.probabilities?.brier) {
    return { name: "Brier", unit: "0 best, 1 worst", value: item.probabilities.brier.score };
  }
  if (item.numbers) {
    return { name: "CRPS", unit: item.unit ?? "", value: item.numbers.crps };
  }
  return undefined;
}

/**
 * Skill against a baseline, of whichever kind the question is.
 * @param {any} item
 * @param {"climatology" | "market"} baseline
 */
export function skillOf(item, baseline) {
  return item.probabilities?.[baseline] ?? item.numbers?.[baseline];
}

/**
 * The value below which a forecast has a probability; linear between points, undefined outside of what it says.
 * @param {{points: {value: number, cumulative: number}[]}} distribution
 * @param {number} probability
 */
export function quantileOf(distribution, probability) {
  const { points } = distribution;
  for (let i = 1; i < points.length; i++) {
    const [before, after] = [points[i - 1], points[i]];
    if (probability >= before.cumulative && probability <= after.cumulative && after.cumulative > before.cumulative) {
      const share = (probability - before.cumulative) / (after.cumulative - before.cumulative);
      return before.value + share * (after.value - before.value);
    }
  }
  return points.length === 1 ? points[0].value : undefined;
}

/**
 * What a forecast says: `{probability, standardError}` or `{p10, p50, p90}` in its unit.
 * @param {any} forecast
 * @returns {{probability?: number, standardError?: number, p10?: number, p50?: number, p90?: number}}
 */
export function sayingOf(forecast) {
  if (forecast.probability !== undefined) {
    return { probability: forecast.probability, standardError: forecast.standardError };
  }
  return {
    p10: quantileOf(forecast.distribution, 0.1),
    p50: quantileOf(forecast.distribution, 0.5),
    p90: quantileOf(forecast.distribution, 0.9),
  };
}
