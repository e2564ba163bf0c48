// What was known when: a run for the day that a slider stands on.

import { isAbort, run as makeRun } from "../api.js";
import { lines, linesOption } from "../charts.js";
import { count, day, number } from "../format.js";
import { button, failure, figure, fill, h, unique } from "../ui.js";

/** Paths of each pack while the slider is moved. */
const QUICK_PATHS = 1000;
/** Paths of each pack when it stands still: those of a run of which nothing is said. */
const FULL_PATHS = 20_000;
const SETTLED_MILLIS = 600;

/**
 * A slider over the days on which something was reported, and what was known on each.
 * @param {any[]} facts
 * @param {any} run of the day that is shown
 * @param {import("../perigee.js").Context} context
 */
export function replayer(facts, run, context) {
  const reported = facts.map((fact) => fact.reportedOn).filter((on) => on <= today());
  const days = [...new Set([...reported, run.provenance.asOf, today()])].sort();
  const id = unique("replay");
  const slider = /** @type {HTMLInputElement} */ (h("input", {
    id, type: "range", min: "0", max: String(days.length - 1), step: "1", class: "replay-slider",
    "data-testid": "replay", oninput: moved, "aria-describedby": `${id}-told`,
  }));
  slider.value = String(days.indexOf(run.provenance.asOf));
  const told = h("output", { id: `${id}-told`, for: id, class: "replay-day" });
  const numbers = h("dl", { class: "sums", "data-testid": "replay-numbers", "aria-live": "polite" });
  const play = button("Play", toggle, { "data-testid": "replay-play" });
  const open = h("a", { class: "button", href: "#/evidence", "data-testid": "replay-open" }, "Show this day in full");
  /** @type {Map<string, any>} */
  const seen = new Map([[run.provenance.asOf, run]]);
  const chart = historyChart(seen);
  /** @type {AbortController | undefined} */
  let asked;
  /** @type {number | undefined} */
  let settled;
  let playing = false;
  context.signal.addEventListener("abort", () => {
    playing = false;
    asked?.abort();
    clearTimeout(settled);
  });
  tell(run);
  describe();
  return [
    h("div", { class: "replay" },
      h("label", { for: id, class: "visually-hidden" }, "Facts known on"),
      told, slider,
      h("div", { class: "fields" }, play, open)),
    numbers,
    chart.element,
  ];

  function describe() {
    const on = days[Number(slider.value)];
    const known = facts.filter((fact) => fact.reportedOn <= on).length;
    fill(told, h("strong", null, day(on)), h("span", { class: "quiet" }, ` ${count(known, "fact")} known`));
    slider.setAttribute("aria-valuetext", `${day(on)}, ${count(known, "fact")} known`);
    open.setAttribute("href", context.href("evidence", { asOf: on }));
    return on;
  }

  async function moved() {
    const on = describe();
    clearTimeout(settled);
    const answered = await ask(on, QUICK_PATHS);
    if (answered && !playing) {
      settled = window.setTimeout(() => ask(on, FULL_PATHS), SETTLED_MILLIS);
    }
  }

  /** @param {string} on @param {number} paths */
  async function ask(on, paths) {
    asked?.abort();
    const request = new AbortController();
    asked = request;
    try {
      const known = seen.get(on);
      const answer = known?.provenance.paths >= paths ? known : await makeRun({ asOf: on, paths }, { signal: request.signal, wait: 10 });
      if (request.signal.aborted || context.signal.aborted) {
        return false;
      }
      seen.set(on, answer);
      tell(answer);
      chart.update(...historyContent(seen));
      return true;
    } catch (error) {
      if (!isAbort(error)) {
        playing = false;
        play.textContent = "Play";
        fill(numbers, failure(error, () => ask(on, paths)));
      }
      return false;
    }
  }

  /** @param {any} answer */
  function tell(answer) {
    const { enterpriseValueUsd: value, marketImplied } = answer.valuation;
    const last = answer.capacity[answer.capacity.length - 1];
    fill(numbers,
      pair("Value", figure(value.mean, { unit: "USD", standardError: value.standardError, run: answer.id, pointer: "/valuation/enterpriseValueUsd/mean", label: "Value", testid: "replay-value" })),
      pair("Implied credence", figure(marketImplied.companyPackWeight, { unit: "probability", standardError: marketImplied.standardError, run: answer.id, pointer: "/valuation/marketImplied/companyPackWeight", label: "Implied credence", testid: "replay-credence" })),
      pair("Credence of the evidence", figure(answer.packWeights.company, { unit: "probability" })),
      pair(`Mean capacity ${last.year}`, figure(last.capacityKw.mean, { unit: "kW", standardError: last.capacityKw.standardError })),
      pair("Paths of each pack", h("span", { class: "quiet" }, number(answer.provenance.paths, 0))));
  }

  async function toggle() {
    playing = !playing;
    play.textContent = playing ? "Pause" : "Play";
    if (playing && Number(slider.value) === days.length - 1) {
      slider.value = "0";
    }
    while (playing && !context.signal.aborted) {
      if (!(await ask(describe(), QUICK_PATHS)) || Number(slider.value) >= days.length - 1) {
        break;
      }
      slider.value = String(Number(slider.value) + 1);
    }
    if (playing) {
      playing = false;
      play.textContent = "Play";
    }
    if (!context.signal.aborted) {
      await ask(describe(), FULL_PATHS);
    }
  }
}

/** @param {string} term @param {import("../ui.js").Child} value */
const pair = (term, value) => h("div", null, h("dt", null, term), h("dd", null, value));

const today = () => new Date().toISOString().slice(0, 10);

/** @param {Map<string, any>} seen */
function historyChart(seen) {
  const [about, option] = historyContent(seen);
  const chart = lines({ id: "history", title: "", summary: "", columns: [], rows: [], height: 220, ...about }, historyLines(seen));
  chart.update(about, option);
  return chart;
}

/** @param {Map<string, any>} seen */
const historyRows = (seen) => [...seen.entries()].sort(([a], [b]) => a.localeCompare(b)).map(([on, run]) => ({ on, run }));

/** @param {Map<string, any>} seen @returns {Parameters<typeof linesOption>[0]} */
function historyLines(seen) {
  const rows = historyRows(seen);
  return {
    x: rows.map(({ on }) => on),
    unit: "USD",
    series: [{
      name: "Value",
      points: rows.length < 30,
      values: rows.map(({ run }) => run.valuation.enterpriseValueUsd.mean),
      errors: rows.map(({ run }) => run.valuation.enterpriseValueUsd.standardError),
    }],
  };
}

/** @param {Map<string, any>} seen @returns {[Partial<import("../charts.js").About>, import("../charts.js").Option]} */
function historyContent(seen) {
  const rows = historyRows(seen);
  return [{
    title: "Value by day of knowledge, as far as you have looked",
    summary: `${count(rows.length, "day")} so far; Play goes through all.`,
    rows,
    columns: [
      { name: "as_of", title: "Facts known on", value: (row) => row.on },
      { name: "run", title: "Run", value: (row) => row.run.id },
      { name: "value_usd", title: "Value", unit: "USD", value: (row) => row.run.valuation.enterpriseValueUsd.mean, standardError: (row) => row.run.valuation.enterpriseValueUsd.standardError },
      { name: "paths", title: "Paths", unit: "1", value: (row) => row.run.provenance.paths, show: (row) => number(row.run.provenance.paths, 0) },
    ],
  }, linesOption(historyLines(seen))];
}
