// The drivers that the page offers, and how a slider stands for a parameter. What a parameter is called, its unit and
// its limits come from the catalogue, GET /api/v1/parameters; only the choice of drivers is made here.

/**
 * What a pack believes of a parameter.
 * @typedef {{median: number, p5: number, p95: number}} Belief
 *
 * What a slider stands for.
 * @typedef {{from: number, to: number, logarithmic: boolean}} Scale
 *
 * @typedef {{sceptic: number, house: number, company: number}} Weights of the packs
 */

/** The drivers by theme: those that the tornado of the shipped rule set puts first, and the ones analysts ask for. */
export const DRIVER_GROUPS = [
  {
    title: "Launch",
    keys: [
      "launch.rate.growth",
      "launch.rate.ceiling",
      "launch.cost.initial",
      "launch.cost.learning-rate",
      "deployment.start",
    ],
  },
  {
    title: "Satellites",
    keys: [
      "satellite.specific-mass.initial",
      "satellite.bill-of-materials.initial",
      "compute.hardware.space-premium",
      "factory.rate.growth",
    ],
  },
  {
    title: "Reliability",
    keys: ["reliability.accelerator-loss", "reliability.economic-life", "reliability.availability"],
  },
  {
    title: "Prices and the ground",
    keys: [
      "compute.obsolescence.exponent",
      "price.premium.long-run",
      "market.utilization",
      "terrestrial.scarcity.by-2030",
      "terrestrial.scarcity.after-2030",
    ],
  },
  {
    title: "Money",
    keys: ["valuation.discount-rate", "capital.budget.initial", "demand.share.ceiling"],
  },
];

/** Names that analysts use for drivers whose meaning in the catalogue is a sentence of the model. */
export const DRIVER_NAMES = /** @type {Record<string, string>} */ ({
  "launch.rate.growth": "Cadence growth",
  "launch.rate.ceiling": "Cadence ceiling",
  "launch.cost.initial": "Launch cost",
  "launch.cost.learning-rate": "Launch learning rate",
  "deployment.start": "First production deployment",
  "satellite.specific-mass.initial": "Specific mass",
  "satellite.bill-of-materials.initial": "Platform cost",
  "compute.hardware.space-premium": "Space premium on hardware",
  "factory.rate.growth": "Factory growth",
  "reliability.accelerator-loss": "Accelerator loss",
  "reliability.economic-life": "Economic life",
  "reliability.availability": "Availability",
  "compute.obsolescence.exponent": "Price durability θ",
  "price.premium.long-run": "Long-run price premium",
  "market.utilization": "Utilisation",
  "terrestrial.scarcity.by-2030": "Ground scarcity by 2030",
  "terrestrial.scarcity.after-2030": "Ground scarcity after 2030",
  "valuation.discount-rate": "Discount rate",
  "capital.budget.initial": "Capital budget",
  "demand.share.ceiling": "Share that would move to orbit",
});

/** The gates, in the order in which the programme meets them. */
export const GATES = [
  { key: "reuse", name: "Rapid reuse of ship and booster" },
  { key: "demonstration", name: "Compute demonstrated in orbit" },
  { key: "unit-cost", name: "Unit cost at plan" },
  { key: "regulatory", name: "Constellation licensed" },
];

export const PACKS = /** @type {("sceptic" | "house" | "company")[]} */ (["sceptic", "house", "company"]);

/** Steps of a slider. */
export const STEPS = 400;

const WIDE = 8; // a range whose ends differ by more than this factor is shown on a logarithmic scale
const MARGIN = 0.5; // how far a slider goes beyond what the packs hold likely, as a share of that
const LOGARITHMIC_MARGIN = 0.25; // the same on a logarithmic scale

/**
 * The name of a driver for readers: the analysts' own where there is one, or what the catalogue says it means.
 * @param {{key: string, meaning: string}} parameter
 */
export function nameOf(parameter) {
  return DRIVER_NAMES[parameter.key] ?? parameter.meaning;
}

/**
 * The scale of a slider: from the lowest 5th to the highest 95th percentile of the packs and a margin beyond, within
 * what the catalogue admits. `beliefs` has `median`, `p5` and `p95` by pack.
 * @param {{minimum: number, maximum: number}} parameter
 * @param {Record<string, Belief>} beliefs
 * @returns {Scale}
 */
export function scaleOf(parameter, beliefs) {
  const low = Math.min(...PACKS.map((pack) => beliefs[pack].p5));
  const high = Math.max(...PACKS.map((pack) => beliefs[pack].p95));
  const logarithmic = low > 0 && high / low > WIDE;
  let from;
  let to;
  if (high > low && logarithmic) {
    const stretch = (high / low) ** LOGARITHMIC_MARGIN;
    [from, to] = [low / stretch, high * stretch];
  } else if (high > low) {
    const margin = MARGIN * (high - low);
    [from, to] = [low - margin, high + margin];
  } else if (low > 0) {
    [from, to] = [low * MARGIN, low / MARGIN];
  } else {
    [from, to] = [low - 1, low + 1];
  }
  return {
    from: Math.max(parameter.minimum, from),
    to: Math.min(parameter.maximum, to),
    logarithmic,
  };
}

/**
 * The step of a slider that stands for a value; the nearest end for one beyond.
 * @param {Scale} scale
 * @param {number} value
 */
export function stepOf(scale, value) {
  const { from, to, logarithmic } = scale;
  const share = logarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  return Math.round(STEPS * Math.min(1, Math.max(0, share)));
}

/**
 * The value at a step, with as many digits as the steps tell apart.
 * @param {Scale} scale
 * @param {number} step
 */
export function valueAt(scale, step) {
  const { from, to, logarithmic } = scale;
  const share = step / STEPS;
  const exact = logarithmic ? from * (to / from) ** share : from + share * (to - from);
  const spacing = logarithmic ? exact * Math.log(to / from) / STEPS : (to - from) / STEPS;
  const rounded = roundTo(exact, spacing);
  return Math.min(to, Math.max(from, rounded));
}

/**
 * A value rounded to the power of ten at or below the spacing, so that no slider shows digits that it cannot set.
 * @param {number} value
 * @param {number} spacing
 */
export function roundTo(value, spacing) {
  const digits = Math.ceil(-Math.log10(spacing));
  return digits > 0 ? Number(value.toFixed(Math.min(digits, 15))) : Math.round(value / 10 ** -digits) * 10 ** -digits;
}

/**
 * What the packs together hold most likely of a driver: the median of the pack with the greatest weight.
 * @param {Record<string, Belief>} beliefs
 * @param {Weights} weights
 */
export function startOf(beliefs, weights) {
  const pack = PACKS.reduce((best, next) => (weights[next] > weights[best] ? next : best));
  return beliefs[pack].median;
}

/**
 * Prior weights with the company case at a weight, and the other packs in their proportions.
 * @param {Weights} weights
 * @param {number} company
 * @returns {Weights}
 */
export function weightsWithCompany(weights, company) {
  const others = weights.sceptic + weights.house;
  const sceptic = others > 0 ? ((1 - company) * weights.sceptic) / others : (1 - company) / 2;
  const rounded = roundTo(sceptic, 1e-6);
  return { sceptic: rounded, house: roundTo(1 - company - rounded, 1e-6), company };
}

/**
 * The gate switches of a scenario: `true` passed, `false` failed, by gate; others are as the evidence has them.
 * @param {any} scenario
 * @returns {Record<string, boolean>}
 */
export function gatesOf(scenario) {
  const set = /** @type {Record<string, boolean>} */ ({});
  for (const effect of scenario.effects ?? []) {
    if (effect.type === "gate" && (effect.probability === 0 || effect.probability === 1)) {
      set[effect.gate] = effect.probability === 1;
    }
  }
  return set;
}

/**
 * The effects with a gate passed (`true`), failed (`false`) or as the evidence has it (`undefined`).
 * @param {any[] | undefined} effects
 * @param {string} gate
 * @param {boolean | undefined} passed
 */
export function withGate(effects, gate, passed) {
  const others = (effects ?? []).filter((/** @type {any} */ effect) => !(effect.type === "gate" && effect.gate === gate));
  return passed === undefined ? others : [...others, { type: "gate", gate, probability: passed ? 1 : 0 }];
}
