// What is known, how well, and what each fact did to the value.

import { all, get, isAbort, ProblemError, run as makeRun } from "../api.js";
import { attributionOf, beginAnew } from "../attribution.js";
import { day } from "../format.js";
import { card, failure, fill, h, loading } from "../ui.js";
import { factList, fates } from "./evidence-facts.js";
import { replayer } from "./evidence-replay.js";
import { wayOf } from "./evidence-way.js";

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
 * @param {import("./evidence-facts.js").FactList} list
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
