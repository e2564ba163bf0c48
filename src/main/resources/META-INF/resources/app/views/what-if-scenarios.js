// Saved scenarios in the what-if: load one, save what is assumed, compare with one, share the link.

import { ProblemError, get, send } from "../api.js";
import { moment } from "../format.js";
import { button, failure, fill, h } from "../ui.js";
import { claim, nameField } from "./claimed-name.js";
import { assumeTheSame, assumesSomething, scenarioOf } from "./scenario-link.js";

/**
 * @param {{whatIf: any, saved: any[], page: any, onload: (scenario: any) => void, onchange: () => void}} about `saved` is
 *     the list of saved scenarios, kept up to date here; `page` the context of the view
 * @returns {{element: HTMLElement, refresh: () => void}}
 */
export function scenarioBar({ whatIf, saved, page, onload, onchange }) {
  const element = h("div", { class: "scenario-bar" });
  const notice = h("div", { "data-testid": "scenario-notice" });
  /** @type {any} the version that was loaded or saved last, to tell whether anything was changed since */
  let known;

  const current = () => (whatIf.saved ? saved.find((scenario) => scenario.id === whatIf.saved.id) : undefined);

  function remember(/** @type {any} */ version) {
    known = version;
    whatIf.saved = { id: version.id, version: version.version };
    const place = saved.findIndex((scenario) => scenario.id === version.id);
    saved.splice(place < 0 ? saved.length : place, place < 0 ? 0 : 1, version);
  }

  async function load(/** @type {string} */ id) {
    fill(notice);
    if (id === "") {
      whatIf.saved = undefined;
      known = undefined;
      onload({});
      return;
    }
    try {
      const version = await get(`/scenarios/${id}`);
      remember(version);
      onload(version.scenario);
    } catch (error) {
      fill(notice, failure(error, () => load(id)));
    }
  }

  async function save(/** @type {string} */ name, /** @type {string} */ description, /** @type {string | undefined} */ tag) {
    const { name: _, ...scenario } = scenarioOf(whatIf.scenario);
    const body = { name, description, scenario };
    try {
      const response = await (tag === undefined
        ? send("POST", "/scenarios", { body, headers: claim() })
        : send("PUT", `/scenarios/${whatIf.saved.id}`, { body, headers: { ...claim(), "If-Match": tag } }));
      remember(await response.json());
      fill(notice, h("p", { role: "status", "data-testid": "saved" }, `Saved as “${known.name}”, version ${known.version}.`));
      onchange();
    } catch (error) {
      fill(notice, error instanceof ProblemError && error.status === 412 ? await overtaken(name, description) : failure(error));
    }
  }

  /** Somebody else saved a version meanwhile: says so, and leaves the choice. */
  async function overtaken(/** @type {string} */ name, /** @type {string} */ description) {
    const theirs = await get(`/scenarios/${whatIf.saved.id}`);
    return h("div", { class: "failure", role: "alert", "data-testid": "overtaken" },
      h("p", { class: "failure-title" }, `${theirs.author} saved version ${theirs.version} meanwhile`),
      h("p", null, `On ${moment(theirs.recordedAt)}. Yours is based on version ${whatIf.saved.version}, and nothing was overwritten.`),
      h("p", null,
        button("Load theirs", () => load(theirs.id), { "data-testid": "load-theirs" }), " ",
        button(`Save mine as version ${theirs.version + 1}`, () => save(name, description, `"${theirs.version}"`), { "data-testid": "save-mine" }), " ",
        button("Save mine under another name", () => askName(""))));
  }

  function askName(/** @type {string} */ suggested) {
    const name = /** @type {HTMLInputElement} */ (h("input", { type: "text", required: true, maxlength: 100, value: suggested, "data-testid": "scenario-name" }));
    const description = /** @type {HTMLTextAreaElement} */ (h("textarea", { rows: 2, maxlength: 2000, "data-testid": "scenario-description" }));
    fill(notice, h("form", {
      class: "stack",
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        save(name.value.trim(), description.value.trim(), undefined);
      },
    },
    h("label", { class: "field" }, h("span", null, "Name"), name),
    h("label", { class: "field" }, h("span", null, "What it is for"), description),
    nameField(page.identity),
    h("p", null, h("button", { type: "submit", class: "primary", "data-testid": "confirm-save" }, "Save"), " ", button("Cancel", () => fill(notice)))));
    name.focus();
  }

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(location.href);
      fill(notice, h("p", { role: "status" }, "The link is copied. It restores everything that is assumed."));
    } catch {
      fill(notice, h("label", { class: "field" }, h("span", null, "The link, to copy by hand"), h("input", { type: "text", readonly: true, value: location.href })));
    }
  }

  const maySave = page.may("analyst");
  const option = (/** @type {any} */ scenario, /** @type {string | undefined} */ chosen) =>
    h("option", { value: scenario.id, selected: scenario.id === chosen }, `${scenario.name} (version ${scenario.version})`);

  function refresh() {
    const loaded = current();
    const changed = loaded && known && known.id === loaded.id && !assumeTheSame(known.scenario, whatIf.scenario);
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const place = focused && element.contains(focused) ? focused.dataset.testid : undefined;
    fill(
      element,
      h("label", { class: "field" }, h("span", null, "Start from"),
        h("select", { "data-testid": "load-scenario", onchange: (/** @type {Event} */ event) => load(/** @type {HTMLSelectElement} */ (event.target).value) },
          h("option", { value: "" }, "the ledger as it is"), saved.map((scenario) => option(scenario, whatIf.saved?.id)))),
      h("label", { class: "field" }, h("span", null, "Compare also with"),
        h("select", {
          "data-testid": "compare-with",
          onchange: (/** @type {Event} */ event) => {
            whatIf.with = /** @type {HTMLSelectElement} */ (event.target).value || undefined;
            onchange();
          },
        }, h("option", { value: "" }, "nothing else"), saved.map((scenario) => option(scenario, whatIf.with)))),
      loaded && h("p", { class: "quiet", "data-testid": "loaded" },
        `“${loaded.name}”, version ${whatIf.saved.version}, by ${loaded.author} on ${moment(loaded.recordedAt)}`, changed && "; changed since"),
      h("div", { class: "actions" },
        maySave && loaded && button("Save changes", () => save(loaded.name, loaded.description ?? "", `"${whatIf.saved.version}"`), { class: "primary", "data-testid": "save-changes", disabled: known !== undefined && !changed }), " ",
        maySave && button("Save as …", () => askName(""), { "data-testid": "save-as", disabled: !assumesSomething(whatIf.scenario) }), " ",
        button("Copy link", copyLink, { "data-testid": "copy-link" }), " ",
        button("Reset", () => load(""), { class: "link", "data-testid": "reset", disabled: !assumesSomething(whatIf.scenario) && !whatIf.saved })),
      !maySave && h("p", { class: "quiet" }, "Saving needs the role analyst. The link keeps everything."),
    );
    if (place) {
      /** @type {HTMLElement | null} */ (element.querySelector(`[data-testid="${place}"]`))?.focus();
    }
  }
  refresh();
  return { element: h("div", null, element, notice), refresh };
}
