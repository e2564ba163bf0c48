// The charts of a run, as the views show them and as other pages embed them.

import { axisChoice, bars, fan, fanOption, lines, shares } from "./charts.js";
import { day, percent, power, quantity, shortDigest, usd, words } from "./format.js";
import { h } from "./ui.js";

/** What lies at the lower edge of a logarithmic axis of capacity, kW. */
const LOG_FLOOR_KW = 100;
const CONSTRAINTS = ["launch", "factory", "demand", "capital", "regulatory", "bandwidth"];
/** The packs, from the one that expects least. */
export const PACKS = ["sceptic", "house", "company"];

/**
 * A run, as the API answers it.
 * @typedef {any} Run
 */

/** Where the numbers of a chart come from, in a line. @param {Run} run */
export const origin = (run) =>
  `Perigee · facts known on ${day(run.provenance.asOf)} · rule set ${shortDigest(run.provenance.ruleSet)} · run ${run.id} · `
  + `${run.provenance.paths.toLocaleString("en-US")} paths of each pack`;

/** @param {string} name @param {string} title */
const year = (name = "year", title = "Year") => ({ name, title, unit: "year", value: (/** @type {any} */ row) => row.year });

/** Compute capacity on orbit at the end of each year. @param {Run} run @param {{log?: boolean, onaxis?: (log: boolean) => void}} [options] */
export function capacityChart(run, { log = false, onaxis } = {}) {
  const rows = run.capacity;
  const of = (/** @type {string} */ key) => rows.map((/** @type {any} */ row) => row.capacityKw[key]);
  const last = rows[rows.length - 1];
  const content = (/** @type {boolean} */ isLog) => ({
    x: rows.map((/** @type {any} */ row) => row.year),
    unit: "kW",
    log: isLog,
    floor: LOG_FLOOR_KW,
    bands: [
      { name: "P5 to P95", low: of("p5"), high: of("p95") },
      { name: "P10 to P90", low: of("p10"), high: of("p90") },
      { name: "P25 to P75", low: of("p25"), high: of("p75") },
    ],
    lines: [
      { name: "Mean", short: "mean", values: of("mean"), errors: of("standardError"), dashed: true },
      { name: "Median", short: "median", values: of("p50") },
    ],
  });
  const shown = fan({
    id: "capacity",
    title: "Compute capacity on orbit",
    hideTitle: true,
    summary: `In ${last.year} the mean is ${power(last.capacityKw.mean, last.capacityKw.standardError)}, the median ${power(last.capacityKw.p50)},`
      + ` and one path in twenty has more than ${power(last.capacityKw.p95)}.`,
    origin: origin(run),
    rows,
    height: 340,
    controls: [axisChoice(log, (isLog) => {
      shown.update({}, fanOption(content(isLog)));
      onaxis?.(isLog);
    }, "capacity-axis")],
    columns: [
      year(),
      {
        name: "capacity_mean_kw", title: "Mean", unit: "kW", value: (row) => row.capacityKw.mean,
        standardError: (row) => row.capacityKw.standardError,
      },
      ...["p5", "p10", "p25", "p50", "p75", "p90", "p95"].map((key) => ({
        name: `capacity_${key}_kw`, title: key.toUpperCase(), unit: "kW",
        value: (/** @type {any} */ row) => row.capacityKw[key],
        standardError: (/** @type {any} */ row) => row.capacityKw.percentileStandardErrors[key],
      })),
    ],
  }, content(log));
  return shown;
}

/** Cost of compute on orbit over that on the ground. @param {Run} run */
export function costRatioChart(run) {
  const rows = run.costRatio;
  const of = (/** @type {string} */ key) => rows.map((/** @type {any} */ row) => row[key]);
  const last = rows[rows.length - 1];
  return fan({
    id: "cost-ratio",
    title: "Cost of a kW-year on orbit over that on the ground",
    hideTitle: true,
    summary: `In ${last.year} the median is ${quantity(last.p50, "ratio")}; orbit is cheaper on ${percent(last.probabilityBelowOne, last.probabilityStandardError)} of the paths.`,
    origin: origin(run),
    rows,
    height: 340,
    columns: [
      year(),
      { name: "cost_ratio_mean", title: "Mean", unit: "ratio", value: (row) => row.mean, standardError: (row) => row.standardError },
      ...["p5", "p10", "p25", "p50", "p75", "p90", "p95"].map((key) => ({
        name: `cost_ratio_${key}`, title: key.toUpperCase(), unit: "ratio",
        value: (/** @type {any} */ row) => row[key],
        standardError: (/** @type {any} */ row) => row.percentileStandardErrors[key],
      })),
      {
        name: "probability_below_one", title: "Orbit cheaper", unit: "probability",
        value: (row) => row.probabilityBelowOne, standardError: (row) => row.probabilityStandardError,
      },
    ],
  }, {
    x: rows.map((/** @type {any} */ row) => row.year),
    unit: "ratio",
    yName: "orbit / ground",
    log: true,
    base: 2,
    floor: 0.25,
    bands: [
      { name: "P5 to P95", low: of("p5"), high: of("p95") },
      { name: "P10 to P90", low: of("p10"), high: of("p90") },
      { name: "P25 to P75", low: of("p25"), high: of("p75") },
    ],
    lines: [{ name: "Median", short: "median", values: of("p50") }],
    reference: { value: 1, label: "parity" },
  });
}

/** How probable it is, year by year, that orbit is cheaper than the ground. @param {Run} run */
export function parityChart(run) {
  const rows = run.costRatio;
  const last = rows[rows.length - 1];
  return lines({
    id: "parity",
    title: "Probability that orbit is cheaper than the ground, by year",
    hideTitle: true,
    summary: `It rises to ${percent(last.probabilityBelowOne, last.probabilityStandardError)} in ${last.year}.`,
    origin: origin(run),
    rows,
    height: 300,
    columns: [
      year(),
      {
        name: "probability_below_one", title: "Orbit cheaper", unit: "probability",
        value: (row) => row.probabilityBelowOne, standardError: (row) => row.probabilityStandardError,
      },
    ],
  }, {
    x: rows.map((/** @type {any} */ row) => row.year),
    unit: "probability",
    min: 0,
    series: [{
      name: "Orbit cheaper",
      points: true,
      values: rows.map((/** @type {any} */ row) => row.probabilityBelowOne),
      errors: rows.map((/** @type {any} */ row) => row.probabilityStandardError),
    }],
  });
}

/** What keeps capacity from growing. @param {Run} run */
export function constraintsChart(run) {
  const rows = run.bindingConstraints;
  const last = rows[rows.length - 1];
  const strongest = CONSTRAINTS.reduce((a, b) => (last[b] > last[a] ? b : a));
  return shares({
    id: "constraints",
    title: "Which constraint binds, share of paths",
    hideTitle: true,
    summary: `In ${last.year}, ${percent(last.notProducing)} of the paths produce nothing; of the others ${words(strongest).toLowerCase()} binds most often, on ${percent(last[strongest])} of all paths.`,
    origin: origin(run),
    rows,
    height: 340,
    columns: [
      year(),
      ...[...CONSTRAINTS, "notProducing"].map((key) => ({
        name: key, title: words(key), unit: "share", value: (/** @type {any} */ row) => row[key],
      })),
    ],
  }, {
    x: rows.map((/** @type {any} */ row) => row.year),
    yName: "paths",
    parts: [
      ...CONSTRAINTS.map((key) => ({ name: words(key), values: rows.map((/** @type {any} */ row) => row[key]) })),
      { name: "Not producing", quiet: true, values: rows.map((/** @type {any} */ row) => row.notProducing) },
    ],
  });
}

/** The bands of the value. @param {Run} run */
export function valuationRows(run) {
  const { bands, enterpriseValueUsd: value } = run.valuation;
  return [
    { band: "Bear", meaning: "mean of the lowest quarter of the paths", value: bands.bear, standardError: bands.bearStandardError, pointer: "/valuation/bands/bear" },
    { band: "Base", meaning: "mean of the middle half", value: bands.base, standardError: bands.baseStandardError, pointer: "/valuation/bands/base" },
    { band: "Bull", meaning: "mean of the highest quarter", value: bands.bull, standardError: bands.bullStandardError, pointer: "/valuation/bands/bull" },
    { band: "Mean", meaning: "of all paths", value: value.mean, standardError: value.standardError, pointer: "/valuation/enterpriseValueUsd/mean" },
  ];
}

/** @param {Run} run */
export function valuationChart(run) {
  const rows = valuationRows(run);
  const option = run.valuation.marketImplied?.orbitalOptionUsd;
  return bars({
    id: "valuation",
    title: "Value of the orbital programme",
    hideTitle: true,
    summary: rows.map((row) => `${row.band} ${usd(row.value, row.standardError)}`).join(", ")
      + (option === undefined ? "." : `; the market pays ${usd(option)}.`),
    origin: origin(run),
    rows,
    height: 300,
    columns: [
      { name: "band", title: "Band", value: (row) => row.band, show: (row) => h("span", null, row.band, h("span", { class: "quiet" }, `, ${row.meaning}`)) },
      { name: "value_usd", title: "Value", unit: "USD", value: (row) => row.value, standardError: (row) => row.standardError },
    ],
  }, {
    names: rows.map((row) => row.band),
    unit: "USD",
    values: rows.map((row) => row.value),
    errors: rows.map((row) => row.standardError),
    tones: ["quiet", "quiet", "quiet", "accent"],
    reference: option === undefined ? undefined : { value: option, label: `market pays ${usd(option)}` },
  });
}

/** The weight on the company case that the price implies, beside that of the evidence. @param {Run} run */
export function credenceScale(run) {
  const implied = run.valuation.marketImplied?.companyPackWeight;
  const error = run.valuation.marketImplied?.standardError;
  const evidence = run.packWeights.company;
  const scale = h("div", { class: "scale", role: "img", "aria-label":
    `On a scale from 0 to 100 %, the evidence stands at ${percent(evidence)}`
    + (implied === undefined ? ", and no weight explains the price." : ` and the market price at ${percent(implied, error)}.`) });
  for (const [share, kind, label] of /** @type {[number | undefined, string, string][]} */ ([
    [evidence, "evidence", "evidence"],
    [implied, "market", "market price"],
  ])) {
    if (share !== undefined) {
      const mark = h("span", { class: `scale-mark ${kind}${share > 0.5 ? " late" : ""}` }, h("span", null, label));
      mark.style.left = `${100 * Math.max(0, Math.min(1, share))}%`;
      scale.append(mark);
    }
  }
  const ticks = h("div", { class: "scale-ticks", "aria-hidden": "true" }, [0, 25, 50, 75, 100].map((tick) => h("span", null, `${tick} %`)));
  return h("div", { class: "scale-frame" }, scale, ticks);
}
