// Long work that tells how far it is: followed until it ends, shown with its progress, cancelled on demand.

import { ProblemError, cancel, get, isAbort, send } from "../api.js";
import { empty, failure, fill, progress } from "../ui.js";

const PAUSE_MILLISECONDS = 700;

/** Somebody gave the work up. */
class CancelledError extends Error {}

/** @param {AbortSignal} signal */
const pause = (signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, PAUSE_MILLISECONDS);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("Given up", "AbortError"));
    });
  });

/**
 * Asks for work, or for how far it is, and follows it to its end.
 * @param {{method: string, path: string, body?: unknown, signal: AbortSignal, onProgress: (job: any, where: string) => void}} about
 * @returns {Promise<{job: any, where: string}>} the job that is done, and its address
 */
async function followed({ method, path, body, signal, onProgress }) {
  const response = await send(method, path, { body, signal });
  const location = response.headers.get("Location");
  const where = location ? new URL(location, window.location.origin).pathname : path;
  let job = await response.json();
  while (job.state === "queued" || job.state === "running") {
    onProgress(job, where);
    await pause(signal);
    job = await get(where, { signal });
  }
  if (job.state === "cancelled") {
    throw new CancelledError();
  }
  if (job.state === "failed") {
    throw new ProblemError(job.problem);
  }
  return { job, where };
}

/**
 * Shows long work in a box until it is done.
 * @param {HTMLElement} box
 * @param {object} about
 * @param {string} about.label of what is done
 * @param {string} [about.method] POST begins the work or finds it, GET looks how far it is
 * @param {string} about.path
 * @param {unknown} [about.body]
 * @param {AbortSignal} about.signal
 * @param {(job: any) => Promise<void> | void} about.ondone
 * @param {() => void} about.again begins it anew
 * @param {() => void} [about.onmissing] there is no such work
 */
export async function showJob(box, { label, method = "POST", path, body, signal, ondone, again, onmissing }) {
  let where = "";
  const bar = progress(label, async () => {
    try {
      await cancel(where);
    } catch (error) {
      fill(box, failure(error, again));
    }
  });
  fill(box, bar.element);
  try {
    const { job } = await followed({
      method,
      path,
      body,
      signal,
      onProgress: (job, place) => {
        where = place;
        bar.update(job.progress, job.state);
      },
    });
    await ondone(job);
  } catch (error) {
    if (isAbort(error)) {
      return;
    }
    if (error instanceof CancelledError) {
      fill(box, empty("It was cancelled", "Begin it again whenever you like; equal work that is done is not done twice."));
    } else if (error instanceof ProblemError && error.status === 404 && onmissing) {
      onmissing();
    } else {
      fill(box, failure(error, again));
    }
  }
}
