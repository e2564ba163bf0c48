// What is known, how well, and what each fact did to the value.

import { all, get, isAbort, ProblemError, run as makeRun } from "../api.js";
import { attributionOf, beginAnew, stepName } from "../attribution.js";
import { lines, linesOption, timeline, waterfall } from "../charts.js";
import { count, day, given, number, percent, quantity, words } from "../format.js";
import { origin } from "../run-charts.js";
import { badge, button, card, choice, empty, failure, figure, fill, h, link, loading, sources, unique } from "../ui.js";

/** Paths of each pack while the slider is moved. */
const QUICK_PATHS = 1000;
/** Paths of each pack when it stands still: those of a run of which nothing is said. */
const FULL_PATHS = 20_000;
const SETTLED_MILLIS = 600;
const PAGE = 25;

/**
 * What became of a fact.
 * @typedef {{kind: "moved" | "note" | "unread" | "later", rules: string[], because?: string,
 *     step?: import("../attribution.js").Step}} Fate
 *
 * @typedef {any} Fact
 */

/** @type {Record<string, {label: string, unit: string, name: string, of: (from: any) => any, year?: boolean}>} */
const MEASURES = {
  value: { label: "Value", name: "Enterprise value of the orbital programme", unit: "USD", of: (from) => from.enterpriseValueUsd },
  credence: { label: "Implied credence", name: "Weight on the company case that the price implies", unit: "probability", of: (from) => from.companyPackWeight },
  capacity: { label: "Capacity", name: "Mean capacity on orbit", unit: "kW", of: (from) => from.capacityKw, year: true },
  cost: { label: "Cost ratio", name: "Mean cost on orbit over that on the ground", unit: "ratio", of: (from) => from.costRatio, year: true },
};

/**
 * @param {HTMLElement} container
 * @param {import("../perigee.js").Context} context
 */
export async function show(container, context) {
  const { params, signal } = context;
  const asOf = params.get("asOf") ?? undefined;
  const way = h("div", { "data-testid": "way" }, loading("What each fact did is being computed", 6));
  const replay = h("div", null, loading("The days are being read"));
  const facts = h("div", null, loading("The facts are being read", 8));
  container.append(h("div", { class: "stack" },
    card({
      title: asOf ? `From prior to ${day(asOf)}` : "From prior to today", testid: "way-card",
      lead: "Facts are added one after the other, in the order in which they were reported; every step is simulated with the same random numbers, so that its change is that of the facts. The axis does not begin at zero.",
      tip: "A share is what a fact adds to those before it: in another order it would be another one. The whisker is one standard error of the change.",
    }, way),
    card({
      title: "What was known when", testid: "replay-card",
      lead: "Move through the days on which something was reported. While you move, a run of few paths answers; when you stop, the full one.",
    }, replay),
    card({ title: "Facts", testid: "facts-card", lead: "Those that moved the value first, then those that rules read without effect, such as claims, then context; the latest first in each." }, facts)));
  const known = await all("/milestones", { signal });
  const run = await makeRun(asOf ? { asOf } : {}, { signal });
  const trace = await get(`/runs/${run.id}/trace`, { signal });
  const list = factList(known, fates(known, trace, run.provenance.asOf), run.provenance.asOf, context);
  fill(facts, list.element);
  fill(replay, replayer(known, run, context));
  list.reveal(params.get("fact"));
  attribute(run, way, list, context);
}

/**
 * @param {any} run
 * @param {HTMLElement} place
 * @param {ReturnType<typeof factList>} list
 * @param {import("../perigee.js").Context} context
 */
async function attribute(run, place, list, context) {
  try {
    const attribution = await attributionOf(run.id, place, context.signal);
    fill(place, wayOf(run, attribution, context));
    list.tell(attribution);
  } catch (error) {
    if (!isAbort(error)) {
      const isGone = error instanceof ProblemError && error.status === 410;
      fill(place, failure(error, async () => {
        fill(place, loading("What each fact did is being computed", 6));
        if (isGone) {
          await beginAnew(run.id);
        }
        attribute(run, place, list, context);
      }));
    }
  }
}

// ---------------------------------------------------------------------------------------------- from prior to today

/**
 * @param {any} run
 * @param {import("../attribution.js").Attribution} attribution
 * @param {import("../perigee.js").Context} context
 */
function wayOf(run, attribution, context) {
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
  /** @type {{name: string, before?: number, after: number, difference?: number, standardError?: number, rules?: string[], facts?: Fact[], total: boolean}[]} */
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
        name: "fact", title: "Fact", value: (row) => row.facts?.map((/** @type {Fact} */ fact) => fact.id).join(" ") ?? row.name,
        show: (row) => row.facts
          ? row.facts.map((/** @type {Fact} */ fact) => h("div", null, link(`#/evidence?fact=${encodeURIComponent(fact.id)}`, fact.title), " ", h("span", { class: "quiet" }, sources(fact.sourceUrl))))
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

// ---------------------------------------------------------------------------------------------- replay

/**
 * @param {Fact[]} facts
 * @param {any} run of the day that is shown
 * @param {import("../perigee.js").Context} context
 */
function replayer(facts, run, context) {
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

// ---------------------------------------------------------------------------------------------- facts

/**
 * What rules made of each fact.
 * @param {Fact[]} facts
 * @param {any} trace
 * @param {string} asOf
 * @returns {Map<string, Fate>}
 */
function fates(facts, trace, asOf) {
  /** @type {Map<string, Fate>} */
  const fate = new Map();
  for (const note of trace.notes) {
    for (const id of note.facts) {
      fate.set(id, { kind: "note", rules: [note.rule], because: note.because });
    }
  }
  for (const effect of trace.effects) {
    for (const id of effect.facts) {
      fate.set(id, { kind: "moved", rules: [...new Set([...(fate.get(id)?.kind === "moved" ? (fate.get(id)?.rules ?? []) : []), effect.rule])], because: effect.because });
    }
  }
  for (const fact of facts) {
    if (fact.reportedOn > asOf) {
      fate.set(fact.id, { kind: "later", rules: [] });
    } else if (!fate.has(fact.id)) {
      fate.set(fact.id, { kind: "unread", rules: [] });
    }
  }
  return fate;
}

/** @type {Record<string, string>} */
const KINDS = { "": "Any effect", moved: "Moved the value", note: "Read, without effect", unread: "Context, no rule reads it", later: "Not known yet on this day" };

/** What is shown first. */
const ORDER = ["moved", "note", "unread", "later"];

/**
 * Facts with what became of them; filters are kept in the address.
 * @param {Fact[]} facts
 * @param {Map<string, Fate>} fate
 * @param {string} asOf
 * @param {import("../perigee.js").Context} context
 */
function factList(facts, fate, asOf, context) {
  const { params } = context;
  const rank = (/** @type {Fact} */ fact) => ORDER.indexOf(fate.get(fact.id)?.kind ?? "unread");
  const sorted = [...facts].sort((a, b) => rank(a) - rank(b) || b.occurredOn.localeCompare(a.occurredOn) || a.id.localeCompare(b.id));
  const types = [...new Set(facts.map((fact) => fact.type))].sort();
  const grades = [...new Set(facts.map((fact) => fact.grade).filter(Boolean))].sort();
  let shown = PAGE;
  const place = h("ol", { class: "facts", "data-testid": "facts" });
  const counted = h("p", { class: "quiet", role: "status", "data-testid": "facts-count" });
  const more = button("Show more", () => {
    shown += PAGE;
    draw();
  }, { "data-testid": "facts-more" });
  const chartPlace = h("div");
  const search = /** @type {HTMLInputElement} */ (h("input", {
    type: "search", value: params.get("q") ?? "", "data-testid": "facts-search", placeholder: "title, subject, actor",
    oninput: () => filter("q", search.value),
  }));
  const selects = [
    select("Type", "type", [["", "Any type"], ...types.map((type) => /** @type {[string, string]} */ ([type, words(type)]))]),
    select("Grade", "grade", [["", "Any grade"], ...grades.map((grade) => /** @type {[string, string]} */ ([grade, words(grade)])), ["none", "Not graded"]]),
    select("Effect", "effect", Object.entries(KINDS).map(([value, label]) => /** @type {[string, string]} */ ([value, label]))),
  ];
  const element = h("div", null,
    h("div", { class: "fields", role: "search", "aria-label": "Filter the facts" }, h("label", { class: "field" }, "Search", search), selects),
    chartPlace, counted, place, more);
  draw();
  return {
    element,
    /** @param {import("../attribution.js").Attribution} attribution */
    tell(attribution) {
      for (const step of attribution.steps) {
        for (const fact of step.facts) {
          fate.set(fact.id, { ...(fate.get(fact.id) ?? { rules: [] }), kind: "moved", step });
        }
      }
      draw();
    },
    /** @param {string | null} id */
    reveal(id) {
      const index = id ? matching().findIndex((fact) => fact.id === id) : -1;
      if (index < 0) {
        return;
      }
      shown = Math.max(shown, index + 5);
      draw();
      const row = element.querySelector(`[data-fact="${CSS.escape(/** @type {string} */ (id))}"]`);
      row?.scrollIntoView({ block: "center" });
      /** @type {HTMLElement | null} */ (row)?.focus({ preventScroll: true });
    },
  };

  /** @param {string} label @param {string} name @param {[string, string][]} options */
  function select(label, name, options) {
    const control = /** @type {HTMLSelectElement} */ (h("select", { "data-testid": `facts-${name}`, onchange: () => filter(name, control.value) },
      options.map(([value, text]) => h("option", { value, selected: (params.get(name) ?? "") === value }, text))));
    return h("label", { class: "field" }, label, control);
  }

  /** @param {string} name @param {string} value */
  function filter(name, value) {
    context.setParams({ [name]: value || undefined, fact: undefined });
    shown = PAGE;
    draw();
  }

  function matching() {
    const text = (params.get("q") ?? "").toLowerCase();
    const [type, grade, effect] = ["type", "grade", "effect"].map((name) => params.get(name) ?? "");
    return sorted.filter((fact) =>
      (!type || fact.type === type)
      && (!grade || (grade === "none" ? !fact.grade : fact.grade === grade))
      && (!effect || fate.get(fact.id)?.kind === effect)
      && (!text || [fact.title, fact.subject, fact.actor, fact.id, fact.note].some((part) => part?.toLowerCase().includes(text))));
  }

  function draw() {
    const found = matching();
    counted.textContent = found.length === facts.length ? `${count(facts.length, "fact")}.` : `${count(found.length, "fact")} of ${facts.length}.`;
    if (found.length === 0) {
      fill(place, h("li", null, empty("No fact is like that", "Take a filter away.")));
      fill(chartPlace);
    } else {
      fill(place, found.slice(0, shown).map((fact) =>
        factRow(fact, /** @type {Fate} */ (fate.get(fact.id)), asOf, fact.id === params.get("fact"))));
      fill(chartPlace, timelineOf(found, fate, types, asOf));
    }
    more.hidden = found.length <= shown;
    more.textContent = `Show ${Math.min(PAGE, found.length - shown)} more of ${found.length}`;
  }
}

/** @param {Fact[]} facts @param {Map<string, Fate>} fate @param {string[]} types @param {string} asOf */
function timelineOf(facts, fate, types, asOf) {
  const rows = types.filter((type) => facts.some((fact) => fact.type === type));
  return timeline({
    id: "timeline",
    title: "When it happened; larger is better evidence, filled moved the value",
    summary: `${count(facts.length, "fact")} in ${count(rows.length, "kind")}.`,
    rows: facts,
    columns: [
      { name: "occurred_on", title: "Happened", value: (fact) => fact.occurredOn },
      { name: "reported_on", title: "Reported", value: (fact) => fact.reportedOn },
      { name: "type", title: "Type", value: (fact) => fact.type },
      { name: "title", title: "Fact", value: (fact) => fact.title },
      { name: "grade", title: "Grade", value: (fact) => fact.grade ?? "" },
      { name: "evidence_quality", title: "Quality", unit: "share", value: (fact) => fact.evidenceQuality },
      { name: "effect", title: "Effect", value: (fact) => KINDS[fate.get(fact.id)?.kind ?? ""] },
      { name: "source", title: "Source", value: (fact) => fact.sourceUrl, show: (fact) => sources(fact.sourceUrl) },
    ],
  }, {
    rows: rows.map(words),
    points: facts.map((fact) => ({
      day: fact.occurredOn,
      row: rows.indexOf(fact.type),
      title: fact.title,
      detail: `${day(fact.occurredOn)}, quality ${percent(fact.evidenceQuality)}`,
      size: 5 + 8 * fact.evidenceQuality,
      filled: fate.get(fact.id)?.kind === "moved",
    })),
    mark: { day: asOf, label: "known" },
  }).element;
}

/** @param {Fact} fact @param {Fate} fate @param {string} asOf @param {boolean} isChosen */
function factRow(fact, fate, asOf, isChosen) {
  return h("li", { class: isChosen ? "fact chosen" : "fact", "data-fact": fact.id, "data-testid": "fact", tabindex: "-1" },
    h("div", { class: "fact-when" },
      h("time", { datetime: fact.occurredOn }, day(fact.occurredOn)),
      fact.reportedOn !== fact.occurredOn && h("span", { class: "quiet" }, `reported ${day(fact.reportedOn)}`)),
    h("div", { class: "fact-what" },
      h("p", { class: "fact-title" }, fact.title),
      h("p", { class: "quiet" },
        [words(fact.type), fact.actor, fact.subject].filter(Boolean).join(" · "),
        fact.value !== undefined && ` · ${given(fact.value, fact.unit)}`),
      fact.note && h("p", null, fact.note),
      h("p", { "data-testid": "fact-source" }, "Source: ", sources(fact.sourceUrl))),
    h("div", { class: "fact-how" },
      h("p", null, fact.grade ? badge(fact.grade) : h("span", { class: "quiet" }, "not graded"), " ",
        h("span", { class: "quiet" }, `${words(fact.evidence ?? "")}, quality `), percent(fact.evidenceQuality)),
      h("p", { "data-testid": "fact-effect" }, effectOf(fate, asOf))));
}

/** @param {Fate} fate @param {string} asOf @returns {import("../ui.js").Child[]} */
function effectOf(fate, asOf) {
  const rules = fate.rules.join("; ");
  switch (fate.kind) {
    case "moved":
      return fate.step
        ? ["Value ", figure(fate.step.enterpriseValueUsd.difference, { unit: "USD", standardError: fate.step.enterpriseValueUsd.standardError, signed: true, testid: "fact-value" }),
          fate.step.facts.length > 1 && ` with ${fate.step.facts.length - 1} more`, h("span", { class: "quiet" }, ` by ${rules}`)]
        : [h("span", { class: "quiet" }, `Read by ${rules}: ${fate.because}`)];
    case "note":
      return [badge("no effect", "warn"), " ", h("span", { class: "quiet" }, `${rules}: ${fate.because}`)];
    case "later":
      return [h("span", { class: "quiet" }, `Not known on ${day(asOf)}`)];
    case "unread":
      return [h("span", { class: "quiet" }, "Context: no rule reads it")];
  }
}
