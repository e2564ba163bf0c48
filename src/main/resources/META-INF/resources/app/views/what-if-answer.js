// The answer to a what-if as it is drawn: numbers, charts, what each assumption does alone, which rules read the milestones.

import { axisChoice, fan, fanOption } from "../charts.js";
import { count, day, number, shortDigest } from "../format.js";
import { card, figure, fill, h, link, table } from "../ui.js";
import { capacityOf, ratioOf } from "./what-if-charts.js";
import { rulesOnAssumedFacts } from "./what-if-measures.js";
import { headline, measuresTable } from "./what-if-numbers.js";

/**
 * @typedef {{base: any, what: any, against?: any, other?: any, facts: any[]}} Answer `against` is the run of the saved
 *     scenario `other`
 *
 * @param {HTMLElement} element to draw into
 * @param {HTMLElement} comparing what is said while a comparison is worked out
 */
export function drawing(element, comparing) {
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
