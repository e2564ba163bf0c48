// The API over HTTP: JSON, problem details, long work, pages, and who asks.

const BASE = "/api/v1";
const HEALTH = "/q/health";
const CREDENTIAL = "perigee.credential";
const NAME = "perigee.user";
const LONGEST_PAUSE_SECONDS = 5;

/**
 * One violation of a request.
 * @typedef {{pointer?: string, file?: string, line?: number, column?: number, expected?: string, actual?: string}} Violation
 *
 * A problem of RFC 9457.
 * @typedef {{type: string, title: string, status: number, detail?: string, instance?: string, errors?: Violation[]}} Problem
 *
 * How far long work has come.
 * @typedef {{id: string, state: string, progress: number, problem?: Problem}} Job
 *
 * @typedef {{query?: Record<string, string | number | undefined>, signal?: AbortSignal, headers?: Record<string, string>}} Options
 */

/** What the service refused, or failed at, in its own words. */
export class ProblemError extends Error {
  /**
   * @param {Problem} problem
   * @param {Response} [response]
   */
  constructor(problem, response) {
    super(problem.detail ?? problem.title);
    this.name = "ProblemError";
    this.problem = problem;
    this.status = problem.status;
    this.requestId = response?.headers.get("X-Request-Id") ?? undefined;
    /** Seconds after which it makes sense to try again. */
    this.retryAfter = Number(response?.headers.get("Retry-After")) || undefined;
  }
}

/** Nobody answered. */
export class UnreachableError extends Error {
  /** @param {unknown} cause */
  constructor(cause) {
    super("The service cannot be reached", { cause });
    this.name = "UnreachableError";
  }
}

/** @param {unknown} error whether somebody gave the work up, which is no failure */
export const isAbort = (error) => error instanceof DOMException && error.name === "AbortError";

// ---------------------------------------------------------------------------------------------- connection

/** Tells of `lost` and `regained`: whether the service answers. */
export const connection = new EventTarget();
let reachable = true;

/** Whether the service answered the last time. */
export const isReachable = () => reachable;

/** @param {boolean} now */
function noteReachable(now) {
  if (now === reachable) {
    return;
  }
  reachable = now;
  connection.dispatchEvent(new Event(now ? "regained" : "lost"));
}

/**
 * What the service says of itself.
 * @returns {Promise<{degraded: boolean, up: boolean, checks: {name: string, status: string, data?: Record<string, unknown>}[]}>}
 */
export async function health() {
  const response = await request(HEALTH, { headers: { Accept: "application/json" } }, {});
  const body = await response.json();
  /** @type {{name: string, status: string, data?: Record<string, unknown>}[]} */
  const checks = body.checks ?? [];
  return { checks, up: body.status === "UP", degraded: checks.some((check) => check.data?.degraded === true) };
}

// ---------------------------------------------------------------------------------------------- who asks

/** Tells of `changed`: another credential or another name. */
export const credentials = new EventTarget();

/** What a field for a name or a credential takes, as headers take nothing else. */
export const PRINTABLE = {
  pattern: "\\s*[!-~]([ -~]*[!-~])?\\s*",
  title: "Letters without accents, digits and signs: printable ASCII",
};

let lent = "";

/** Has this page send a token that is kept nowhere, before one of the tab. @param {string} token */
export function lend(token) {
  lent = token;
}

/** The API key or token that this page sends: one that was lent, or that of the tab, kept until it is closed. */
export const credential = () => lent || kept(CREDENTIAL);

/** The name that this tab gives on an open service. */
export const claimedName = () => kept(NAME);

/** @param {string} key @returns {string} nothing where the browser keeps nothing for a frame */
function kept(key) {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** @param {{credential?: string, name?: string}} given */
export function identify(given) {
  keep(CREDENTIAL, given.credential);
  keep(NAME, given.name);
  credentials.dispatchEvent(new Event("changed"));
}

/**
 * @param {string} key
 * @param {string | undefined} value
 */
function keep(key, value) {
  if (value) {
    sessionStorage.setItem(key, value);
  } else {
    sessionStorage.removeItem(key);
  }
}

/** @returns {Record<string, string>} */
function proof() {
  if (credential()) {
    return { Authorization: `Bearer ${credential()}` };
  }
  return claimedName() ? { "Perigee-User": claimedName() } : {};
}

/**
 * Who asks, and what they may do.
 * @typedef {{mode: "open" | "required", name: string, roles: string[]}} Identity
 */

/**
 * @returns {Promise<Identity | undefined>} nothing where a credential is needed and there is none
 * @throws {ProblemError | UnreachableError} where there is one that is refused, or cannot be checked
 */
export async function identity() {
  try {
    return await get("/identity");
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401 && !credential()) {
      return undefined;
    }
    throw error;
  }
}

// ---------------------------------------------------------------------------------------------- requests

/**
 * @param {string} path below the API's base; from the root when it begins with it or is another of the service's
 * @param {Options["query"]} [query]
 */
export function address(path, query = {}) {
  const url = new URL(path.startsWith(BASE) || path.startsWith("/q/") ? path : BASE + path, location.origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") {
      url.searchParams.set(name, String(value));
    }
  }
  return url.pathname + url.search;
}

/**
 * @param {string} url
 * @param {RequestInit} init
 * @param {Record<string, string>} [who] proof of who asks; health is open, and a proof that does not hold is refused there too
 */
async function request(url, init, who = proof()) {
  const headers = new Headers({ ...who, .../** @type {object} */ (init.headers) }); // what no header takes is no outage
  let response;
  try {
    response = await fetch(url, { ...init, headers });
  } catch (error) {
    if (isAbort(error)) {
      throw error;
    }
    noteReachable(false);
    throw new UnreachableError(error);
  }
  if (isFromAnother(response)) {
    noteReachable(false);
    throw new UnreachableError(new Error(`A proxy answered ${response.status}`));
  }
  noteReachable(true);
  return response;
}

/** @param {Response} response whether a proxy answered in place of the service */
const isFromAnother = (response) =>
  [502, 503, 504].includes(response.status) && !/json/.test(response.headers.get("Content-Type") ?? "");

/** @param {Response} response */
async function refused(response) {
  if (/json/.test(response.headers.get("Content-Type") ?? "")) {
    return new ProblemError(await response.json(), response);
  }
  const title = response.statusText || `Status ${response.status}`;
  return new ProblemError({ type: "about:blank", title, status: response.status }, response);
}

/**
 * Sends a request, and refuses every answer that is no success.
 * @param {string} method
 * @param {string} path
 * @param {Options & {body?: unknown}} [options] a body that is neither a form nor a file is sent as JSON
 * @returns {Promise<Response>}
 * @throws {ProblemError | UnreachableError}
 */
export async function send(method, path, { query, signal, headers = {}, body } = {}) {
  const typed = body instanceof FormData || body instanceof Blob;
  const response = await request(address(path, query), {
    method,
    signal,
    headers: {
      Accept: "application/json",
      ...(body === undefined || typed ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    body: typed ? body : body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) {
    throw await refused(response);
  }
  return response;
}

/**
 * @param {string} path
 * @param {Options} [options]
 * @returns {Promise<any>} the body
 */
export const get = async (path, options) => (await send("GET", path, options)).json();

/**
 * A body with the version to send in If-Match.
 * @param {string} path
 * @param {Options} [options]
 * @returns {Promise<{body: any, etag: string}>}
 */
export async function getVersioned(path, options) {
  const response = await send("GET", path, options);
  return { body: await response.json(), etag: response.headers.get("ETag") ?? "" };
}

/**
 * Reads a list page by page.
 * @param {string} path
 * @param {Options} [options] `query.limit` is the size of a page
 * @returns {AsyncGenerator<{items: any[], body: any}>}
 */
export async function* pages(path, options = {}) {
  /** @type {string | undefined} */
  let cursor;
  do {
    const body = await get(path, { ...options, query: { ...options.query, cursor } });
    yield { items: body.items, body };
    cursor = body.next;
  } while (cursor);
}

/**
 * A whole list.
 * @param {string} path
 * @param {Options} [options]
 */
export async function all(path, options = {}) {
  const items = [];
  for await (const page of pages(path, { ...options, query: { limit: 1000, ...options.query } })) {
    items.push(...page.items);
  }
  return items;
}

// ---------------------------------------------------------------------------------------------- long work

/**
 * @param {number} seconds
 * @param {AbortSignal} [signal]
 */
const pause = (seconds, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), 1000 * seconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("Given up", "AbortError"));
    });
  });

/**
 * @typedef {{onProgress?: (job: Job, where: string) => void}} Following
 */

/**
 * Sends a request that may become long work, and follows it to its answer. To stop looking, abort the signal; to end
 * the work for everybody, call `cancel` with the address that `onProgress` tells.
 * @param {string} method
 * @param {string} path
 * @param {Options & {body?: unknown, wait?: number} & Following} [options] `wait`: seconds that the service may take
 *     before it answers with a job
 * @returns {Promise<any>} the body of the answer
 */
export async function work(method, path, { wait, onProgress, ...options } = {}) {
  const headers = { ...(wait === undefined ? {} : { Prefer: `wait=${wait}` }), ...options.headers };
  let response = await send(method, path, { ...options, headers });
  let where = path;
  while (response.status === 202) {
    const job = await response.json();
    where = ownAddress(response.headers.get("Location")) ?? where;
    onProgress?.(job, where);
    const retryAfter = Number(response.headers.get("Retry-After") ?? 1);
    await pause(Math.min(retryAfter || 1, LONGEST_PAUSE_SECONDS) * (job.progress > 0.8 ? 0.4 : 0.7), options.signal);
    response = await send("GET", where, { signal: options.signal });
  }
  const body = await response.json();
  const location = ownAddress(response.headers.get("Location"));
  if (location && isFinishedJob(body)) {
    return get(location, { signal: options.signal });
  }
  return body;
}

/** @param {any} body whether it tells of work that is done, elsewhere than where it was asked for */
const isFinishedJob = (body) => body?.state === "done" && typeof body.progress === "number";

/** @param {string | null} location an address of the service, however its proxy calls it */
function ownAddress(location) {
  if (!location) {
    return undefined;
  }
  const url = new URL(location, window.location.origin);
  return url.pathname + url.search;
}

/**
 * Ends long work for everybody who waits for it.
 * @param {string} where its address
 */
export const cancel = (where) => send("DELETE", where);

/**
 * Runs a scenario.
 * @param {object} request of POST /runs
 * @param {{signal?: AbortSignal, wait?: number} & Following} [options]
 */
export const run = (request, options = {}) => work("POST", "/runs", { wait: 2, ...options, body: request });
