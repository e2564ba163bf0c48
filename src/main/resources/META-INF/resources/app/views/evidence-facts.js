// The facts of the ledger, what became of each, and when they happened.

import { timeline } from "../charts.js";
import { count, day, given, percent, words } from "../format.js";
import { badge, button, empty, figure, fill, h, sources } from "../ui.js";

const PAGE = 25;

/**
 * What became of a fact.
 * @typedef {{kind: "moved" | "note" | "unread" | "later", rules: string[], because?: string,
 *     step?: import("../attribution.js").Step}} Fate
 *
 * @typedef {any} Fact
 *
 * @typedef {object} FactList
 * @property {HTMLElement} element
 * @property {(attribution: import("../attribution.js").Attribution) => void} tell what each fact did
 * @property {(id: string | null) => void} reveal brings a fact into sight
 */

/**
 * What rules made of each fact.
 * @param {Fact[]} facts
 * @param {any} trace
 * @param {string} asOf
 * @returns {Map<string, Fate>}
 */
export function fates(facts, trace, asOf) {
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
 * @returns {FactList}
 */
export function factList(facts, fate, asOf, context) {
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
    tell(attribution) {
      for (const step of attribution.steps) {
        for (const fact of step.facts) {
          fate.set(fact.id, { ...(fate.get(fact.id) ?? { rules: [] }), kind: "moved", step });
        }
      }
      draw();
    },
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
