// What each fact did to a run: a study that the service makes when it is first asked for.

import { cancel, work } from "./api.js";
import { fill, progress } from "./ui.js";

/**
 * A number before and after a step.
 * @typedef {{before?: number, after?: number, difference?: number, standardError?: number}} Change
 *
 * @typedef {{facts: any[], rules: string[], effects: any[], packWeights: Record<string, number>, enterpriseValueUsd: Change,
 *     capacityKw: Change, costRatio: Change, companyPackWeight: Change}} Step
 *
 * @typedef {{run: string, convention: string, year: number, prior: any, steps: Step[], posterior: any,
 *     remainder: {difference: number, standardError: number}, withoutEffect: {fact: any, notes: any[]}[], unreadFacts: number}} Attribution
 */

/**
 * What each fact did to a run; shows how far it is while it is computed.
 * @param {string} run
 * @param {HTMLElement} place
 * @param {AbortSignal} signal
 * @returns {Promise<Attribution>}
 */
export function attributionOf(run, place, signal) {
  const path = `/runs/${run}/attribution`;
  let where = path;
  const working = progress("Adding one fact after the other", () => cancel(where));
  return work("GET", path, {
    signal,
    onProgress(job, at) {
      where = at;
      if (!working.element.isConnected) {
        fill(place, working.element);
      }
      working.update(job.progress, job.state);
    },
  });
}

/** Begins an attribution anew that failed or was cancelled. @param {string} run */
export const beginAnew = (run) => work("POST", `/runs/${run}/attribution`);

/** @param {any[]} facts of a step, which act together */
export const stepName = (facts) =>
  facts.length === 1 ? facts[0].title : `${facts[0].title} And ${facts.length - 1} more`;
