// Track record: how well past forecasts held, with how many outcomes that rests on, and a replay of the ledger.

import { ProblemError, get } from "../api.js";
import { chart, hint, numbers } from "../charts.js";
import { count, day, number, percent, quantity, shortDigest } from "../format.js";
import { button, card, choice, empty, figure, fill, h, link, loading, table } from "../ui.js";
import { styled } from "./analysis-style.js";
import { showJob } from "./jobs.js";
import { FEW_OUTCOMES, byOutcomes, calibrated, sayingOf, scoreOf, skillOf, totalsOf } from "./track-record-data.js";

/** The name under which this browser remembers the back-test that was looked at last. */
const LAST = "perigee.backtest";
const PAGE = 20;

/**
 * @param {HTMLElement} container
 * @param {any} page the context of a view, see perigee.js
 */
export async function show(container, page) {
  const { params, setParams, signal } = page;
  fill(container, loading("Reading the forecasts", 5));
  const [scores, { items: questions }] = await Promise.all([
    get("/forecasts/scores", { query: { asOf: params.get("asOf") ?? undefined }, signal }),
    get("/forecasts/questions", { signal }),
    styled(),
  ]);
  const replayed = h("div", { "data-testid": "backtest" });
  fill(
    container,
    h("div", { class: "stack" },
      recordCard(scores),
      scoresPart(scores.items, "made on their day"),
      backtestCard(replayed, page),
      forecastsCard({ questions, page, query: { asOf: params.get("asOf") ?? undefined } })),
  );
  const last = params.get("backtest") ?? localStorage.getItem(LAST);
  if (last) {
    await showBacktest(replayed, { id: last, page, onmissing: () => {
      localStorage.removeItem(LAST);
      setParams({ backtest: undefined });
      fill(replayed, notReplayed());
    } });
  }
}

// ---------------------------------------------------------------------------------------------- the record

/** @param {any} scores */
function recordCard(scores) {
  const totals = totalsOf(scores.items);
  return card(
    { title: "The record so far", testid: "record", lead: `The first run of each day is kept as forecasts. As of ${day(scores.asOf)}:` },
    h("div", { class: "tiles" },
      tile("Forecasts made", totals.forecasts, "forecasts"),
      tile("Questions", totals.questions, "questions"),
      tile("Not answered yet", totals.open, "open"),
      tile("Scored", totals.scored, "scored"),
      tile("Most different outcomes of a question", totals.outcomes, "outcomes")),
    totals.scored === 0
      ? h("p", { class: "caution", "data-testid": "nothing-scored" }, h("strong", null, "Nothing is scored yet. "), "A forecast is scored when the ledger answers its question, and the first of these come with the first quarter that ends. Until then there is no track record, and none is made up.")
      : totals.outcomes < FEW_OUTCOMES && h("p", { class: "caution", "data-testid": "few-outcomes" },
          h("strong", null, `${count(totals.outcomes, "different outcome")} at most. `),
          `Below ${FEW_OUTCOMES} skill and luck cannot be told apart: forecasts made every day of the same flight are many forecasts and one outcome.`),
  );
}

/** @param {string} name @param {number} value @param {string} testid */
const tile = (name, value, testid) =>
  h("div", { class: "tile" }, h("p", { class: "tile-name" }, name), h("p", { class: "tile-value", "data-testid": `total-${testid}`, "data-value": value }, number(value, 0)));

/** @param {any[]} items @param {string} which */
function scoresPart(items, which) {
  const scored = byOutcomes(items).filter((item) => item.scored > 0);
  if (scored.length === 0) {
    return false;
  }
  return [
    calibrated(items).length > 0 && card(
      {
        title: `Calibration of forecasts ${which}`,
        testid: "calibration-card",
        lead: "Of what was given a probability, how much came. On the diagonal the two agree.",
        tip: "Bins of a tenth. The bar is the 95 % interval (Wilson) of the different outcomes in the bin, which are fewer than its forecasts.",
      },
      h("div", { class: "chart-pair" }, calibrated(items).map((item) => calibrationChart(item)))),
    card({ title: `Scores of forecasts ${which}`, testid: "scores-card", lead: "Each question apart. Skill is one less the score over that of the base rate, or of the market where the ledger holds one: above 0 is better. Below it are both scores, and on how many forecasts." },
      scoreTable(scored),
      probabilityTable(scored.filter((item) => item.probabilities?.brier)),
      h("ul", { class: "plain" }, scored.filter((item) => item.caution).map((item) => h("li", { class: "quiet" }, `${item.question}: ${item.caution}`)))),
  ];
}

/** A question in words, whatever it is asked of. @param {{title: string}} question */
const worded = ({ title }) => title.replace("{target}", "a period").replace("{made}", "the day");

/** @param {any} item */
function calibrationChart(item) {
  const bins = item.probabilities.calibration;
  return chart({
    id: `calibration-${item.question}`,
    title: worded(item),
    summary: `${bins.length} bins with forecasts, ${item.outcomes} different outcomes.`,
    height: 340,
    rows: bins,
    columns: [
      { name: "from", title: "From", unit: "probability", value: (/** @type {any} */ bin) => bin.from },
      { name: "to", title: "To", unit: "probability", value: (/** @type {any} */ bin) => bin.to },
      { name: "forecasts", title: "Forecasts", unit: "", value: (/** @type {any} */ bin) => bin.forecasts, show: (/** @type {any} */ bin) => number(bin.forecasts, 0) },
      { name: "mean_probability", title: "Said, mean", unit: "probability", value: (/** @type {any} */ bin) => bin.meanProbability },
      { name: "observed_frequency", title: "Came", unit: "probability", value: (/** @type {any} */ bin) => bin.observedFrequency },
      { name: "outcomes", title: "Different outcomes", unit: "", value: (/** @type {any} */ bin) => bin.outcomes, show: (/** @type {any} */ bin) => `${bin.yes} of ${bin.outcomes}` },
      { name: "low", title: "95 % from", unit: "probability", value: (/** @type {any} */ bin) => bin.low },
      { name: "high", title: "95 % to", unit: "probability", value: (/** @type {any} */ bin) => bin.high },
    ],
    origin: "Perigee, forecasts and their outcomes",
  }, (colours) => {
    const axis = (/** @type {string} */ name) => ({
      ...numbers(colours, { unit: "probability", size: 1, min: 0, max: 1 }),
      interval: 0.2,
      name,
      nameLocation: "middle",
      nameTextStyle: { color: colours.quiet, fontSize: 12, align: "center" },
    });
    return {
      grid: { left: 62, right: 18, top: 14, bottom: 46 },
      tooltip: {
        trigger: "item",
        formatter: (/** @type {any} */ point) => {
          const bin = bins[point.dataIndex];
          return hint(`${percent(bin.from)} to ${percent(bin.to)}`, [
            [undefined, "Said, mean", percent(bin.meanProbability)],
            [undefined, "Came", percent(bin.observedFrequency)],
            [undefined, "95 % interval", `${percent(bin.low)} to ${percent(bin.high)}`],
            [undefined, "Forecasts, outcomes", `${bin.forecasts}, ${bin.outcomes}`],
          ]);
        },
      },
      xAxis: { ...axis("Probability that was said, %"), nameGap: 28 },
      yAxis: { ...axis("Share that came, %"), nameGap: 42 },
      series: [
        {
          type: "line",
          silent: true,
          symbol: "none",
          data: [[0, 0], [1, 1]],
          lineStyle: { color: colours.quiet, width: 1.5, type: "dashed" },
        },
        {
          type: "custom",
          silent: true,
          data: bins.map((/** @type {any} */ bin) => [bin.meanProbability, bin.low, bin.high]),
          renderItem: (/** @type {any} */ _params, /** @type {any} */ api) => {
            const low = api.coord([api.value(0), api.value(1)]);
            const high = api.coord([api.value(0), api.value(2)]);
            const cap = (/** @type {number[]} */ end) => ({ type: "line", shape: { x1: end[0] - 5, x2: end[0] + 5, y1: end[1], y2: end[1] }, style: { stroke: colours.accent, lineWidth: 1.5 } });
            return { type: "group", children: [{ type: "line", shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] }, style: { stroke: colours.accent, lineWidth: 1.5 } }, cap(low), cap(high)] };
          },
        },
        {
          type: "scatter",
          data: bins.map((/** @type {any} */ bin) => [bin.meanProbability, bin.observedFrequency]),
          symbolSize: (/** @type {any} */ _value, /** @type {any} */ point) => 8 + 3 * Math.sqrt(bins[point.dataIndex].outcomes),
          itemStyle: { color: colours.accent, borderColor: colours.surface, borderWidth: 1.5 },
          label: {
            show: true,
            position: "right",
            distance: 8,
            color: colours.ink,
            fontSize: 12,
            formatter: (/** @type {any} */ point) => `${bins[point.dataIndex].yes} of ${bins[point.dataIndex].outcomes}`,
          },
        },
      ],
    };
  }).element;
}

/** @param {any} skill */
const skillCell = (skill) =>
  skill
    ? h("span", null, skill.skill === undefined ? "–" : figure(skill.skill, { unit: "" }), h("br", null), h("span", { class: "quiet" }, figure(skill.model, { unit: "" }), " against ", figure(skill.baseline, { unit: "" }), `, on ${number(skill.forecasts, 0)}`))
    : h("span", { class: "quiet" }, "no baseline");

/** @param {any[]} items */
const scoreTable = (items) =>
  table({
    caption: "Scores by question",
    hideCaption: true,
    testid: "scores",
    rows: items,
    columns: [
      { name: "question", title: "Question", value: (item) => item.question, show: (item) => h("span", { class: "wrap" }, worded(item)) },
      { name: "scored", title: "Scored", unit: "", value: (item) => item.scored, show: (item) => h("span", null, number(item.scored, 0), h("span", { class: "quiet" }, ` of ${number(item.forecasts, 0)}`)) },
      { name: "outcomes", title: "Different outcomes", unit: "", value: (item) => item.outcomes, show: (item) => h("span", { class: item.outcomes < FEW_OUTCOMES ? "badge warn" : "badge" }, number(item.outcomes, 0)) },
      {
        name: "score",
        title: "Score",
        unit: "",
        value: (item) => scoreOf(item)?.value,
        show: (item) => {
          const score = scoreOf(item);
          return score && h("span", null, `${score.name} `, figure(score.value, { unit: item.unit ?? "", testid: `score-${item.question}` }));
        },
      },
      { name: "skill_climatology", title: "Skill over the base rate", unit: "", value: (item) => skillOf(item, "climatology")?.skill, show: (item) => skillCell(skillOf(item, "climatology")) },
      { name: "skill_market", title: "Skill over the market", unit: "", value: (item) => skillOf(item, "market")?.skill, show: (item) => skillCell(skillOf(item, "market")) },
    ],
  });

/** @param {any[]} items */
function probabilityTable(items) {
  const part = (/** @type {string} */ name, /** @type {string} */ title) => ({
    name,
    title,
    unit: "",
    value: (/** @type {any} */ item) => item.probabilities.brier[name],
    show: (/** @type {any} */ item) => figure(item.probabilities.brier[name], { unit: "", testid: `brier-${name}-${item.question}` }),
  });
  return items.length > 0 && h("details", { open: true },
    h("summary", null, "Yes or no: the Brier score and its parts, the logarithmic score"),
    table({
      caption: "Brier = reliability − resolution + uncertainty + what bins leave over",
      testid: "brier",
      rows: items,
      columns: [
        { name: "question", title: "Question", value: (item) => item.question },
        part("score", "Brier"),
        part("reliability", "Reliability"),
        part("resolution", "Resolution"),
        part("uncertainty", "Uncertainty"),
        part("withinBins", "Within bins"),
        {
          name: "logarithmic",
          title: "Log score, nats",
          unit: "",
          value: (item) => item.probabilities.logarithmic?.mean,
          show: (item) => {
            const log = item.probabilities.logarithmic;
            return !log ? "–" : log.mean === undefined ? `infinite, ${log.infinite} times` : figure(log.mean, { unit: "" });
          },
        },
      ],
    }));
}

// ---------------------------------------------------------------------------------------------- the back-test

const notReplayed = () =>
  empty("No back-test was looked at here yet", "A replay takes about a minute. Once it is done it stays, for everybody.");

/** @param {HTMLElement} box @param {any} page */
function backtestCard(box, page) {
  const from = /** @type {HTMLInputElement} */ (h("input", { type: "date", "data-testid": "backtest-from" }));
  const to = /** @type {HTMLInputElement} */ (h("input", { type: "date", "data-testid": "backtest-to" }));
  fill(box, notReplayed());
  return card(
    {
      title: "Back-test",
      testid: "backtest-card",
      lead: "The ledger is replayed as of the first day of each month, and what was said then is scored by what came.",
      tip: "No replay can undo that rules, priors and questions were written with today’s knowledge. It shows that the machinery works and where the model is grossly off; it is no track record.",
    },
    h("p", { class: "caution" }, h("strong", null, "A replay is no track record. "), "Rules, priors and questions were written later, with today’s knowledge."),
    page.may("analyst")
      ? h("form", {
          class: "fields",
          onsubmit: (/** @type {Event} */ event) => {
            event.preventDefault();
            showBacktest(box, { body: { ...(from.value ? { from: from.value } : {}), ...(to.value ? { to: to.value } : {}) }, page });
          },
        },
        h("label", { class: "field" }, h("span", null, "From (the first flight unless given)"), from),
        h("label", { class: "field" }, h("span", null, "To (today unless given)"), to),
        h("button", { type: "submit", class: "primary", "data-testid": "start-backtest" }, "Replay"))
      : h("p", { class: "quiet" }, "Starting one needs the role analyst."),
    box,
  );
}

/**
 * @param {HTMLElement} box
 * @param {{id?: string, body?: object, page: any, onmissing?: () => void}} about
 */
const showBacktest = (box, { id, body, page, onmissing }) =>
  showJob(box, {
    label: "Replaying the ledger",
    method: id ? "GET" : "POST",
    path: id ? `/forecasts/backtests/${id}` : "/forecasts/backtests",
    body,
    signal: page.signal,
    ondone: async (job) => {
      localStorage.setItem(LAST, job.id);
      page.setParams({ backtest: job.id });
      const scores = await get("/forecasts/scores", { query: { backtest: job.id, asOf: page.params.get("asOf") ?? undefined }, signal: page.signal });
      fill(box, backtestResult(job, scores));
    },
    again: () => showBacktest(box, { id, body, page }),
    onmissing,
  });

/** @param {any} job @param {any} scores */
function backtestResult(job, scores) {
  const totals = totalsOf(scores.items);
  return h("div", { class: "stack", "data-testid": "backtest-result" },
    h("p", null, `${count(job.months, "month")}, ${day(job.from)} to ${day(job.to)}, rule set ${shortDigest(job.ruleSet)}: ${count(totals.forecasts, "forecast")}, ${number(totals.scored, 0)} scored, ${count(totals.outcomes, "different outcome")} at most. `,
      link(`/api/v1/forecasts/scores?backtest=${job.id}`, "As the API says it"), "."),
    totals.scored === 0 ? empty("Nothing of it is scored", "No question of these months is answered yet.") : scoresPart(scores.items, "replayed"),
    unscored(scores.items));
}

/** @param {any[]} items */
function unscored(items) {
  const waiting = items.filter((item) => item.scored === 0 && item.forecasts > 0);
  return waiting.length > 0 && h("p", { class: "quiet", "data-testid": "unscored" },
    `Not scored at all: ${waiting.map((item) => `${item.question} (${number(item.forecasts, 0)})`).join(", ")}. What the model is for, capacity and cost, waits for its first year-end.`);
}

// ---------------------------------------------------------------------------------------------- the forecasts

/** @param {{questions: any[], page: any, query: Record<string, any>}} about */
function forecastsCard({ questions, page, query }) {
  const list = h("div", { "data-testid": "forecasts" });
  let question = page.params.get("question") ?? "";
  let resolved = page.params.get("resolved") ?? "all";
  /** @type {any[]} */
  let shown = [];

  async function read(/** @type {string | undefined} */ cursor) {
    if (cursor === undefined) {
      shown = [];
      fill(list, loading("Reading the forecasts", 4));
    }
    page.setParams({ question: question || undefined, resolved: resolved === "all" ? undefined : resolved });
    const body = await get("/forecasts", {
      query: { ...query, question, resolved: resolved === "all" ? undefined : resolved, limit: PAGE, cursor },
      signal: page.signal,
    });
    shown = [...shown, ...body.items];
    fill(
      list,
      shown.length === 0
        ? empty("No forecast is like that", resolved === "true" ? "Nothing is answered yet. Look at those that are open." : "Choose another question.")
        : forecastTable(shown),
      body.next && button("Show more", () => read(body.next), { "data-testid": "more-forecasts" }),
    );
  }

  const retried = () => read(undefined).catch((error) => {
    if (error instanceof ProblemError) {
      fill(list, empty(error.problem.title, error.message));
    } else {
      throw error;
    }
  });
  retried();
  return card(
    { title: "Forecasts, open and resolved", testid: "forecasts-card", lead: "What was said on its day, by which run, and what came of it as far as the ledger knows. The latest first." },
    h("div", { class: "toolbar" },
      h("label", { class: "field" }, h("span", null, "Question"),
        h("select", {
          "data-testid": "forecast-question",
          onchange: (/** @type {Event} */ event) => {
            question = /** @type {HTMLSelectElement} */ (event.target).value;
            retried();
          },
        }, h("option", { value: "" }, "all"), questions.map((one) => h("option", { value: one.key, selected: one.key === question }, worded(one))))),
      choice({
        legend: "Which",
        options: [{ value: "all", label: "All" }, { value: "false", label: "Open" }, { value: "true", label: "Resolved" }],
        chosen: resolved,
        onchange: (value) => {
          resolved = value;
          retried();
        },
        testid: "forecast-resolved",
      })),
    list,
  );
}

/** @param {any[]} forecasts */
const forecastTable = (forecasts) =>
  table({
    caption: "Forecasts",
    hideCaption: true,
    testid: "forecast-rows",
    rows: forecasts,
    columns: [
      { name: "title", title: "Question", value: (row) => row.title, show: (row) => h("span", { class: "wrap" }, row.title) },
      { name: "made_on", title: "Said on", value: (row) => row.madeOn, show: (row) => h("span", { class: "figure" }, day(row.madeOn), h("br", null), link(`/api/v1/runs/${row.runId}`, h("code", null, row.runId.slice(0, 8)))) },
      { name: "said", title: "Said", unit: "", value: (row) => row.probability ?? sayingOf(row).p50, show: said },
      { name: "base_rate", title: "Base rate", unit: "", value: (row) => row.climatology?.probability, show: (row) => baseRate(row) },
      { name: "by", title: "Until", value: (row) => row.by, show: (row) => h("span", { class: "figure" }, day(row.by)) },
      { name: "outcome", title: "What came", value: (row) => row.resolution?.state, show: came },
    ],
  });

/** @param {any} row */
function said(row) {
  const saying = sayingOf(row);
  if (saying.probability !== undefined) {
    return figure(saying.probability, { unit: "probability", standardError: saying.standardError });
  }
  return h("span", null, figure(saying.p50, { unit: row.unit }), h("br", null), h("span", { class: "quiet" }, `P10 to P90 ${quantity(saying.p10, row.unit, { bare: true })} to ${quantity(saying.p90, row.unit)}`));
}

/** @param {any} row */
const baseRate = ({ climatology }) =>
  climatology?.probability === undefined
    ? h("span", { class: "quiet" }, `${number(climatology?.cases ?? 0, 0)} cases`)
    : h("span", null, figure(climatology.probability, { unit: "probability" }), h("span", { class: "quiet" }, ` of ${number(climatology.cases, 0)}`));

/** @param {any} row */
function came({ resolution, unit }) {
  if (!resolution) {
    return "–";
  }
  const { state, value, on, facts, because } = resolution;
  const text = state === "resolved" ? (unit ? quantity(value, unit) : value === 1 ? "yes" : "no") : state === "void" ? "fell" : "open";
  return h("span", { class: "wrap" },
    h("span", { class: state === "resolved" ? "badge good" : "badge", "data-value": value }, text), " ",
    h("span", { class: "quiet" }, on && `since ${day(on)}. `, because),
    (facts ?? []).map((/** @type {string} */ fact) => [" ", link(`/api/v1/milestones/${encodeURIComponent(fact)}`, fact)]).flat());
}
