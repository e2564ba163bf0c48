// The files of a rule set with their line numbers, and what tells two rule sets apart.

import { get } from "../api.js";
import { count, moment, shortDigest } from "../format.js";
import { card, choice, empty, fill, h, loading, table } from "../ui.js";
import { changedFiles, linesOf, rulesOfBundle } from "./rule-text.js";

/** jsdiff, by file from its package; see its LICENSE beside it. */
const DIFF = "../../vendor/diff/9.0.0/diff/line.js";

/** @param {any} version */
const labelOf = (version) => `${shortDigest(version.digest)} · ${version.author}, ${moment(version.recordedAt)}: ${version.message.slice(0, 60)}${version.active ? " (in force)" : ""}`;

/**
 * A choice of a stored rule set.
 * @param {any[]} versions
 * @param {string} chosen
 * @param {(digest: string) => void} onchange
 * @param {string} label
 * @param {string} testid
 */
export const versionChoice = (versions, chosen, onchange, label, testid) =>
  h("label", { class: "field" }, h("span", null, label),
    h("select", { "data-testid": testid, onchange: (/** @type {Event} */ event) => onchange(/** @type {HTMLSelectElement} */ (event.target).value) },
      versions.map((version) => h("option", { value: version.digest, selected: version.digest === chosen }, labelOf(version)))));

/** @param {HTMLElement} box @param {{active: any, versions: any[], page: any}} about */
export async function filesPart(box, { active, versions, page }) {
  const { params, setParams, signal, reload } = page;
  const digest = params.get("digest") ?? active.digest;
  const detail = await get(`/rule-sets/${digest}`, { signal });
  const names = Object.keys(detail.files).sort((one, other) => rank(one) - rank(other) || one.localeCompare(other));
  const line = Number(params.get("line") ?? 0);
  let name = names.includes(params.get("name")) ? params.get("name") : names[0];
  const text = h("div", null);
  const warnings = detail.report?.warnings ?? [];
  function draw() {
    fill(text, numbered(detail.files[name], name === params.get("name") ? line : 0, `Text of ${name}`));
    text.querySelector(".marked")?.scrollIntoView({ block: "center" });
  }
  fill(
    box,
    card({ title: "Files of a rule set", testid: "files-card" },
      h("div", { class: "fields" },
        versionChoice(versions, digest, (chosen) => {
          setParams({ digest: chosen, line: undefined });
          reload();
        }, "Rule set", "file-version"),
        h("label", { class: "field" }, h("span", null, "File"),
          h("select", {
            "data-testid": "file-name",
            onchange: (/** @type {Event} */ event) => {
              name = /** @type {HTMLSelectElement} */ (event.target).value;
              setParams({ name, line: undefined });
              draw();
            },
          }, names.map((candidate) => h("option", { value: candidate, selected: candidate === name }, candidate))))),
      h("p", { class: "quiet" }, `${count(names.length, "file")}, ${count(rulesOfBundle(detail.files).length, "rule")}, ${count(detail.report?.cases.length ?? 0, "case")}. Approved by ${detail.approvals.map((/** @type {any} */ approval) => `${approval.approver} (${approval.message})`).join(", ") || "nobody"}.`),
      text),
    reportCard(detail.report, warnings),
  );
  draw();
}

/** Rules come first, then priors, cases and the rest. @param {string} name */
const rank = (name) => (name.endsWith(".drl") ? 0 : name.startsWith("priors/") ? 1 : name.startsWith("cases/") ? 3 : 2);

/** @param {string} text @param {number} marked @param {string} label */
function numbered(text, marked, label) {
  return h("div", { class: "code-frame", tabindex: 0, role: "region", "aria-label": label, "data-testid": "file-text" },
    h("table", { role: "presentation" }, h("tbody", null, text.replace(/\n$/, "").split("\n").map((line, i) =>
      h("tr", { class: i + 1 === marked ? "marked" : undefined }, h("td", { class: "line-number" }, i + 1), h("td", null, line || " "))))));
}

/**
 * What was found when a rule set was tried: warnings, and its cases.
 * @param {any} report
 * @param {any[]} warnings
 */
export function reportCard(report, warnings) {
  if (!report) {
    return card({ title: "Report", testid: "report-card" }, empty("There is no report", "This rule set was stored before reports were."));
  }
  const failed = report.cases.filter((/** @type {any} */ one) => one.failures.length > 0);
  return card(
    { title: "Report", testid: "report-card", lead: "What was found when it was uploaded: gaps and overlaps of bands, scales that are cut, rules that no case covers." },
    h("p", { "data-testid": "case-count" },
      h("span", { class: failed.length === 0 ? "badge good" : "badge bad" }, failed.length === 0 ? `all ${report.cases.length} cases pass` : `${failed.length} of ${report.cases.length} cases fail`), " ",
      h("span", { class: warnings.length === 0 ? "badge good" : "badge warn" }, warnings.length === 0 ? "no warnings" : count(warnings.length, "warning"))),
    findings(warnings, "warnings"),
    h("details", null, h("summary", null, "All cases"),
      table({
        caption: "Cases",
        hideCaption: true,
        testid: "cases",
        rows: report.cases,
        columns: [
          { name: "case", title: "Case", value: (row) => row.name },
          { name: "place", title: "Where", value: (row) => `${row.file}:${row.line}` },
          { name: "rules", title: "Rules that fire", value: (row) => row.firedRules.join("; ") },
          { name: "values", title: "Values", value: (row) => row.values.map((/** @type {any} */ value) => `${value.target} (${value.pack}) ${value.actual ?? "–"}`).join("; ") },
          { name: "result", title: "Result", value: (row) => (row.failures.length === 0 ? "passed" : "failed"), show: (row) => h("span", { class: row.failures.length === 0 ? "badge good" : "badge bad" }, row.failures.length === 0 ? "passed" : "failed") },
        ],
      })),
  );
}

/**
 * Findings with their place: those of a report, or the violations of a refusal.
 * @param {any[]} found
 * @param {string} testid
 */
export function findings(found, testid) {
  return found.length > 0 && table({
    caption: "Findings",
    hideCaption: true,
    testid,
    rows: found,
    columns: [
      { name: "place", title: "Where", value: (/** @type {any} */ row) => [row.file || row.pointer || "the whole", row.line, row.column].filter(Boolean).join(":") },
      { name: "message", title: "Found", value: (/** @type {any} */ row) => row.message ?? row.actual ?? "" },
      { name: "expected", title: "Expected", value: (/** @type {any} */ row) => row.allowed ?? row.expected ?? "" },
      { name: "maybe", title: "Maybe", value: (/** @type {any} */ row) => row.maybe ?? "" },
    ].filter((column) => column.name === "place" || found.some((row) => column.value(row) !== "")),
  });
}

// ---------------------------------------------------------------------------------------------- differences

/** @param {HTMLElement} box @param {{active: any, versions: any[], page: any}} about */
export async function comparePart(box, { active, versions, page }) {
  const { params, setParams, signal, reload } = page;
  const to = params.get("to") ?? active.digest;
  const parent = versions.find((version) => version.digest === to)?.parent;
  const from = params.get("from") ?? parent ?? active.previous ?? versions.find((version) => version.digest !== to)?.digest ?? to;
  const choose = (/** @type {string} */ key) => (/** @type {string} */ digest) => {
    setParams({ from, to, [key]: digest });
    reload();
  };
  const result = h("div", { "data-testid": "differences" }, loading("Comparing", 4));
  fill(box, card({ title: "What tells two rule sets apart", testid: "compare-card" },
    h("div", { class: "fields" },
      versionChoice(versions, from, choose("from"), "From", "compare-from"),
      versionChoice(versions, to, choose("to"), "To", "compare-to")),
    result));
  if (versions.length < 2) {
    fill(result, empty("There is one rule set only", "As soon as a second one is stored, they can be compared here."));
    return;
  }
  const [before, after, { diffLines }] = await Promise.all([
    get(`/rule-sets/${from}`, { signal }),
    get(`/rule-sets/${to}`, { signal }),
    import(DIFF),
  ]);
  const changed = changedFiles(before.files, after.files);
  if (changed.length === 0) {
    fill(result, empty("They are the same", "Choose two different rule sets."));
    return;
  }
  let context = 3;
  const files = h("div", { class: "stack" });
  const draw = () =>
    fill(files, changed.map(({ file, change, before: old, after: young }) =>
      h("section", { "data-testid": "changed-file", "data-file": file },
        h("h3", null, file, " ", h("span", { class: "badge" }, change)),
        diffTable(linesOf(diffLines(old, young), context), file))));
  draw();
  const [oldRules, youngRules] = [rulesOfBundle(before.files), rulesOfBundle(after.files)];
  const text = (/** @type {any[]} */ rules, /** @type {string} */ name) => {
    const rule = rules.find((candidate) => candidate.name === name);
    return rule && `${rule.source}\n${rule.when}\n${rule.then}`;
  };
  const ruleNames = [...new Set([...oldRules, ...youngRules].map((rule) => rule.name))].filter((name) => text(oldRules, name) !== text(youngRules, name));
  fill(
    result,
    h("p", { "data-testid": "changed-count" }, `What differs: ${count(changed.length, "file")}, ${count(ruleNames.length, "rule")}`, ruleNames.length > 0 && `: ${ruleNames.join("; ")}`, "."),
    choice({
      legend: "How much to show",
      options: [{ value: "3", label: "Changes" }, { value: "100000", label: "Whole files" }],
      chosen: "3",
      onchange: (value) => {
        context = Number(value);
        draw();
      },
      testid: "diff-context",
    }),
    files,
  );
}

/** @param {any[]} lines @param {string} file */
function diffTable(lines, file) {
  const sign = /** @type {Record<string, string>} */ ({ added: "+", removed: "−", same: " " });
  const told = /** @type {Record<string, string>} */ ({ added: "added: ", removed: "removed: " });
  return h("div", { class: "code-frame", tabindex: 0, role: "region", "aria-label": `Changes of ${file}` },
    h("table", null,
      h("thead", { class: "visually-hidden" }, h("tr", null, h("th", null, "Line before"), h("th", null, "Line after"), h("th", null, "Text"))),
      h("tbody", null, lines.map((line) =>
        line.kind === "skipped"
          ? h("tr", { class: "skipped" }, h("td", { colspan: 3 }, `${count(line.count, "line")} the same`))
          : h("tr", { class: line.kind, "data-kind": line.kind },
              h("td", { class: "line-number" }, line.before), h("td", { class: "line-number" }, line.after),
              h("td", null, h("span", { "aria-hidden": "true" }, sign[line.kind], " "), told[line.kind] && h("span", { class: "visually-hidden" }, told[line.kind]), line.text))))));
}
