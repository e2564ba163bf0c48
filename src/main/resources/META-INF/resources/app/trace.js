// The way of a number back to its sources: number, rules, facts, sources, parameters.

import { get, isAbort } from "./api.js";
import { count, day, number, percent, quantity, shortDigest, unitName } from "./format.js";
import { awaited, button, h, link, sources, table } from "./ui.js";

const PACKS = ["sceptic", "house", "company"];

/**
 * Opens the trace of a number beside the view.
 * @param {{run: string, pointer: string, label?: string, unit: string}} about
 */
export function showTrace({ run, pointer, label, unit }) {
  const content = h("div", { class: "trace-content" });
  const dialog = /** @type {HTMLDialogElement} */ (h("dialog", { class: "drawer", "aria-labelledby": "trace-title", "data-testid": "trace" },
    h("header", { class: "drawer-head" },
      h("h2", { id: "trace-title" }, "Where this number comes from"),
      button("Close", () => dialog.close(), { "data-testid": "trace-close" })),
    content));
  const gone = new AbortController();
  addEventListener("hashchange", () => dialog.close(), { signal: gone.signal });
  dialog.addEventListener("close", () => {
    gone.abort();
    dialog.remove();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  awaited(content, async () => {
    const trace = await get(`/runs/${encodeURIComponent(run)}/trace`, { query: { result: pointer }, signal: gone.signal });
    return shown(trace, label ?? pointer, unit);
  }, "Reading the trace").catch((error) => {
    if (!isAbort(error)) {
      throw error;
    }
  });
}

/** @param {any} trace @param {string} label @param {string} unit */
function shown(trace, label, unit) {
  const { result, provenance, parameters, effects, notes, facts } = trace;
  const byId = new Map(facts.map((/** @type {any} */ fact) => [fact.id, fact]));
  const changed = parameters.filter((/** @type {any} */ parameter) => parameter.changedBy.length > 0);
  const others = parameters.filter((/** @type {any} */ parameter) => parameter.changedBy.length === 0);
  return [
    h("p", { class: "trace-number" },
      h("span", { class: "quiet" }, label),
      h("strong", { "data-value": result.value, "data-testid": "trace-value" }, quantity(result.value, unit, { standardError: result.standardError }))),
    h("p", { class: "quiet" }, "Exactly ", h("code", null, String(result.value)),
      result.standardError !== undefined && [", standard error ", h("code", null, String(result.standardError))], "."),
    h("h3", null, "What moved its inputs"),
    effects.length === 0
      ? h("p", null, "No fact known on this day changes what this number depends on.")
      : h("ol", { class: "trace-effects" }, groups(effects).map((group) => effectGroup(group, byId))),
    h("h3", null, "Computed from"),
    h("dl", { class: "pairs" },
      pair("Run", link(`/api/v1/runs/${trace.runId}`, trace.runId)),
      pair("Facts known on", day(provenance.asOf)),
      pair("Rule set", link(`#/rules?digest=${encodeURIComponent(provenance.ruleSet)}`, shortDigest(provenance.ruleSet))),
      pair("Paths of each pack", number(provenance.paths, 0)),
      pair("Seed", String(provenance.seed)),
      pair("Arithmetic", `core ${provenance.coreVersion}, ${provenance.engine}`)),
    h("h3", null, "Parameters"),
    parametersTable(`Changed by facts: ${count(changed.length, "parameter")}`, changed),
    h("details", null,
      h("summary", null, `As the packs have them: ${count(others.length, "parameter")}`),
      parametersTable("Parameters that no fact changed; medians of the packs", others)),
    notes.length > 0 && h("details", null,
      h("summary", null, `Read, and without effect: ${count(notes.length, "note")}`),
      h("ul", { class: "plain" }, notes.map((/** @type {any} */ note) => h("li", null, h("strong", null, note.rule), ": ", note.because)))),
  ].filter(Boolean);
}

/** @param {string} term @param {import("./ui.js").Child} value */
const pair = (term, value) => [h("dt", null, term), h("dd", null, value)];

/** Effects by the rule that has them and what it changes. @param {any[]} effects @returns {any[][]} */
function groups(effects) {
  /** @type {Map<string, any[]>} */
  const byRule = new Map();
  for (const effect of effects) {
    const key = `${effect.rule} · ${effect.parameter ?? effect.gate ?? effect.effect}`;
    byRule.set(key, [...(byRule.get(key) ?? []), effect]);
  }
  return [...byRule.values()];
}

/** @param {any[]} group @param {Map<string, any>} facts */
function effectGroup(group, facts) {
  const [first] = group;
  const last = group[group.length - 1];
  return h("li", null,
    h("p", null, h("strong", null, first.rule)),
    first.before !== undefined && h("p", null,
      h("code", null, first.parameter ?? first.gate ?? first.effect), " ",
      number(first.before), " → ", number(last.after)),
    h("ul", { class: "plain" }, group.flatMap((effect) => effect.facts.map((/** @type {string} */ id) =>
      h("li", null, factLine(facts.get(id), id), h("span", { class: "quiet" }, ` ${effect.because}; counts ${percent(effect.weight)}.`))))),
    h("p", { class: "quiet" }, "Rule after: ", first.source));
}

/** @param {any} fact @param {string} id */
const factLine = (fact, id) =>
  fact
    ? h("span", null, link(`#/evidence?fact=${encodeURIComponent(id)}`, fact.title), " ", day(fact.occurredOn), ", ", sources(fact.sourceUrl), ".")
    : h("span", null, link(`#/evidence?fact=${encodeURIComponent(id)}`, id), ".");

/** @param {string} caption @param {any[]} rows */
function parametersTable(caption, rows) {
  return table({
    caption,
    rows,
    columns: [
      {
        name: "parameter", title: "Parameter", value: (row) => row.key,
        show: (row) => h("span", null, h("code", null, row.key), h("br"), h("span", { class: "quiet" }, row.meaning, ". ", row.source)),
      },
      { name: "unit", title: "Unit", value: (row) => unitName(row.unit) },
      ...PACKS.map((pack) => ({
        name: pack, title: pack, unit: "1",
        value: (/** @type {any} */ row) => row.packs[pack]?.after,
        show: (/** @type {any} */ row) => change(row.packs[pack]),
      })),
    ],
  });
}

/** @param {{before?: number, after: number} | undefined} values */
const change = (values) =>
  !values ? "–"
    : values.before === undefined || values.before === values.after ? number(values.after)
      : `${number(values.before)} → ${number(values.after)}`;
