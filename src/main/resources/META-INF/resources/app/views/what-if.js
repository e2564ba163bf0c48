// What if: drivers, gates and milestones are changed, and the answer stands beside the ledger as it is. Both are run with
// the same draws, so that a difference is an effect. What is assumed is in the address.

import { all, cancel, get, isAbort, run as runScenario, work } from "../api.js";
import { axisChoice, fan, fanOption } from "../charts.js";
import { count, day, number, quantity, shortDigest } from "../format.js";
import { card, choice, failure, figure, fill, h, link, loading, table } from "../ui.js";
import { styled } from "./analysis-style.js";
import { isCertain } from "./certainty.js";
import { assumesSomething, fromQuery, scenarioOf, toQuery } from "./scenario-link.js";
import { companyWeight, drivers, gates, milestones, remainder } from "./what-if-controls.js";
import { contrast, measuresOf, rulesOnAssumedFacts } from "./what-if-measures.js";
import { scenarioBar } from "./what-if-scenarios.js";

/** Paths of each pack that answer at once, and those that answer with a smaller error. */
const FAST_PATHS = 2_000;
const FINE_PATHS = 20_000;

/** How long controls must rest before the difference is worked out with its error: it is long work for the service. */
const REST_MILLISECONDS = 900;

/** The first change asks at once; those that follow within the span, such as keys pressed in a row, are gathered. */
const SPAN_MILLISECONDS = 300;
const GATHER_MILLISECONDS = 120;

/** Seconds that the service may take before it makes a job of a run. */
const PATIENCE_SECONDS = 10;

const HEADLINE = ["ev-mean", "implied-weight", "capacity-2035", "parity-2035"];

/** The address holds what is assumed in a form of its own, which is shorter than that of other views. */
const queryOfPage = () => location.hash.split("?")[1] ?? "";

/** @param {string} query */
const replaceQuery = (query) => history.replaceState(null, "", query === "" ? "#/what-if" : `#/what-if?${query}`);

/**
 * @param {HTMLElement} container
 * @param {any} page the context of a view, see perigee.js
 */
export async function show(container, page) {
  const { signal } = page;
  const { whatIf, refused } = fromQuery(queryOfPage());
  fill(container, loading("Reading the parameters", 6));
  const [{ items: catalogue }, outlook, saved] = await Promise.all([
    get("/parameters", { signal }),
    get("/outlook", { query: { asOf: whatIf.asOf, ruleSet: whatIf.ruleSet }, signal }),
    all("/scenarios", { signal }),
    styled(),
  ]);
  const isKnown = (/** @type {string | undefined} */ id) => id === undefined || saved.some((scenario) => scenario.id === id);
  if (!isKnown(whatIf.with)) {
    refused.push({ part: `with=${whatIf.with}`, because: "there is no such saved scenario any more" });
    whatIf.with = undefined;
  }
  if (!isKnown(whatIf.saved?.id)) {
    refused.push({ part: `saved=${whatIf.saved?.id}`, because: "there is no such saved scenario any more; what it assumed is below" });
    whatIf.saved = undefined;
  }
  const answer = answerPart(whatIf, saved, signal);
  const setting = {
    catalogue,
    outlook,
    scenario: () => whatIf.scenario,
    change: (/** @type {(scenario: any) => void} */ edit) => {
      edit(whatIf.scenario);
      whatIf.scenario = scenarioOf(whatIf.scenario);
      refresh();
    },
  };
  const parts = [drivers(setting), gates(setting), milestones(setting), companyWeight(setting), remainder(setting)];
  const [driverPart, gatePart, milestonePart, weightPart, otherPart] = parts;
  const bar = scenarioBar({ whatIf, saved, page, onload: (scenario) => setting.change((next) => replace(next, scenario)), onchange: refresh });
  const paths = choice({
    legend: "Paths of each pack",
    options: [FAST_PATHS, FINE_PATHS].map((many) => ({ value: String(many), label: `${number(many, 0)} paths` })),
    chosen: String(whatIf.paths ?? FAST_PATHS),
    onchange: (value) => {
      whatIf.paths = Number(value) === FAST_PATHS ? undefined : Number(value);
      refresh();
    },
    testid: "paths",
  });
  function refresh() {
    replaceQuery(toQuery(whatIf));
    parts.forEach((part) => part.refresh());
    bar.refresh();
    answer.ask();
  }
  fill(
    container,
    refused.length > 0 && h("div", { class: "failure", role: "alert", "data-testid": "link-refused" },
      h("p", { class: "failure-title" }, "Not all of this link was understood"),
      h("ul", null, refused.map(({ part, because }) => h("li", null, h("code", null, part), `: ${because}`))),
      h("p", null, "The rest is below. What the service has renamed, choose anew.")),
    h("div", { class: "what-if" },
      h("div", { class: "what-if-controls" },
        card({ title: "Scenario", testid: "scenario" }, bar.element),
        card({
          title: "Drivers",
          testid: "drivers-card",
          lead: "A driver that is moved is pinned: the same value in every pack, and certain. The marks show what the packs believe.",
        }, driverPart.element, weightPart.element, otherPart.element),
        card({ title: "Milestones that may come", testid: "milestones-card" }, milestonePart.element),
        card({ title: "Gates", testid: "gates-card", tip: "A gate is a condition without which nothing is produced. Its probability comes from the packs and the evidence; passed or failed puts it to 1 or 0." }, gatePart.element)),
      h("div", { class: "what-if-answer" },
        h("div", { class: "what-if-tools" }, paths, answer.told), answer.element)),
  );
  answer.ask();
}

/** @param {any} next @param {any} scenario */
function replace(next, scenario) {
  Object.keys(next).forEach((key) => delete next[key]);
  Object.assign(next, structuredClone(scenario));
}

// ---------------------------------------------------------------------------------------------- asking

/** @param {any[]} runs @returns {boolean} whether they saw the same facts under the same rules */
const isOfOneLedger = (runs) =>
  new Set(runs.filter(Boolean).map(({ provenance }) => [provenance.ruleSet, provenance.asOf, provenance.facts].join())).size === 1;

/**
 * Asks the service and shows what it says. A newer question gives the older one up, and what comes late is not shown.
 * @param {any} whatIf
 * @param {any[]} saved scenarios that are saved
 * @param {AbortSignal} signal of the view
 */
function answerPart(whatIf, saved, signal) {
  const told = h("span", { class: "quiet", role: "status", "data-testid": "answer-time" });
  const element = h("div", { "data-testid": "answer" }, loading("Running", 5));
  const comparing = h("div", { class: "comparing" });
  const shown = drawing(element, comparing);
  /** @type {AbortController | undefined} */
  let asking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let changed = -Infinity; // when something was changed last
  /** @type {Map<string, Promise<any>>} runs that stay the same while controls move */
  const references = new Map();
  signal.addEventListener("abort", () => {
    clearTimeout(waiting);
    asking?.abort();
  });

  const common = () => ({
    paths: whatIf.paths ?? FAST_PATHS,
    ...(whatIf.asOf ? { asOf: whatIf.asOf } : {}),
    ...(whatIf.ruleSet ? { ruleSet: whatIf.ruleSet } : {}),
  });

  /** @param {object} request */
  function reference(request) {
    const key = JSON.stringify(request);
    if (!references.has(key)) {
      const asked = runScenario(request, { wait: PATIENCE_SECONDS, signal });
      references.set(key, asked);
      asked.catch(() => references.delete(key));
    }
    return /** @type {Promise<any>} */ (references.get(key));
  }

  /** @param {AbortSignal} asked @param {any} [other] a saved scenario @returns {Promise<any[]>} the ledger, the what-if, the other */
  const runs = (asked, other) =>
    Promise.all([
      reference(common()),
      assumesSomething(whatIf.scenario)
        ? runScenario({ ...common(), scenario: whatIf.scenario }, { wait: PATIENCE_SECONDS, signal: asked })
        : reference(common()),
      other && reference({ ...common(), scenarioId: other.id, scenarioVersion: other.version }),
    ]);

  async function answer() {
    asking?.abort();
    const mine = (asking = new AbortController());
    const began = performance.now();
    told.textContent = "running …";
    element.setAttribute("aria-busy", "true");
    const other = saved.find((scenario) => scenario.id === whatIf.with);
    try {
      let [base, what, against] = await runs(mine.signal, other);
      if (!isOfOneLedger([base, what, against])) {
        references.clear(); // another rule set or fact is in force since they were made
        [base, what, against] = await runs(mine.signal, other);
      }
      if (mine.signal.aborted) {
        return;
      }
      const elapsed = Math.round(performance.now() - began);
      told.textContent = `answered in ${elapsed} ms`;
      told.dataset.milliseconds = String(elapsed);
      shown.draw({ base, what, against, other, facts: whatIf.scenario.hypotheticalMilestones ?? [] });
      waiting = setTimeout(() => compare(mine, { base, what, against }), REST_MILLISECONDS);
    } catch (error) {
      if (!isAbort(error) && !mine.signal.aborted) {
        told.textContent = "";
        fill(element, failure(error, answer));
        shown.forget();
      }
    } finally {
      if (asking === mine) {
        element.removeAttribute("aria-busy");
      }
    }
  }

  /** @param {AbortController} mine @param {{base: any, what: any, against?: any}} runs */
  async function compare(mine, { base, what, against }) {
    const pairs = [
      { key: "base", with: base },
      { key: "against", with: against },
    ].filter((pair) => pair.with !== undefined && pair.with.id !== what.id);
    for (const pair of pairs) {
      /** @type {string | undefined} */
      let where;
      let finished = false;
      mine.signal.addEventListener("abort", () => {
        if (where && !finished) {
          cancel(where).catch(() => undefined); // somebody else may wait for it, or it is done: then it is theirs
        }
      });
      try {
        fill(comparing, h("span", { role: "status", class: "quiet", "data-testid": "comparing" }, "Working out the errors of the differences …"));
        const comparison = await work("POST", "/comparisons", {
          body: { run: what.id, with: pair.with.id },
          signal: mine.signal,
          onProgress: (job, place) => {
            where = place;
            fill(comparing, h("span", { class: "quiet", "data-testid": "comparing" },
              `Working out the errors of the differences: ${quantity(job.progress, "probability")}`));
          },
        });
        finished = true;
        if (!mine.signal.aborted) {
          fill(comparing);
          shown.compared(pair.key, comparison);
        }
      } catch (error) {
        finished = true;
        if (!isAbort(error) && !mine.signal.aborted) {
          fill(comparing, failure(error, () => compare(mine, { base, what, against })));
          return;
        }
      }
    }
  }

  return {
    element,
    told,
    ask() {
      clearTimeout(waiting);
      asking?.abort();
      const gathering = performance.now() - changed < SPAN_MILLISECONDS;
      changed = performance.now();
      waiting = setTimeout(answer, gathering ? GATHER_MILLISECONDS : 0);
    },
  };
}

// ---------------------------------------------------------------------------------------------- showing

/**
 * @typedef {{base: any, what: any, against?: any, other?: any, facts: any[]}} Answer `against` is the run of the saved
 *     scenario `other`
 *
 * @param {HTMLElement} element
 * @param {HTMLElement} comparing
 */
function drawing(element, comparing) {
  /** @type {Answer | undefined} */
  let answer;
  /** @type {Record<string, any>} */
  let comparisons = {};
  let log = false;
  /** @type {any} */
  let capacity;
  /** @type {any} */
  let ratio;
  const tiles = h("div", { class: "tiles", "data-testid": "headline" });
  const statement = h("p", { class: "lead", "data-testid": "statement" });
  const measures = h("div", null);
  const inputs = h("div", null);
  const acting = h("div", null);
  const origin = h("p", { class: "quiet", "data-testid": "origin" });
  const charts = h("div", { class: "chart-pair" });

  function redraw() {
    if (answer) {
      fill(tiles, headline(answer, comparisons));
      fill(statement, answer.what.valuation.marketImplied.statement);
      fill(measures, measuresTable(answer, comparisons));
      fill(inputs, inputsPart(comparisons.base));
      fill(acting, actingPart(answer));
      fill(origin, ...originOf(answer, comparisons));
    }
  }

  function drawCharts() {
    const current = /** @type {Answer} */ (answer);
    const capacityFan = capacityOf(current, log);
    const ratioFan = ratioOf(current);
    if (capacity) {
      capacity.update(capacityFan.about, fanOption(capacityFan.fan));
      ratio.update(ratioFan.about, fanOption(ratioFan.fan));
      return;
    }
    const axis = axisChoice(log, (chosen) => {
      log = chosen;
      drawCharts();
    }, "capacity-axis");
    capacity = fan({ ...capacityFan.about, controls: [axis] }, capacityFan.fan);
    ratio = fan(ratioFan.about, ratioFan.fan);
    fill(charts, capacity.element, ratio.element);
  }

  return {
    /** @param {Answer} next */
    draw(next) {
      answer = next;
      comparisons = {};
      fill(comparing);
      redraw();
      drawCharts();
      if (!tiles.isConnected) {
        fill(
          element,
          card({ title: "Against the ledger as it is", testid: "difference" }, tiles, statement, comparing),
          card({ title: "Capacity and cost", testid: "fans" }, charts),
          card({ title: "Number by number", testid: "measures-card" }, measures),
          inputs,
          acting,
          origin,
        );
      }
    },
    /** @param {string} key @param {any} comparison */
    compared(key, comparison) {
      comparisons[key] = comparison;
      redraw();
    },
    forget() {
      capacity = undefined;
      ratio = undefined;
    },
  };
}

/**
 * A difference with its error, or why there is none yet.
 * @param {ReturnType<typeof contrast>} difference
 * @param {import("./what-if-measures.js").Measure} measure
 * @param {string} testid
 */
function differenceOf(difference, measure, testid) {
  if (difference.difference === undefined) {
    return [h("span", { class: "quiet" }, "no difference to tell")];
  }
  const { unit } = measure;
  const certain = isCertain(difference.difference, difference.differenceError);
  const shown = figure(difference.difference, { unit, standardError: difference.differenceError, signed: true, testid });
  shown.classList.toggle("uncertain", certain === false);
  return [
    shown,
    certain === false && difference.difference !== 0 && h("span", { class: "quiet" }, " below three errors"),
    difference.differenceError === undefined && h("span", {
      class: "quiet",
      title: "The runs share their draws, so that the error of a difference is not that of its sides; comparisons work it out.",
    }, measure.compared ? " error to come" : " error not worked out"),
  ];
}

/** @param {Answer} answer @param {Record<string, any>} comparisons */
function headline({ base, what }, comparisons) {
  const known = measuresOf(what);
  return HEADLINE.flatMap((key) => {
    const measure = known.find((candidate) => candidate.key === key);
    if (!measure) {
      return [];
    }
    const difference = contrast(measure, base, what, comparisons.base);
    const none = key === "implied-weight" && difference.after === undefined;
    return [
      h("div", { class: "tile", "data-testid": `tile-${key}` },
        h("p", { class: "tile-name" }, measure.name),
        h("p", { class: "tile-value" },
          none
            ? h("span", { class: "figure large" }, "none")
            : figure(difference.after, { unit: measure.unit, standardError: difference.afterError, testid: `after-${key}`, large: true, run: what.id, pointer: measure.pointer, label: measure.name })),
        key === "implied-weight" &&
          h("p", { class: "tile-note" }, none && "no weight explains the price; ", "the evidence gives it ", figure(what.packWeights.company, { unit: "probability", testid: "evidence-weight" })),
        h("p", { class: "tile-note" }, "before ", figure(difference.before, { unit: measure.unit, standardError: difference.beforeError, testid: `before-${key}` })),
        what.id === base.id
          ? h("p", { class: "tile-note quiet" }, "nothing assumed yet")
          : h("p", { class: "tile-note" }, differenceOf(difference, measure, `difference-${key}`))),
    ];
  });
}

/** @param {Answer} answer @param {Record<string, any>} comparisons */
function measuresTable({ base, what, against, other }, comparisons) {
  const changed = what.id !== base.id;
  const rows = measuresOf(what).map((measure) => ({
    measure,
    toBase: contrast(measure, base, what, comparisons.base),
    toOther: against && contrast(measure, against, what, comparisons.against),
  }));
  const cell = (/** @type {any} */ row, /** @type {any} */ value, /** @type {any} */ error, /** @type {string} */ stem, /** @type {any} */ run) =>
    figure(value, {
      unit: row.measure.unit,
      standardError: error,
      testid: `${stem}-${row.measure.key}`,
      run: run.id,
      pointer: row.measure.pointer,
      label: row.measure.name,
    });
  const columns = [
    { name: "measure", title: "Number", value: (/** @type {any} */ row) => row.measure.name },
    {
      name: "ledger",
      title: "Ledger as it is",
      unit: "mixed",
      value: (/** @type {any} */ row) => row.toBase.before,
      show: (/** @type {any} */ row) => cell(row, row.toBase.before, row.toBase.beforeError, "table-before", base),
    },
    {
      name: "what_if",
      title: "This what-if",
      unit: "mixed",
      value: (/** @type {any} */ row) => row.toBase.after,
      show: (/** @type {any} */ row) => cell(row, row.toBase.after, row.toBase.afterError, "table-after", what),
    },
    changed && {
      name: "difference",
      title: "Difference",
      unit: "mixed",
      value: (/** @type {any} */ row) => row.toBase.difference,
      show: (/** @type {any} */ row) => h("span", null, differenceOf(row.toBase, row.measure, `table-difference-${row.measure.key}`)),
    },
    against && {
      name: "saved",
      title: other.name,
      unit: "mixed",
      value: (/** @type {any} */ row) => row.toOther.before,
      show: (/** @type {any} */ row) => cell(row, row.toOther.before, row.toOther.beforeError, "table-saved", against),
    },
    against && what.id !== against.id && {
      name: "difference_to_saved",
      title: "Difference to it",
      unit: "mixed",
      value: (/** @type {any} */ row) => row.toOther.difference,
      show: (/** @type {any} */ row) => h("span", null, differenceOf(row.toOther, row.measure, `table-saved-difference-${row.measure.key}`)),
    },
  ].filter(Boolean);
  return table({ caption: "The what-if beside what it is compared with", columns: /** @type {any} */ (columns), rows, testid: "measures", hideCaption: true });
}

const KINDS = /** @type {Record<string, string>} */ ({
  assumption: "Pinned parameter",
  effect: "Effect by hand",
  hypotheticalMilestone: "Milestone",
  packWeights: "Pack weights",
  equityBridge: "Rest of the company",
  horizon: "Horizon",
});

/** @param {any} comparison */
function inputsPart(comparison) {
  if (!comparison || comparison.inputs.length === 0) {
    return false;
  }
  const rows = [
    ...comparison.inputs.map((/** @type {any} */ input) => ({ ...input, shown: `${KINDS[input.kind] ?? input.kind}: ${input.name ?? ""}` })),
    { shown: "Together, beyond what each does alone", ...comparison.remainder },
  ];
  return card(
    {
      title: "What each assumption does alone",
      testid: "inputs-card",
      lead: "Each is put alone into the ledger as it is. Take three errors for a sign, not two.",
    },
    table({
      caption: "What each assumption does to the mean enterprise value",
      hideCaption: true,
      testid: "inputs",
      rows,
      columns: [
        { name: "input", title: "Assumption", value: (row) => row.shown },
        {
          name: "difference_usd",
          title: "Mean enterprise value",
          unit: "USD",
          value: (row) => row.difference,
          standardError: (row) => row.standardError,
          show: (row) => row.difference === undefined
            ? h("span", { class: "quiet" }, row.note ?? "not switched alone")
            : figure(row.difference, { unit: "USD", standardError: row.standardError, signed: true }),
        },
      ],
    }),
    h("p", { class: "quiet" }, `${number(comparison.paths, 0)} paths of each pack in ${count(comparison.batches, "batch", "batches")}, seed ${comparison.seed}.`),
  );
}

/** @param {Answer} answer */
function actingPart({ what, facts }) {
  if (facts.length === 0) {
    return false;
  }
  const { acting, unread } = rulesOnAssumedFacts(what, facts);
  return card(
    { title: "Rules that read the milestones", testid: "acting-card" },
    acting.length > 0 && h("ul", { class: "plain" }, acting.map(({ rule, because, targets }) =>
      h("li", null, link(`#/rules?rule=${encodeURIComponent(rule)}`, rule), `: ${because}. `,
        h("span", { class: "quiet" }, targets.length > 0 ? `Acts on ${targets.join(", ")}.` : "Changes nothing.")))),
    unread.length > 0 && h("p", { "data-testid": "unread" },
      `No rule reads ${unread.map((place) => facts[place].title ?? facts[place].type).join(", ")} on that day with that grade and value.`),
  );
}

/** @param {Answer} answer @param {Record<string, any>} comparisons */
function originOf({ base, what }, comparisons) {
  const { provenance } = what;
  return [
    "What-if: run ", link(`/api/v1/runs/${what.id}`, h("code", null, what.id.slice(0, 12))),
    "; ledger: run ", link(`/api/v1/runs/${base.id}`, h("code", null, base.id.slice(0, 12))),
    `. As of ${day(provenance.asOf)}, rule set ${shortDigest(provenance.ruleSet)}, ${number(provenance.paths, 0)} paths of each pack, seed ${provenance.seed}, core ${provenance.coreVersion}. `,
    comparisons.base && ["Differences and their errors: ", link(`/api/v1/comparisons/${comparisons.base.id}`, h("code", null, comparisons.base.id.slice(0, 12))), "."],
  ];
}

/** @param {any[]} years @param {(entry: any) => any} statistics */
const bandsOf = (years, statistics) => [
  { name: "P10 to P90", low: years.map((entry) => statistics(entry).p10), high: years.map((entry) => statistics(entry).p90) },
  { name: "P25 to P75", low: years.map((entry) => statistics(entry).p25), high: years.map((entry) => statistics(entry).p75) },
];

/** @param {Answer} answer @param {boolean} log */
function capacityOf({ base, what }, log) {
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

/** @param {Answer} answer */
function ratioOf({ base, what }) {
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
