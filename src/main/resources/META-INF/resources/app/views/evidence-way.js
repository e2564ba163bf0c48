// The way from prior to today, fact by fact.

import { stepName } from "../attribution.js";
import { waterfall } from "../charts.js";
import { count, day, quantity } from "../format.js";
import { origin } from "../run-charts.js";
import { choice, empty, figure, fill, h, link, sources } from "../ui.js";

/** @type {Record<string, {label: string, unit: string, name: string, of: (from: any) => any, year?: boolean}>} */
const MEASURES = {
  value: { label: "Value", name: "Enterprise value of the orbital programme", unit: "USD", of: (from) => from.enterpriseValueUsd },
  credence: { label: "Implied credence", name: "Weight on the company case that the price implies", unit: "probability", of: (from) => from.companyPackWeight },
  capacity: { label: "Capacity", name: "Mean capacity on orbit", unit: "kW", of: (from) => from.capacityKw, year: true },
  cost: { label: "Cost ratio", name: "Mean cost on orbit over that on the ground", unit: "ratio", of: (from) => from.costRatio, year: true },
};

/**
 * The way, and the choice of what is measured on it.
 * @param {any} run
 * @param {import("../attribution.js").Attribution} attribution
 * @param {import("../perigee.js").Context} context
 */
export function wayOf(run, attribution, context) {
  const chosen = MEASURES[context.params.get("measure") ?? ""] ? /** @type {string} */ (context.params.get("measure")) : "value";
  const place = h("div");
  const draw = (/** @type {string} */ key) => fill(place, wayChart(run, attribution, key));
  draw(chosen);
  const { remainder } = attribution;
  return [
    choice({
      legend: "What is measured",
      options: Object.entries(MEASURES).map(([value, { label }]) => ({ value, label })),
      chosen,
      testid: "way-measure",
      onchange: (key) => {
        context.setParams({ measure: key === "value" ? undefined : key });
        draw(key);
      },
    }),
    place,
    h("p", { class: "quiet" },
      `${count(attribution.withoutEffect.length, "fact")} that rules read changed nothing, and ${count(attribution.unreadFacts, "fact")} no rule reads; they are below. `,
      "The run that is stored differs from the last bar by ",
      figure(remainder.difference, { unit: "USD", standardError: remainder.standardError, signed: true, testid: "remainder" }),
      ", as it has other random numbers."),
  ];
}

/** @param {any} run @param {import("../attribution.js").Attribution} attribution @param {string} key */
function wayChart(run, attribution, key) {
  const measure = MEASURES[key];
  const name = measure.year ? `${measure.name} in ${attribution.year}` : measure.name;
  const prior = measure.of(attribution.prior);
  const posterior = measure.of(attribution.posterior);
  const steps = attribution.steps
    .map((step) => ({ step, change: measure.of(step) }))
    .filter(({ change }) => change.difference !== undefined && change.difference !== 0);
  if (!prior || !posterior) {
    return empty("No weight explains the price at an end of the way", "The implied credence is given where a weight between 0 and 1 explains the price.");
  }
  /** @type {{name: string, before?: number, after: number, difference?: number, standardError?: number, rules?: string[], facts?: any[], total: boolean}[]} */
  const rows = [
    { name: "Prior, without facts", after: prior.mean, standardError: prior.standardError, total: true },
    ...steps.map(({ step, change }) => ({
      name: stepName(step.facts), before: change.before, after: change.after, difference: change.difference,
      standardError: change.standardError, rules: step.rules, facts: step.facts, total: false,
    })),
    { name: `Known on ${day(run.provenance.asOf)}`, after: posterior.mean, standardError: posterior.standardError, total: true },
  ];
  return waterfall({
    id: "waterfall",
    title: `${name}, from prior to ${day(run.provenance.asOf)}`,
    summary: `From ${quantity(prior.mean, measure.unit, { standardError: prior.standardError })} to ${quantity(posterior.mean, measure.unit, { standardError: posterior.standardError })} in ${count(steps.length, "step")}.`,
    origin: origin(run),
    rows,
    columns: [
      {
        name: "fact", title: "Fact", value: (row) => row.facts?.map((/** @type {any} */ fact) => fact.id).join(" ") ?? row.name,
        show: (row) => row.facts
          ? row.facts.map((/** @type {any} */ fact) => h("div", null, link(`#/evidence?fact=${encodeURIComponent(fact.id)}`, fact.title), " ", h("span", { class: "quiet" }, sources(fact.sourceUrl))))
          : row.name,
      },
      { name: "reported_on", title: "Reported", value: (row) => row.facts?.at(-1).reportedOn ?? "" },
      { name: "rules", title: "Rule", value: (row) => row.rules?.join("; ") ?? "" },
      { name: "difference", title: "Change", unit: measure.unit, value: (row) => row.difference, standardError: (row) => (row.total ? undefined : row.standardError) },
      { name: "after", title: "After it", unit: measure.unit, value: (row) => row.after },
    ],
  }, {
    unit: measure.unit,
    steps: rows.map((row) => ({
      name: row.name, before: row.before ?? 0, after: row.after, standardError: row.standardError, total: row.total,
      hint: row.rules?.join("; "),
    })),
  }).element;
}
