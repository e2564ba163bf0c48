// The charts of a what-if: capacity and cost ratio, beside those of the ledger as it is.

import { quantity } from "../format.js";

/** @typedef {import("./what-if-answer.js").Answer} Answer */

/** @param {any[]} years @param {(entry: any) => any} statistics */
const bandsOf = (years, statistics) => [
  { name: "P10 to P90", low: years.map((entry) => statistics(entry).p10), high: years.map((entry) => statistics(entry).p90) },
  { name: "P25 to P75", low: years.map((entry) => statistics(entry).p25), high: years.map((entry) => statistics(entry).p75) },
];

/**
 * Mean capacity over the years, with bands.
 * @param {Answer} answer
 * @param {boolean} log
 */
export function capacityOf({ base, what }, log) {
  const years = what.capacity.map((/** @type {any} */ entry) => entry.year);
  const mean = (/** @type {any} */ run) => run.capacity.map((/** @type {any} */ entry) => entry.capacityKw.mean);
  const errors = (/** @type {any} */ run) => run.capacity.map((/** @type {any} */ entry) => entry.capacityKw.standardError);
  const rows = what.capacity.map((/** @type {any} */ entry, /** @type {number} */ i) => ({ year: entry.year, after: entry.capacityKw, before: base.capacity[i]?.capacityKw }));
  return {
    about: {
      id: "what-if-capacity",
      title: "Compute capacity in orbit",
      summary: `Mean at the end of ${years.at(-1)}: ${quantity(mean(what).at(-1), "kW")} in the what-if, ${quantity(mean(base).at(-1), "kW")} on the ledger.`,
      rows,
      columns: [
        { name: "year", title: "Year", unit: "year", value: (/** @type {any} */ row) => row.year },
        { name: "ledger_mean_kw", title: "Ledger, mean", unit: "kW", value: (/** @type {any} */ row) => row.before?.mean, standardError: (/** @type {any} */ row) => row.before?.standardError },
        { name: "what_if_mean_kw", title: "What-if, mean", unit: "kW", value: (/** @type {any} */ row) => row.after.mean, standardError: (/** @type {any} */ row) => row.after.standardError },
        ...["p10", "p50", "p90"].map((key) => ({ name: `what_if_${key}_kw`, title: `What-if, ${key.toUpperCase()}`, unit: "kW", value: (/** @type {any} */ row) => row.after[key] })),
      ],
      origin: `Perigee, run ${what.id}`,
    },
    fan: {
      x: years,
      unit: "kW",
      bands: bandsOf(what.capacity, (entry) => entry.capacityKw),
      lines: [
        { name: "What-if, mean", short: "what-if", values: mean(what), errors: errors(what) },
        { name: "Ledger, mean", short: "ledger", values: mean(base), errors: errors(base), dashed: true },
      ],
      log,
      floor: log ? 1 : undefined,
      yName: "Capacity",
    },
  };
}

/** Cost in orbit over cost on the ground, with bands. @param {Answer} answer */
export function ratioOf({ base, what }) {
  const years = what.costRatio.map((/** @type {any} */ entry) => entry.year);
  const median = (/** @type {any} */ run) => run.costRatio.map((/** @type {any} */ entry) => entry.p50);
  const errors = (/** @type {any} */ run) => run.costRatio.map((/** @type {any} */ entry) => entry.percentileStandardErrors.p50);
  const rows = what.costRatio.map((/** @type {any} */ entry, /** @type {number} */ i) => ({ year: entry.year, after: entry, before: base.costRatio[i] }));
  return {
    about: {
      id: "what-if-cost-ratio",
      title: "Cost in orbit over cost on the ground",
      summary: `Median at the end of ${years.at(-1)}: ${quantity(median(what).at(-1), "ratio")} in the what-if, ${quantity(median(base).at(-1), "ratio")} on the ledger; below 1 orbit is cheaper.`,
      rows,
      columns: [
        { name: "year", title: "Year", unit: "year", value: (/** @type {any} */ row) => row.year },
        { name: "ledger_p50", title: "Ledger, median", unit: "ratio", value: (/** @type {any} */ row) => row.before?.p50, standardError: (/** @type {any} */ row) => row.before?.percentileStandardErrors.p50 },
        { name: "what_if_p50", title: "What-if, median", unit: "ratio", value: (/** @type {any} */ row) => row.after.p50, standardError: (/** @type {any} */ row) => row.after.percentileStandardErrors.p50 },
        { name: "what_if_p10", title: "What-if, P10", unit: "ratio", value: (/** @type {any} */ row) => row.after.p10 },
        { name: "what_if_p90", title: "What-if, P90", unit: "ratio", value: (/** @type {any} */ row) => row.after.p90 },
        { name: "what_if_parity", title: "What-if, P(orbit cheaper)", unit: "probability", value: (/** @type {any} */ row) => row.after.probabilityBelowOne, standardError: (/** @type {any} */ row) => row.after.probabilityStandardError },
      ],
      origin: `Perigee, run ${what.id}; ${what.costRatio[0].boundary}`,
    },
    fan: {
      x: years,
      unit: "ratio",
      bands: bandsOf(what.costRatio, (entry) => entry),
      lines: [
        { name: "What-if, median", short: "what-if", values: median(what), errors: errors(what) },
        { name: "Ledger, median", short: "ledger", values: median(base), errors: errors(base), dashed: true },
      ],
      reference: { value: 1, label: "parity" },
      log: true,
      floor: 0.1,
      yName: "Orbit / ground",
    },
  };
}
