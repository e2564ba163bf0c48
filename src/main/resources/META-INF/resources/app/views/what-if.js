// What if: drivers, gates and milestones are changed, and the answer stands beside the ledger as it is. Both are run with
// the same draws, so that a difference is an effect. What is assumed is in the address.

import { all, get } from "../api.js";
import { number } from "../format.js";
import { card, choice, fill, h, loading } from "../ui.js";
import { styled } from "./analysis-style.js";
import { fromQuery, scenarioOf, toQuery } from "./scenario-link.js";
import { FAST_PATHS, answerPart } from "./what-if-asking.js";
import { companyWeight, drivers, gates, milestones, remainder } from "./what-if-controls.js";
import { scenarioBar } from "./what-if-scenarios.js";

/** Paths of each pack that answer with a smaller error. */
const FINE_PATHS = 20_000;

/** The address holds what is assumed in a form of its own, which is shorter than that of other views. */
const queryOfPage = () => location.hash.split("?")[1] ?? "";

/** @param {string} query */
const replaceQuery = (query) => history.replaceState(null, "", query === "" ? "#/what-if" : `#/what-if?${query}`);

/**
 * @param {HTMLElement} container
 * @param {any} page the context of a view, see perigee.js
 */
export async function show(container, page) {
  const { signal } = page;
  const { whatIf, refused } = fromQuery(queryOfPage());
  fill(container, loading("Reading the parameters", 6));
  const [{ items: catalogue }, outlook, saved] = await Promise.all([
    get("/parameters", { signal }),
    get("/outlook", { query: { asOf: whatIf.asOf, ruleSet: whatIf.ruleSet }, signal }),
    all("/scenarios", { signal }),
    styled(),
  ]);
  const isKnown = (/** @type {string | undefined} */ id) => id === undefined || saved.some((scenario) => scenario.id === id);
  if (!isKnown(whatIf.with)) {
    refused.push({ part: `with=${whatIf.with}`, because: "there is no such saved scenario any more" });
    whatIf.with = undefined;
  }
  if (!isKnown(whatIf.saved?.id)) {
    refused.push({ part: `saved=${whatIf.saved?.id}`, because: "there is no such saved scenario any more; what it assumed is below" });
    whatIf.saved = undefined;
  }
  const answer = answerPart(whatIf, saved, signal);
  const setting = {
    catalogue,
    outlook,
    scenario: () => whatIf.scenario,
    change: (/** @type {(scenario: any) => void} */ edit) => {
      edit(whatIf.scenario);
      whatIf.scenario = scenarioOf(whatIf.scenario);
      refresh();
    },
  };
  const parts = [drivers(setting), gates(setting), milestones(setting), companyWeight(setting), remainder(setting)];
  const [driverPart, gatePart, milestonePart, weightPart, otherPart] = parts;
  const bar = scenarioBar({ whatIf, saved, page, onload: (scenario) => setting.change((next) => replace(next, scenario)), onchange: refresh });
  const paths = choice({
    legend: "Paths of each pack",
    options: [FAST_PATHS, FINE_PATHS].map((many) => ({ value: String(many), label: `${number(many, 0)} paths` })),
    chosen: String(whatIf.paths ?? FAST_PATHS),
    onchange: (value) => {
      whatIf.paths = Number(value) === FAST_PATHS ? undefined : Number(value);
      refresh();
    },
    testid: "paths",
  });
  function refresh() {
    replaceQuery(toQuery(whatIf));
    parts.forEach((part) => part.refresh());
    bar.refresh();
    answer.ask();
  }
  fill(
    container,
    refused.length > 0 && h("div", { class: "failure", role: "alert", "data-testid": "link-refused" },
      h("p", { class: "failure-title" }, "Not all of this link was understood"),
      h("ul", null, refused.map(({ part, because }) => h("li", null, h("code", null, part), `: ${because}`))),
      h("p", null, "The rest is below. What the service has renamed, choose anew.")),
    h("div", { class: "what-if" },
      h("div", { class: "what-if-controls" },
        card({ title: "Scenario", testid: "scenario" }, bar.element),
        card({
          title: "Drivers",
          testid: "drivers-card",
          lead: "A driver that is moved is pinned: the same value in every pack, and certain. The marks show what the packs believe.",
        }, driverPart.element, weightPart.element, otherPart.element),
        card({ title: "Milestones that may come", testid: "milestones-card" }, milestonePart.element),
        card({ title: "Gates", testid: "gates-card", tip: "A gate is a condition without which nothing is produced. Its probability comes from the packs and the evidence; passed or failed puts it to 1 or 0." }, gatePart.element)),
      h("div", { class: "what-if-answer" },
        h("div", { class: "what-if-tools" }, paths, answer.told), answer.element)),
  );
  answer.ask();
}

/** @param {any} next @param {any} scenario */
function replace(next, scenario) {
  Object.keys(next).forEach((key) => delete next[key]);
  Object.assign(next, structuredClone(scenario));
}
