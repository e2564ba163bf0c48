// What an analyst opens in the morning.

import { isAbort, ProblemError, run as makeRun } from "../api.js";
import { attributionOf, beginAnew } from "../attribution.js";
import { day, number, percent, quantity } from "../format.js";
import { capacityChart, constraintsChart, costRatioChart, credenceScale, PACKS, parityChart, valuationChart, valuationRows } from "../run-charts.js";
import { lines } from "../charts.js";
import { badge, card, empty, failure, figure, fill, h, link, loading, progress, sources, table } from "../ui.js";

const FACTS_SHOWN = 3;

/**
 * @param {HTMLElement} container
 * @param {import("../perigee.js").Context} context
 */
export async function show(container, context) {
  const { params, signal } = context;
  const asOf = params.get("asOf") ?? undefined;
  const working = progress("Running 20,000 paths of each pack");
  container.append(card({ title: "The price and the evidence", testid: "credence", wide: true }, working.element, loading("The run is being computed", 4)));
  const run = await makeRun(asOf ? { asOf } : {}, { signal, onProgress: (job) => working.update(job.progress, job.state) });
  const facts = h("div", { "data-testid": "moved" }, loading("What each fact did is being computed"));
  const weights = h("div", null, loading("What moved the weights is being computed", 2));
  fill(container,
    h("div", { class: "stack" },
      credenceCard(run, context),
      h("section", { class: "card", "aria-labelledby": "moved-title" },
        h("header", { class: "card-head" }, h("h2", { id: "moved-title" }, "The three facts that moved it most")),
        facts),
      h("div", { class: "grid" },
        valuationCard(run),
        bridgeCard(run),
        capacityCard(run, context),
        costCard(run),
        parityCard(run),
        constraintsCard(run),
        weightsCard(run, weights)),
      provenance(run)));
  context.announce(`Facts known on ${day(run.provenance.asOf)}: ${run.valuation.marketImplied?.statement ?? "the run is shown"}`);
  attribute(run, facts, weights, context);
}

// ---------------------------------------------------------------------------------------------- price and evidence

/** @param {any} run @param {import("../perigee.js").Context} context */
function credenceCard(run, context) {
  const { marketImplied: market, enterpriseValueUsd: value } = run.valuation;
  return card(
    {
      title: "The price and the evidence",
      testid: "credence",
      wide: true,
      tip: "Credence is the weight on the company case: the prior pack in which the company’s own claims hold. The market price"
        + " implies the weight at which the mixture of the packs is worth what investors pay beyond the other businesses."
        + " The evidence gives the weight that the prior has after the milestones known today.",
    },
    h("p", { class: "statement", "data-testid": "statement" }, market.statement),
    h("div", { class: "pair-of-figures" },
      h("div", { class: "headline market" },
        h("p", null, "The market price implies"),
        market.companyPackWeight === undefined
          ? h("p", { class: "figure large", "data-testid": "implied-credence" }, "no weight")
          : figure(market.companyPackWeight, {
            unit: "probability", standardError: market.standardError, run: run.id, pointer: "/valuation/marketImplied/companyPackWeight",
            label: "Implied credence in the company case", large: true, testid: "implied-credence",
          }),
        h("p", { class: "quiet" }, "credence in the company case")),
      h("div", { class: "headline evidence" },
        h("p", null, "The evidence implies"),
        figure(run.packWeights.company, {
          unit: "probability", run: run.id, pointer: "/packWeights/company", label: "Weight of the company case", large: true,
          testid: "evidence-credence",
        }),
        h("p", { class: "quiet" }, "credence in the company case"))),
    credenceScale(run),
    h("dl", { class: "sums", "data-testid": "market-sum" },
      sum("Market pays for the enterprise", figure(market.marketEnterpriseValueUsd, { unit: "USD", testid: "market-value" })),
      sum("less its other businesses", figure(market.baseBusinessesUsd, { unit: "USD", testid: "base-businesses" })),
      sum("so for the orbital programme", figure(market.orbitalOptionUsd, { unit: "USD", testid: "orbital-option" })),
      sum("the evidence makes it worth", figure(value.mean, {
        unit: "USD", standardError: value.standardError, run: run.id, pointer: "/valuation/enterpriseValueUsd/mean",
        label: "Mean value of the orbital programme", testid: "enterprise-value",
      }))),
    h("div", { class: "fields" },
      h("label", { class: "field inline" }, "Facts known on ",
        h("input", {
          type: "date", value: run.provenance.asOf, max: new Date().toISOString().slice(0, 10), min: "2023-01-01", "data-testid": "as-of",
          onchange: (/** @type {Event} */ event) => {
            const chosen = /** @type {HTMLInputElement} */ (event.target);
            if (chosen.validity.valid && chosen.value) {
              context.setParams({ asOf: chosen.value });
              context.reload();
            }
          },
        })),
      context.params.has("asOf") && link(context.href("today"), "Back to today")),
  );
}

/** @param {string} term @param {import("../ui.js").Child} value */
const sum = (term, value) => h("div", null, h("dt", null, term), h("dd", null, value));

// ---------------------------------------------------------------------------------------------- what moved it

/**
 * @param {any} run
 * @param {HTMLElement} facts
 * @param {HTMLElement} weights
 * @param {import("../perigee.js").Context} context
 */
async function attribute(run, facts, weights, context) {
  try {
    const attribution = await attributionOf(run.id, facts, context.signal);
    fill(facts, movers(attribution, context));
    fill(weights, weightSteps(run, attribution));
  } catch (error) {
    if (!isAbort(error)) {
      const isGone = error instanceof ProblemError && error.status === 410;
      fill(facts, failure(error, async () => {
        fill(facts, loading("What each fact did is being computed"));
        if (isGone) {
          await beginAnew(run.id);
        }
        attribute(run, facts, weights, context);
      }));
      fill(weights, h("p", { class: "quiet" }, "What each fact did to them could not be computed; see above."));
    }
  }
}

/** @param {any} step by how much it moved the value, and with it what the price implies */
const moved = (step) => Math.abs(step.enterpriseValueUsd.difference);

/** @param {any} attribution @param {import("../perigee.js").Context} context */
function movers(attribution, context) {
  const steps = [...attribution.steps].sort((a, b) => moved(b) - moved(a)).slice(0, FACTS_SHOWN);
  if (steps.length === 0) {
    return empty("No fact known on this day has moved anything", "The valuation is that of the prior packs.");
  }
  return [
    h("ol", { class: "movers" }, steps.map((step) => mover(step))),
    h("p", { class: "quiet" },
      "By what each did to the value of the programme, and with it to the credence that the price implies. Facts are added in the order in which they were reported. ",
      link(context.href("evidence"), "All facts, and the way from prior to today")),
  ];
}

/** @param {any} step */
function mover(step) {
  const implied = step.companyPackWeight;
  return h("li", { "data-testid": "mover" },
    step.facts.map((/** @type {any} */ fact) => h("div", { class: "mover-fact" },
      h("p", { class: "mover-title" }, link(`#/evidence?fact=${encodeURIComponent(fact.id)}`, fact.title)),
      h("p", { class: "quiet" },
        `${day(fact.occurredOn)} · `, h("span", { "data-testid": "mover-source" }, "source: ", sources(fact.sourceUrl)),
        ` · quality ${percent(fact.evidenceQuality)}`, fact.grade && [" · ", badge(fact.grade)]))),
    h("p", { class: "mover-numbers" },
      "value ", figure(step.enterpriseValueUsd.difference, {
        unit: "USD", standardError: step.enterpriseValueUsd.standardError, signed: true, testid: "mover-value",
      }), "; implied credence ", impliedMove(implied)));
}

/** What a step did to the implied credence, which there is where a weight of at most 1 explains the price. @param {any} implied */
function impliedMove({ before, after, difference, standardError }) {
  if (difference !== undefined) {
    return figure(difference, { unit: "points", standardError, signed: true, testid: "mover-credence" });
  }
  const told = (/** @type {number | undefined} */ weight) => (weight === undefined ? "beyond 100 %" : percent(weight));
  return before === undefined && after === undefined ? "stays beyond 100 %" : `from ${told(before)} to ${told(after)}`;
}

// ---------------------------------------------------------------------------------------------- cards

/** @param {any} run */
function valuationCard(run) {
  return card({
    title: "Valuation bands", testid: "valuation-card",
    lead: "Enterprise value of the orbital programme, mean of each band of the mixture.",
    tip: "Bear is the mean of the lowest quarter of the simulated paths, base that of the middle half, bull that of the highest quarter. They are read off the distribution, and sum with their shares to the mean.",
  },
  valuationChart(run).element,
  h("dl", { class: "sums" }, valuationRows(run).map((row) =>
    sum(row.band, figure(row.value, {
      unit: "USD", standardError: row.standardError, run: run.id, pointer: row.pointer, label: `${row.band}: ${row.meaning}`,
      testid: `band-${row.band.toLowerCase()}`,
    })))));
}

/** @param {any} run */
function bridgeCard(run) {
  const bridge = run.valuation.equityBridge;
  const rows = [
    ["Connectivity", bridge.connectivityUsd], ["Launch", bridge.launchUsd], ["AI on the ground", bridge.groundAiUsd],
    ["Orbital programme", bridge.orbitalUsd.mean, bridge.orbitalUsd.standardError, "/valuation/equityBridge/orbitalUsd/mean"],
    ["Cash", bridge.cashUsd], ["Debt", -bridge.debtUsd],
    ["Equity", bridge.equityUsd.mean, bridge.equityUsd.standardError, "/valuation/equityBridge/equityUsd/mean"],
  ].map(([name, value, standardError, pointer]) => ({ name, value, standardError, pointer }));
  return card({
    title: "From the programme to a share", testid: "bridge",
    lead: "The orbital programme beside the other businesses, at the mean of the evidence.",
  },
  table({
    caption: "Equity bridge",
    hideCaption: true,
    rows,
    columns: [
      { name: "part", title: "Part", value: (row) => row.name },
      {
        name: "usd", title: "Value", unit: "USD", value: (row) => row.value,
        show: (row) => figure(row.value, { unit: "USD", standardError: row.standardError, run: row.pointer && run.id, pointer: row.pointer, label: row.name }),
      },
    ],
  }),
  h("p", null, "Over ", quantity(bridge.dilutedShares / 1e9, "1"), " billion diluted shares: ",
    figure(bridge.perShareUsd.mean, {
      unit: "USD", standardError: bridge.perShareUsd.standardError, run: run.id, pointer: "/valuation/equityBridge/perShareUsd/mean",
      label: "Value of a share", testid: "per-share",
    }), " a share."));
}

/** @param {any} run @param {import("../perigee.js").Context} context */
function capacityCard(run, context) {
  const last = run.capacity[run.capacity.length - 1];
  const index = run.capacity.length - 1;
  return card({
    title: `Capacity on orbit to ${last.year}`, testid: "capacity-card",
    lead: ["Mean in ", String(last.year), ": ", figure(last.capacityKw.mean, {
      unit: "kW", standardError: last.capacityKw.standardError, run: run.id, pointer: `/capacity/${index}/capacityKw/mean`,
      label: `Mean capacity in ${last.year}`, testid: "capacity-mean",
    }), "; nothing is ever produced on ", figure(run.neverProduces.mean, {
      unit: "probability", standardError: run.neverProduces.standardError, run: run.id, pointer: "/neverProduces/mean", label: "Share of paths that never produce", testid: "never-produces",
    }), " of the paths."],
    tip: "Compute load on orbit, kW, in the last quarter of each year. The bands are percentiles of the whole mixture; where a band touches the lower edge of the logarithmic axis, its percentile is less than 100 kW, mostly nothing.",
  },
  capacityChart(run, {
    log: context.params.get("capacity") === "log",
    onaxis: (log) => context.setParams({ capacity: log ? "log" : undefined }),
  }).element);
}

/** @param {any} run */
function costCard(run) {
  const last = run.costRatio[run.costRatio.length - 1];
  const index = run.costRatio.length - 1;
  return card({
    title: "Cost against the ground", testid: "cost-card",
    lead: ["Orbit is cheaper in ", String(last.year), " with a probability of ", figure(last.probabilityBelowOne, {
      unit: "probability", standardError: last.probabilityStandardError, run: run.id, pointer: `/costRatio/${index}/probabilityBelowOne`,
      label: `Probability that orbit is cheaper in ${last.year}`, testid: "parity-probability",
    }), "."],
    tip: `Cost of a kW-year of compute on orbit over that on the ground, on a logarithmic axis. Its boundary: ${last.boundary}.`,
  },
  costRatioChart(run).element);
}

/** @param {any} run */
const parityCard = (run) => card({
  title: "When orbit is cheaper", testid: "parity-card",
  lead: "Probability that a kW-year costs less on orbit than on the ground, in the last quarter of each year.",
},
parityChart(run).element);

/** @param {any} run */
const constraintsCard = (run) => card({
  title: "Which constraint binds, and when", testid: "constraints-card",
  lead: "Share of the paths on which each keeps capacity from growing, in the last quarter of the year.",
  tip: "On every path and in every quarter, growth is what the scarcest of launch, factory, demand, capital, licences and bandwidth allows.",
},
constraintsChart(run).element);

/** @param {any} run @param {HTMLElement} steps */
function weightsCard(run, steps) {
  return card({
    title: "Weights of the prior packs", testid: "weights-card", wide: true,
    lead: "Each pack is a view of the world; milestones that one of them expects more than the others move the weights by Bayes’ rule.",
  },
  table({
    caption: "Packs",
    hideCaption: true,
    testid: "packs",
    rows: PACKS,
    columns: [
      { name: "pack", title: "Pack", value: (pack) => pack, show: (pack) => h("span", { class: `pack ${pack}` }, pack) },
      {
        name: "weight", title: "Weight today", unit: "share", value: (pack) => run.packWeights[pack],
        show: (pack) => figure(run.packWeights[pack], { unit: "share", run: run.id, pointer: `/packWeights/${pack}`, label: `Weight of the ${pack} pack`, testid: `weight-${pack}` }),
      },
      {
        name: "value_usd", title: "Value, were it true", unit: "USD", value: (pack) => run.valuation.byPackUsd[pack].mean,
        show: (pack) => figure(run.valuation.byPackUsd[pack].mean, {
          unit: "USD", standardError: run.valuation.byPackUsd[pack].standardError, run: run.id, pointer: `/valuation/byPackUsd/${pack}/mean`,
          label: `Value in the ${pack} pack`, testid: `pack-value-${pack}`,
        }),
      },
    ],
  }),
  steps);
}

/** The weights from step to step. @param {any} run @param {any} attribution */
function weightSteps(run, attribution) {
  const rows = [
    { label: "prior", title: "Prior", weights: attribution.prior.packWeights },
    ...attribution.steps
      .map((/** @type {any} */ step, /** @type {number} */ i) => ({
        label: step.facts[step.facts.length - 1].reportedOn,
        title: step.facts.map((/** @type {any} */ fact) => fact.title).join("; "),
        weights: step.packWeights,
        before: i === 0 ? attribution.prior.packWeights : attribution.steps[i - 1].packWeights,
        rules: step.rules,
      }))
      .filter((/** @type {any} */ row) => PACKS.some((pack) => row.weights[pack] !== row.before[pack])),
  ];
  if (rows.length === 1) {
    return empty("No milestone has moved the weights yet",
      `They are those of the prior: none of the facts known on ${day(run.provenance.asOf)} is one that a pack expects more than the others, by the rules in force.`);
  }
  return lines({
    id: "weights",
    title: "How milestones moved the weights",
    summary: rows.map((row) => `${row.title}: company ${percent(row.weights.company)}`).join("; "),
    rows,
    height: 260,
    columns: [
      { name: "reported_on", title: "Reported", value: (row) => row.label },
      { name: "fact", title: "Fact", value: (row) => row.title },
      ...PACKS.map((pack) => ({ name: pack, title: pack, unit: "share", value: (/** @type {any} */ row) => row.weights[pack] })),
    ],
  }, {
    x: rows.map((row) => row.label),
    unit: "share",
    colours: "packs",
    min: 0,
    series: PACKS.map((pack) => ({ name: pack, step: true, points: true, values: rows.map((row) => row.weights[pack]) })),
  }).element;
}

/** @param {any} run */
const provenance = (run) =>
  h("p", { class: "quiet", "data-testid": "provenance" },
    "Run ", link(`/api/v1/runs/${run.id}`, run.id), ` · facts known on ${day(run.provenance.asOf)} · rule set `,
    link(`#/rules?digest=${encodeURIComponent(run.provenance.ruleSet)}`, run.provenance.ruleSet.slice(7, 19)),
    ` · seed ${run.provenance.seed} · ${number(run.provenance.paths, 0)} paths of each pack · core ${run.provenance.coreVersion}, ${run.provenance.engine}`);
