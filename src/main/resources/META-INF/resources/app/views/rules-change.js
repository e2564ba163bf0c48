// From a changed file to an active rule set, and back: upload, report, impact, approval, activation.

import { ProblemError, get, send } from "../api.js";
import { count, day, moment, number, shortDigest } from "../format.js";
import { button, card, choice, empty, failure, figure, fill, h, link, loading, table } from "../ui.js";
import { overlaid } from "./bundle.js";
import { isCertain } from "./certainty.js";
import { claim, nameField } from "./claimed-name.js";
import { showJob } from "./jobs.js";
import { changedFiles } from "./rule-text.js";
import { findings, reportCard, versionChoice } from "./rules-files.js";

const QUICK_PATHS = 8_000;
const FINE_PATHS = 20_000;

/** @param {HTMLElement} box @param {{active: any, etag: string, versions: any[], page: any}} about */
export async function changePart(box, about) {
  const { active, versions, page } = about;
  const { params, signal } = page;
  const others = versions.filter((version) => version.digest !== active.digest);
  const digest = params.get("digest") ?? others[0]?.digest;
  const candidate = h("div", { class: "stack", "data-testid": "candidate" });
  fill(box, await uploadCard(about), candidate);
  if (digest === undefined) {
    fill(candidate, card({ title: "A candidate", testid: "candidate-card" },
      empty("There is no other rule set yet", "Upload a changed file above. It is vetted, compiled and tried against its cases; nothing is active before somebody activates it.")));
    return;
  }
  fill(candidate, loading("Reading the candidate", 4));
  const detail = await get(`/rule-sets/${digest}`, { signal });
  fill(candidate, candidateCard(detail, about), impactCard(detail, about), reportCard(detail.report, detail.report?.warnings ?? []));
}

/** Goes on with another candidate. @param {any} page @param {string} digest */
function proceed(page, digest) {
  page.setParams({ tab: "change", digest });
  page.reload();
}

// ---------------------------------------------------------------------------------------------- upload

/** @param {{active: any, versions: any[], page: any}} about */
async function uploadCard({ active, versions, page }) {
  if (!page.may("author")) {
    return card({ title: "Upload", testid: "upload-card" }, empty("Uploading needs the role author", "You can look at what others uploaded below."));
  }
  const parent = await get(`/rule-sets/${active.digest}`, { signal: page.signal });
  const picker = (/** @type {string} */ label, /** @type {Record<string, any>} */ attributes) =>
    h("label", { class: "field" }, h("span", null, label), h("input", { type: "file", ...attributes, onchange: picked }));
  const outcome = h("div", { "data-testid": "upload-outcome" });
  const told = h("div", { "data-testid": "picked" });
  const message = /** @type {HTMLTextAreaElement} */ (h("textarea", { rows: 2, required: true, "data-testid": "upload-message", placeholder: "R07: launch cost × 0.75, because …" }));
  const edited = editor(parent, (file, text) => take([{ path: file, text }]));
  /** @type {{files?: Record<string, string>, archive?: File} | undefined} */
  let chosen;

  /** @param {Event} event */
  async function picked(event) {
    const files = [...(/** @type {HTMLInputElement} */ (event.target).files ?? [])];
    const archive = files.find((file) => file.name.endsWith(".zip"));
    if (archive) {
      chosen = { archive };
      fill(told, h("p", null, `${archive.name}, ${count(archive.size, "byte")}: the whole bundle.`));
      return;
    }
    take(await Promise.all(files.map(async (file) => ({ path: file.webkitRelativePath || file.name, text: await file.text() }))));
  }

  /** @param {{path: string, text: string}[]} files */
  function take(files) {
    const { files: bundle, ignored } = overlaid(chosen?.files ?? parent.files, files);
    chosen = { files: bundle };
    const differing = changedFiles(parent.files, bundle);
    fill(told,
      h("p", null, differing.length === 0 ? "Nothing differs from the rule set in force." : `Differs in ${differing.map(({ file, change }) => `${file} (${change})`).join(", ")}.`),
      ignored.length > 0 && h("p", { class: "quiet" }, `Left out, as it is no file of a bundle: ${ignored.join(", ")}.`));
  }

  /** @param {Event} event */
  async function upload(event) {
    event.preventDefault();
    if (!chosen) {
      fill(outcome, empty("Nothing is chosen yet", "Pick a file, a folder or an archive, or edit a file here."));
      return;
    }
    fill(outcome, loading("Vetting, compiling, trying the cases", 2));
    try {
      const query = { message: message.value.trim(), parent: active.digest };
      const response = await (chosen.archive
        ? send("POST", "/rule-sets", { query, headers: { ...claim(), "Content-Type": "application/zip" }, body: chosen.archive })
        : send("POST", "/rule-sets", { headers: claim(), body: { files: chosen.files, ...query } }));
      const stored = await response.json();
      page.announce(`Stored as ${shortDigest(stored.digest)}`);
      proceed(page, stored.digest);
    } catch (error) {
      fill(outcome, error instanceof ProblemError && error.problem.errors?.some((one) => one.file !== undefined) ? refusal(error.problem) : failure(error));
    }
  }

  return card(
    { title: "Upload", testid: "upload-card", lead: `A rule set is always whole. Single files are put over the one in force, ${shortDigest(active.digest)}; a folder or a zip archive stands for itself.` },
    h("form", { class: "stack", onsubmit: upload },
      h("div", { class: "fields upload-drop" },
        picker("Files, or one archive", { multiple: true, accept: ".drl,.yaml,.yml,.csv,.zip", "data-testid": "upload-files" }),
        picker("A whole folder", { webkitdirectory: true, "data-testid": "upload-folder" })),
      edited,
      told,
      h("label", { class: "field" }, h("span", null, "What was changed, and why"), message),
      nameField(page.identity),
      h("p", null, h("button", { type: "submit", class: "primary", "data-testid": "upload" }, "Upload and vet"))),
    outcome,
  );
}

/**
 * A file of the rule set in force, to be edited here.
 * @param {any} parent
 * @param {(file: string, text: string) => void} ontake
 */
function editor(parent, ontake) {
  const names = Object.keys(parent.files);
  const area = /** @type {HTMLTextAreaElement} */ (h("textarea", { rows: 18, spellcheck: "false", class: "numbered", "aria-label": "Text of the file", "data-testid": "edit-text" }));
  const select = /** @type {HTMLSelectElement} */ (h("select", { "data-testid": "edit-file", onchange: open }, names.map((name) => h("option", { value: name, selected: name === "launch.drl" }, name))));
  function open() {
    area.value = parent.files[select.value];
  }
  open();
  return h("details", { "data-testid": "editor" },
    h("summary", null, "Or edit a file here"),
    h("label", { class: "field" }, h("span", null, "File"), select),
    area,
    button("Take this text", () => ontake(select.value, area.value), { "data-testid": "take-text" }));
}

/** @param {import("../api.js").Problem} problem */
const refusal = (problem) =>
  h("div", { class: "failure", role: "alert", "data-testid": "refusal" },
    h("p", { class: "failure-title" }, problem.title),
    h("p", null, `${problem.detail}. Nothing was stored but that it was tried. Mend what is named, and upload again.`),
    findings(problem.errors ?? [], "findings"));

// ---------------------------------------------------------------------------------------------- approve and activate

/** @param {any} detail @param {{active: any, etag: string, versions: any[], page: any}} about */
function candidateCard(detail, { active, etag, versions, page }) {
  const isActive = detail.digest === active.digest;
  const was = detail.activations.length > 0;
  const outcome = h("div", { "data-testid": "candidate-outcome" });
  return card(
    { title: isActive ? "The rule set in force" : was ? "An earlier rule set" : "A candidate", testid: "candidate-card" },
    h("div", { class: "fields" }, versionChoice(versions, detail.digest, (digest) => proceed(page, digest), "Rule set", "candidate-version")),
    h("dl", { class: "pairs" },
      h("dt", null, "Rule set"), h("dd", null, h("code", { "data-testid": "candidate-digest", "data-value": detail.digest }, shortDigest(detail.digest))),
      h("dt", null, "Made by"), h("dd", null, `${detail.author} on ${moment(detail.recordedAt)}: ${detail.message}`),
      h("dt", null, "Approved by"), h("dd", { "data-testid": "approvals" }, detail.approvals.length === 0
        ? "nobody yet"
        : h("ul", { class: "plain" }, detail.approvals.map((/** @type {any} */ approval) => h("li", null, `${approval.approver} on ${moment(approval.approvedAt)}: ${approval.message}`)))),
      was && [h("dt", null, "Active"), h("dd", null, detail.activations.map((/** @type {any} */ activation) => `${moment(activation.activatedAt)} by ${activation.activatedBy}`).join("; "))],
      h("dt", null, "Against the one in force"), h("dd", null, link(`#/rules?tab=compare&from=${active.digest}&to=${detail.digest}`, "file by file"))),
    isActive
      ? h("p", { class: "quiet" }, "To change something, upload a changed file. To go back, choose an earlier rule set.")
      : page.may("approver")
        ? decisions(detail, { was, etag, page, outcome })
        : h("p", { class: "quiet" }, "Approving and activating need the role approver."),
    outcome,
  );
}

/**
 * @param {any} detail
 * @param {{was: boolean, etag: string, page: any, outcome: HTMLElement}} about
 */
function decisions(detail, { was, etag, page, outcome }) {
  const approval = /** @type {HTMLInputElement} */ (h("input", { type: "text", required: true, "data-testid": "approval-message", placeholder: "Read the report and the impact" }));
  const reason = /** @type {HTMLInputElement} */ (h("input", { type: "text", required: true, "data-testid": "activation-reason", placeholder: was ? "Back to the rules of last week, because …" : "Reuse was demonstrated" }));
  /** @param {() => Promise<unknown>} act */
  const attempt = (act) => async (/** @type {Event} */ event) => {
    event.preventDefault();
    fill(outcome);
    try {
      await act();
      page.reload();
    } catch (error) {
      fill(outcome, failure(error, error instanceof ProblemError && error.status === 412 ? page.reload : undefined));
    }
  };
  return h("div", { class: "stack" },
    nameField(page.identity),
    !was && h("form", { class: "fields", onsubmit: attempt(() => send("POST", `/rule-sets/${detail.digest}/approvals`, { headers: claim(), body: { message: approval.value.trim() } })) },
      h("label", { class: "field" }, h("span", null, "What was looked at"), approval),
      h("button", { type: "submit", "data-testid": "approve" }, "Approve")),
    h("form", {
      class: "fields",
      onsubmit: attempt(() => send("PUT", "/rule-sets/active", { headers: { ...claim(), "If-Match": etag }, body: { digest: detail.digest, reason: reason.value.trim() } })),
    },
    h("label", { class: "field" }, h("span", null, "Why it is to be in force"), reason),
    h("button", { type: "submit", class: "primary", "data-testid": "activate" }, was ? "Go back to it" : "Activate")),
    h("p", { class: "quiet" }, was
      ? "It was in force before, so that it needs no new approval."
      : "Where four eyes are asked for, whoever uploaded it may not approve it. All replicas take it at once, without a restart; runs that go on end with the rules they began with."));
}

// ---------------------------------------------------------------------------------------------- impact

/** @param {any} detail @param {{active: any, page: any}} about */
function impactCard(detail, { active, page }) {
  if (detail.digest === active.digest) {
    return false;
  }
  const box = h("div", { "data-testid": "impact" });
  let paths = QUICK_PATHS;
  const compute = () =>
    showJob(box, {
      label: "Simulating both rule sets",
      path: `/rule-sets/${detail.digest}/impact`,
      body: { paths },
      signal: page.signal,
      ondone: (job) => fill(box, ...impactResult(job.result, job.id)),
      again: compute,
    });
  fill(box, empty("The impact is not worked out yet", "Both rule sets are simulated with the same draws on the ledger as it is and on every saved scenario."));
  return card(
    {
      title: "What it would change",
      testid: "impact-card",
      lead: "Differences are the candidate less the rule set in force.",
      tip: "Both sides share their random numbers, so that the error of the difference is mostly far less than that of either side. Take three errors for a sign, not two.",
    },
    h("div", { class: "toolbar" },
      choice({
        legend: "Paths of each pack",
        options: [QUICK_PATHS, FINE_PATHS].map((many) => ({ value: String(many), label: `${number(many, 0)} paths` })),
        chosen: String(paths),
        onchange: (value) => (paths = Number(value)),
        testid: "impact-paths",
      }),
      button("Work out the impact", compute, { class: "primary", "data-testid": "compute-impact" })),
    box,
  );
}

/** @param {any} difference @param {string} unit @param {string} testid */
function contrastCell(difference, unit, testid) {
  if (difference.difference === undefined) {
    return h("span", { class: "quiet" }, "no weight explains the price");
  }
  const shown = figure(difference.difference, { unit, standardError: difference.standardError, signed: true, testid });
  shown.classList.toggle("uncertain", !isCertain(difference.difference, difference.standardError ?? 0));
  return h("span", null, shown, h("br", null), h("span", { class: "quiet" }, figure(difference.reference, { unit }), " → ", figure(difference.candidate, { unit })));
}

/** @param {any} result @param {string} id */
function impactResult(result, id) {
  const year = (/** @type {any[]} */ list) => list.find((entry) => entry.year === 2035) ?? list.at(-1);
  const column = (/** @type {string} */ name, /** @type {string} */ title, /** @type {string} */ unit, /** @type {(row: any) => any} */ pick) => ({
    name,
    title,
    unit,
    value: (/** @type {any} */ row) => pick(row).difference,
    standardError: (/** @type {any} */ row) => pick(row).standardError,
    show: (/** @type {any} */ row) => contrastCell(pick(row), unit, `impact-${name}-${row.name}`),
  });
  return [
    h("p", { "data-testid": "impact-parts" }, result.parts.length === 0
      ? "The rule sets differ in nothing that acts."
      : ["Differs in: ", result.parts.map((/** @type {any} */ part) => `${part.name} (${part.change})`).join("; "), "."]),
    table({
      caption: "Differences by scenario",
      testid: "impact-table",
      rows: result.scenarios,
      columns: [
        { name: "scenario", title: "Scenario", value: (row) => row.name, show: (row) => (row.name === "ledger" ? "The ledger as it is" : row.name) },
        column("ev_mean", "Value, mean", "USD", (row) => row.enterpriseValueUsd.mean),
        column("ev_p90", "Value, P90", "USD", (row) => row.enterpriseValueUsd.p90),
        column("company_weight", "Credence in the company case", "probability", (row) => row.packWeights.company),
        column("implied_weight", "Credence the price implies", "probability", (row) => row.companyPackWeight),
        column("capacity", `Capacity ${year(result.scenarios[0].capacityKw).year}, mean`, "kW", (row) => year(row.capacityKw).mean),
        column("cost_ratio", `Cost ratio ${year(result.scenarios[0].costRatio).year}, median`, "ratio", (row) => year(row.costRatio).p50),
      ],
    }),
    ...result.scenarios.map((/** @type {any} */ scenario) => attribution(scenario)),
    h("p", { class: "quiet" },
      `Impact ${id.slice(0, 12)} as of ${day(result.asOf)}: ${shortDigest(result.candidate)} less ${shortDigest(result.reference)}, ${number(result.paths, 0)} paths of each pack in ${count(result.batches, "batch", "batches")}, seed ${result.seed}, core ${result.coreVersion}.`),
  ];
}

/** @param {any} scenario */
function attribution({ name, attribution: shares }) {
  if (shares.parts.length === 0) {
    return false;
  }
  const rows = [...shares.parts, { name: "together, beyond what each does alone", ...shares.remainder }, { name: "in all", ...shares.total }];
  return h("details", { open: name === "ledger" },
    h("summary", null, `Which rules do it: ${name === "ledger" ? "the ledger as it is" : name}`),
    table({
      caption: "Mean enterprise value by what was changed",
      hideCaption: true,
      testid: `attribution-${name}`,
      rows,
      columns: [
        { name: "part", title: "Rule or file", value: (row) => row.name },
        { name: "difference_usd", title: "Mean enterprise value", unit: "USD", value: (row) => row.difference, standardError: (row) => row.standardError, show: (row) => figure(row.difference, { unit: "USD", standardError: row.standardError, signed: true }) },
      ],
    }));
}
