// Rules: what is active and where its numbers come from, what was before, what a new one would change, and the way from
// an upload to activation and back. Each part has its own address, `tab`.

import { all, get, getVersioned, isAbort } from "../api.js";
import { day, moment, number, shortDigest } from "../format.js";
import { card, empty, failure, figure, fill, h, link, loading, table } from "../ui.js";
import { styled } from "./analysis-style.js";
import { nameOf } from "./drivers.js";
import { changePart } from "./rules-change.js";
import { comparePart, filesPart } from "./rules-files.js";
import { effectsOf, factTypesOf, rulesOfBundle } from "./rule-text.js";

const TABS = [
  { key: "rules", name: "Rules in force" },
  { key: "files", name: "Files" },
  { key: "history", name: "History" },
  { key: "compare", name: "Differences" },
  { key: "change", name: "Change" },
];

/**
 * @param {HTMLElement} container
 * @param {any} page the context of a view, see perigee.js
 */
export async function show(container, page) {
  const { params, signal, href } = page;
  const tab = TABS.some(({ key }) => key === params.get("tab")) ? params.get("tab") : "rules";
  fill(container, loading("Reading the active rule set", 6));
  const [{ body: active, etag }, versions] = await Promise.all([
    getVersioned("/rule-sets/active", { signal }),
    all("/rule-sets", { signal }),
    styled(),
  ]);
  const box = h("div", { class: "stack", "data-testid": `tab-${tab}` }, loading("Reading the rules", 5));
  fill(
    container,
    h("nav", { class: "tabs", "aria-label": "Parts of Rules" }, TABS.map(({ key, name }) =>
      h("a", { href: href("rules", key === "rules" ? {} : { tab: key }), "aria-current": key === tab ? "page" : undefined, "data-testid": `to-${key}` }, name))),
    box,
  );
  const about = { active, etag, versions, page };
  const parts = /** @type {Record<string, (box: HTMLElement, about: any) => Promise<void> | void>} */ ({
    rules: rulesPart,
    files: filesPart,
    history: historyPart,
    compare: comparePart,
    change: changePart,
  });
  try {
    await parts[tab](box, about);
  } catch (error) {
    if (!isAbort(error)) {
      fill(box, failure(error, page.reload));
    }
  }
}

// ---------------------------------------------------------------------------------------------- what is active

/** @param {any} active @param {any[]} versions */
function activeCard(active, versions) {
  const version = versions.find((candidate) => candidate.digest === active.digest);
  return card(
    { title: "In force", testid: "active" },
    h("dl", { class: "pairs" },
      h("dt", null, "Rule set"), h("dd", null, link(`#/rules?tab=files&digest=${active.digest}`, h("code", { "data-testid": "active-digest", "data-value": active.digest }, shortDigest(active.digest)))),
      version && [h("dt", null, "Made by"), h("dd", null, `${version.author} on ${moment(version.recordedAt)}: ${version.message}`)],
      h("dt", null, "Active since"), h("dd", null, `${moment(active.activatedAt)}, by ${active.activatedBy}: ${active.why}`),
      active.previous && [h("dt", null, "Before it"), h("dd", null, link(`#/rules?tab=compare&from=${active.previous}&to=${active.digest}`, shortDigest(active.previous)))],
      h("dt", null, "Served by"), h("dd", null, replicas(active))),
  );
}

/** @param {any} active */
function replicas(active) {
  return h("span", { "data-testid": "replicas" },
    h("span", { class: active.agreed ? "badge good" : "badge bad" }, active.agreed ? "all agree" : "not all agree"),
    active.degraded && h("span", { class: "badge warn" }, "database out of reach"),
    h("ul", { class: "plain" }, active.replicas.map((/** @type {any} */ replica) =>
      h("li", null,
        h("code", null, replica.address), replica.self && " (answers you)", `, since ${moment(replica.startedAt)}`,
        !replica.current && [" serves ", h("code", null, shortDigest(replica.digest))],
        replica.problem && h("span", { class: "badge bad" }, replica.problem)))));
}

// ---------------------------------------------------------------------------------------------- the rules

/** @param {HTMLElement} box @param {{active: any, versions: any[], page: any}} about */
async function rulesPart(box, { active, versions, page }) {
  const { signal, params, setParams } = page;
  const [detail, outlook, { items: catalogue }] = await Promise.all([
    get(`/rule-sets/${active.digest}`, { signal }),
    get("/outlook", { signal }),
    get("/parameters", { signal }),
  ]);
  const names = new Map(catalogue.map((/** @type {any} */ parameter) => [parameter.key, nameOf(parameter)]));
  const touches = new Map((detail.report?.touches ?? []).map((/** @type {any} */ touch) => [touch.rule, touch.targets]));
  const warnings = detail.report?.warnings ?? [];
  const effects = outlook.effects ?? [];
  const acts = new Set(effects.map((/** @type {any} */ effect) => effect.rule));
  const rules = rulesOfBundle(detail.files).sort((one, other) =>
    Number(acts.has(other.name)) - Number(acts.has(one.name)) || one.name.localeCompare(other.name));
  const theme = /** @type {HTMLSelectElement} */ (h("select", { "data-testid": "rule-file", onchange: draw },
    h("option", { value: "" }, "all themes"),
    [...new Set(rules.map((rule) => rule.file))].sort().map((file) => h("option", { value: file, selected: params.get("file") === file }, file))));
  const word = /** @type {HTMLInputElement} */ (h("input", { type: "search", value: params.get("find") ?? "", placeholder: "R07, launch cost, Judgement …", "data-testid": "rule-search", oninput: draw }));
  const acting = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", checked: params.get("acting") === "yes", onchange: draw, "data-testid": "rule-acting" }));
  const told = h("p", { class: "quiet", role: "status", "data-testid": "rule-count" });
  const list = h("ul", { class: "rule-cards", "data-testid": "rule-cards" });
  const marked = params.get("rule");

  function draw() {
    setParams({ file: theme.value || undefined, find: word.value || undefined, acting: acting.checked ? "yes" : undefined });
    const sought = word.value.trim().toLowerCase();
    const shown = rules.filter((rule) =>
      (theme.value === "" || rule.file === theme.value) &&
      (!acting.checked || acts.has(rule.name)) &&
      (sought === "" || `${rule.name} ${rule.source} ${rule.when} ${rule.then} ${(touches.get(rule.name) ?? []).map((/** @type {string} */ key) => names.get(key) ?? "").join(" ")}`.toLowerCase().includes(sought)));
    told.textContent = `${shown.length} of ${rules.length} rules`;
    fill(list, shown.map((rule) => ruleCard(rule, {
      effects: effects.filter((/** @type {any} */ effect) => effect.rule === rule.name),
      targets: touches.get(rule.name) ?? [],
      warnings: warnings.filter((/** @type {any} */ warning) => warning.file === rule.file && warning.line >= rule.line && warning.line <= rule.endLine),
      names,
      marked: rule.name === marked,
      digest: active.digest,
    })));
    if (shown.length === 0) {
      fill(list, h("li", null, empty("No rule is like that", "Look in all themes, or for another word.")));
    }
  }
  draw();
  fill(
    box,
    activeCard(active, versions),
    card({
      title: "The rules",
      testid: "rules-card",
      lead: `A rule turns dated facts into changes of parameters, gates and pack weights. Those that act as of ${day(outlook.asOf)} come first, with a line at their left.`,
    },
    h("div", { class: "fields" },
      h("label", { class: "field" }, h("span", null, "Theme"), theme),
      h("label", { class: "field" }, h("span", null, "Find"), word),
      h("label", null, acting, " Only those that act today")),
    told, list),
  );
  list.querySelector(".marked")?.scrollIntoView({ block: "center" });
}

/**
 * @param {any} rule
 * @param {{effects: any[], targets: string[], warnings: any[], names: Map<string, string>, marked: boolean, digest: string}} about
 */
function ruleCard(rule, { effects, targets, warnings, names, marked, digest }) {
  const { effects: consequences, because } = effectsOf(rule.then);
  const facts = [...new Set(effects.flatMap((effect) => effect.facts))];
  return h(
    "li",
    { class: `rule-card${effects.length > 0 ? " acts" : ""}${marked ? " marked" : ""}`, "data-testid": "rule", "data-rule": rule.name },
    h("h3", null, rule.name),
    rule.comment && h("p", { class: "quiet" }, rule.comment),
    h("dl", { class: "pairs" },
      h("dt", null, "Reads"), h("dd", null, factTypesOf(rule.when).join(", ") || (rule.when.includes("Cadence") ? "the cadence of flights" : "any demonstration")),
      h("dt", null, "Then"), h("dd", null, h("ul", { class: "rule-effects" }, consequences.map(({ target, change }) =>
        h("li", null, names.get(target) ?? target, " ", h("strong", null, change))))),
      h("dt", null, "Source"), h("dd", { "data-testid": "rule-source" }, rule.source ?? "none given"),
      targets.length > 0 && [h("dt", null, "Touches"), h("dd", { class: "quiet" }, targets.join(", "))]),
    effects.length > 0 && h("details", null,
      h("summary", null, h("span", { class: "badge good" }, `acts on ${facts.length} ${facts.length === 1 ? "fact" : "facts"}`)),
      h("ul", { class: "plain" }, effects.map((effect) =>
        h("li", null,
          `${effect.because}: `, names.get(effect.parameter) ?? effect.parameter ?? "a note", " ",
          effect.before !== undefined && [figure(effect.before, { unit: "" }), " → ", figure(effect.after, { unit: "" }), h("span", { class: "quiet" }, " (house pack)")],
          h("span", { class: "quiet" }, `, strength ${effect.weight}`), effect.facts.length > 0 && " from ",
          effect.facts.map((/** @type {string} */ fact, /** @type {number} */ i) => [i > 0 && ", ", link(`/api/v1/milestones/${encodeURIComponent(fact)}`, fact)]).flat())))),
    warnings.map((warning) => h("p", { class: "badge warn wrap" }, warning.message)),
    h("details", null,
      h("summary", null, "As it is written, ", h("code", null, `${rule.file}:${rule.line}`)),
      h("pre", { class: "source", tabindex: 0, "aria-label": `Text of ${rule.name}` }, `when\n${rule.when}\nthen\n${rule.then}`),
      because && h("p", { class: "quiet" }, `It says: ${because}`),
      h("p", null, link(`#/rules?tab=files&digest=${digest}&name=${encodeURIComponent(rule.file)}&line=${rule.line}`, "Open the file there"))),
  );
}

// ---------------------------------------------------------------------------------------------- history

/** @param {HTMLElement} box @param {{active: any, versions: any[], page: any}} about */
async function historyPart(box, { active, versions, page }) {
  const mayRead = ["author", "approver", "operator", "admin"].some(page.may);
  const trail = mayRead ? await get("/rule-sets/audit", { query: { limit: 100 }, signal: page.signal }) : undefined;
  const activations = (trail?.items ?? []).filter((/** @type {any} */ event) => event.kind === "activation" && event.outcome === "done");
  const since = (/** @type {string} */ digest) => activations.filter((/** @type {any} */ event) => event.digest === digest);
  fill(
    box,
    activeCard(active, versions),
    card({ title: "Stored rule sets", testid: "versions-card", lead: "A rule set is named by its content and never changes. The latest first." },
      table({
        caption: "Stored rule sets, the latest first",
        hideCaption: true,
        testid: "versions",
        rows: versions,
        columns: [
          { name: "digest", title: "Rule set", value: (row) => row.digest, show: (row) => h("span", null, link(`#/rules?tab=files&digest=${row.digest}`, h("code", null, shortDigest(row.digest))), " ", row.active && h("span", { class: "badge good" }, "in force")) },
          { name: "author", title: "Who", value: (row) => row.author },
          { name: "recorded_at", title: "Stored", value: (row) => row.recordedAt, show: (row) => h("span", { class: "figure" }, moment(row.recordedAt)) },
          { name: "message", title: "Why", value: (row) => row.message },
          { name: "approvals", title: "Approvals", unit: "", value: (row) => row.approvals, show: (row) => number(row.approvals, 0) },
          { name: "activated", title: "Active when", value: (row) => since(row.digest).map((/** @type {any} */ event) => event.at).join(" "), show: (row) => since(row.digest).map((/** @type {any} */ event) => moment(event.at)).join("; ") || (mayRead ? "never" : "") },
          { name: "compare", title: "More", value: () => "", show: (row) => h("span", null,
            row.parent && link(`#/rules?tab=compare&from=${row.parent}&to=${row.digest}`, "What it changed"), " ",
            !row.active && link(`#/rules?tab=change&digest=${row.digest}`, "Impact, approve, activate")) },
        ],
      })),
    card({ title: "Audit trail", testid: "audit-card", lead: "Every upload, approval and activation, and every one that was refused. It is append-only." },
      trail
        ? [table({
            caption: "Audit trail of the rule sets",
            hideCaption: true,
            testid: "audit",
            rows: trail.items,
            rowAttributes: (row) => ({ "data-outcome": row.outcome }),
            columns: [
              { name: "at", title: "When", value: (row) => row.at, show: (row) => h("span", { class: "figure" }, moment(row.at)) },
              { name: "who", title: "Who", value: (row) => row.who, show: (row) => h("span", null, row.who, " ", h("span", { class: "quiet" }, row.issuer ? `vouched for by ${row.issuer}` : row.client)) },
              { name: "kind", title: "What", value: (row) => row.kind, show: (row) => h("span", null, row.kind, " ", row.outcome === "refused" && h("span", { class: "badge bad" }, "refused")) },
              { name: "digest", title: "Rule set", value: (row) => row.digest, show: (row) => (row.digest ? h("code", { class: "figure" }, shortDigest(row.digest)) : "–") },
              { name: "why", title: "Why", value: (row) => row.detail ?? row.why },
            ],
          }),
          trail.next && h("p", { class: "quiet" }, "The latest 100. All of it: ", link("/api/v1/rule-sets/audit?limit=1000", "/api/v1/rule-sets/audit"), ".")]
        : empty("The audit trail is not for everybody", "It needs the role author, approver, operator or admin.")),
  );
}
