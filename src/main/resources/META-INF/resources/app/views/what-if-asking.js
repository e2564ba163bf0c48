// Asks the service what a what-if gives, again whenever it is changed.

import { isAbort, run as runScenario, work } from "../api.js";
import { quantity } from "../format.js";
import { failure, fill, h, loading } from "../ui.js";
import { assumesSomething } from "./scenario-link.js";
import { drawing } from "./what-if-answer.js";

/** Paths of each pack that answer at once. */
export const FAST_PATHS = 2_000;

/** How long controls must rest before the difference is worked out with its error: it is long work for the service. */
const REST_MILLISECONDS = 900;

/** The first change asks at once; those that follow within the span, such as keys pressed in a row, are gathered. */
const SPAN_MILLISECONDS = 300;
const GATHER_MILLISECONDS = 120;

/** Seconds that the service may take before it makes a job of a run. */
const PATIENCE_SECONDS = 10;

/** @param {any[]} runs @returns {boolean} whether they saw the same facts under the same rules */
const isOfOneLedger = (runs) =>
  new Set(runs.filter(Boolean).map(({ provenance }) => [provenance.ruleSet, provenance.asOf, provenance.facts].join())).size === 1;

/**
 * Asks the service and shows what it says. A newer question gives the older one up, and what comes late is not shown.
 * @param {any} whatIf
 * @param {any[]} saved scenarios that are saved
 * @param {AbortSignal} signal of the view
 */
export function answerPart(whatIf, saved, signal) {
  const told = h("span", { class: "quiet", role: "status", "data-testid": "answer-time" });
  const element = h("div", { "data-testid": "answer" }, loading("Running", 5));
  const comparing = h("div", { class: "comparing" });
  const shown = drawing(element, comparing);
  /** @type {AbortController | undefined} */
  let asking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let changed = -Infinity; // when something was changed last
  /** @type {Promise<any>} the comparison that was begun last, until it has ended */
  let underWay = Promise.resolve();
  /** @type {Map<string, Promise<any>>} runs that stay the same while controls move */
  const references = new Map();
  signal.addEventListener("abort", () => {
    clearTimeout(waiting);
    asking?.abort();
  });

  const common = () => ({
    paths: whatIf.paths ?? FAST_PATHS,
    ...(whatIf.asOf ? { asOf: whatIf.asOf } : {}),
    ...(whatIf.ruleSet ? { ruleSet: whatIf.ruleSet } : {}),
  });

  /** @param {object} request */
  function reference(request) {
    const key = JSON.stringify(request);
    if (!references.has(key)) {
      const asked = runScenario(request, { wait: PATIENCE_SECONDS, signal });
      references.set(key, asked);
      asked.catch(() => references.delete(key));
    }
    return /** @type {Promise<any>} */ (references.get(key));
  }

  /** @param {AbortSignal} asked @param {any} [other] a saved scenario @returns {Promise<any[]>} the ledger, the what-if, the other */
  const runs = (asked, other) =>
    Promise.all([
      reference(common()),
      assumesSomething(whatIf.scenario)
        ? runScenario({ ...common(), scenario: whatIf.scenario }, { wait: PATIENCE_SECONDS, signal: asked })
        : reference(common()),
      other && reference({ ...common(), scenarioId: other.id, scenarioVersion: other.version }),
    ]);

  async function answer() {
    asking?.abort();
    const mine = (asking = new AbortController());
    const began = performance.now();
    told.textContent = "running …";
    element.setAttribute("aria-busy", "true");
    const other = saved.find((scenario) => scenario.id === whatIf.with);
    try {
      let [base, what, against] = await runs(mine.signal, other);
      if (!isOfOneLedger([base, what, against])) {
        references.clear(); // another rule set or fact is in force since they were made
        [base, what, against] = await runs(mine.signal, other);
      }
      if (mine.signal.aborted) {
        return;
      }
      const elapsed = Math.round(performance.now() - began);
      told.textContent = `answered in ${elapsed} ms`;
      told.dataset.milliseconds = String(elapsed);
      shown.draw({ base, what, against, other, facts: whatIf.scenario.hypotheticalMilestones ?? [] });
      waiting = setTimeout(() => compare(mine, { base, what, against }), REST_MILLISECONDS);
    } catch (error) {
      if (!isAbort(error) && !mine.signal.aborted) {
        told.textContent = "";
        fill(element, failure(error, answer));
        shown.forget();
      }
    } finally {
      if (asking === mine) {
        element.removeAttribute("aria-busy");
      }
    }
  }

  /**
   * Works out the differences with their errors. A comparison that was begun is left to its end, since others may wait for
   * the same one; the next waits for it, so that a page has one under way, however often it is changed.
   * @param {AbortController} mine
   * @param {{base: any, what: any, against?: any}} runs
   */
  async function compare(mine, { base, what, against }) {
    const pairs = [
      { key: "base", with: base },
      { key: "against", with: against },
    ].filter((pair) => pair.with !== undefined && pair.with.id !== what.id);
    /** @type {(text: string, role?: string) => void} */
    const tell = (text, role) =>
      fill(comparing, h("span", { role, class: "quiet", "data-testid": "comparing" }, `Working out the errors of the differences${text}`));
    for (const pair of pairs) {
      try {
        tell(" …", "status");
        await underWay;
        if (mine.signal.aborted) {
          return;
        }
        const begun = work("POST", "/comparisons", {
          body: { run: what.id, with: pair.with.id },
          signal,
          onProgress: (job) => {
            if (!mine.signal.aborted) {
              tell(`: ${quantity(job.progress, "probability")}`);
            }
          },
        });
        underWay = begun.catch(() => undefined);
        const comparison = await begun;
        if (mine.signal.aborted) {
          return;
        }
        fill(comparing);
        shown.compared(pair.key, comparison);
      } catch (error) {
        if (!isAbort(error) && !mine.signal.aborted) {
          fill(comparing, failure(error, () => compare(mine, { base, what, against })));
        }
        return;
      }
    }
  }

  return {
    element,
    told,
    ask() {
      clearTimeout(waiting);
      asking?.abort();
      const gathering = performance.now() - changed < SPAN_MILLISECONDS;
      changed = performance.now();
      waiting = setTimeout(answer, gathering ? GATHER_MILLISECONDS : 0);
    },
  };
}
