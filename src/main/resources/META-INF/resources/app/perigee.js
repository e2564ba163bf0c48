// The shell: addresses, navigation, who asks, whether the service answers.

import { followLinksToAnswers } from "./answer-links.js";
import * as api from "./api.js";
import { repaint } from "./chart-frame.js";
import { button, failure, fill, h, loading } from "./ui.js";

/**
 * What a view is given.
 * @typedef {object} Context
 * @property {URLSearchParams} params of the address of the view
 * @property {(changes: Record<string, string | undefined>) => void} setParams keeps state in the address, without showing
 *     the view anew; `undefined` takes a parameter away
 * @property {(route: string, params?: Record<string, string>) => string} href the address of a view
 * @property {AbortSignal} signal aborted when the view is left
 * @property {api.Identity | undefined} identity
 * @property {(role: string) => boolean} may whether the caller has the role
 * @property {(text: string) => void} announce tells it to who listens rather than looks
 * @property {() => void} reload shows the view anew
 */

/** @type {Record<string, {title: string, name: string, question: string}>} */
const VIEWS = {
  today: { name: "Today", title: "Today", question: "What the market price implies, what the evidence implies, and what moved it." },
  evidence: { name: "Evidence", title: "Evidence", question: "What is known, how well, and what each fact did to the value." },
  "what-if": { name: "What if", title: "What if", question: "What changes when the drivers do, or when a milestone is met or missed." },
  sensitivity: { name: "Sensitivity", title: "Sensitivity", question: "Which drivers the answers hang on." },
  rules: { name: "Rules", title: "Rules", question: "How facts become numbers: the rules in force, their sources and their history." },
  "track-record": { name: "Track record", title: "Track record", question: "How well past forecasts held." },
};
const FIRST = "today";
const THEME = "perigee.theme";
const HEALTH_SECONDS = 10;
const OUTAGE_SECONDS = 2;

const main = element("main");
const title = element("view-title");
const question = element("view-question");
const container = element("view");
const live = element("live");

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`The page lacks #${id}`);
  }
  return found;
}

// ---------------------------------------------------------------------------------------------- addresses

/** @param {string} hash @returns {{route: string, params: URLSearchParams}} */
function parse(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?", 2);
  return { route: path || FIRST, params: new URLSearchParams(query) };
}

/** @param {string} route @param {URLSearchParams | Record<string, string>} [params] */
function href(route, params = {}) {
  const query = new URLSearchParams(params).toString();
  return query ? `#/${route}?${query}` : `#/${route}`;
}

/** Scrolls the navigation and nothing else, so that the keyboard begins at the top. @param {HTMLElement} item */
function bringIntoSight(item) {
  const list = element("navigation");
  list.scrollLeft = item.offsetLeft - (list.clientWidth - item.offsetWidth) / 2;
}

/** @type {AbortController | undefined} */
let current;
/** @type {api.Identity | undefined} */
let identity;
let shownRoute = "";

async function show() {
  const { route, params } = parse(location.hash);
  const view = VIEWS[route];
  current?.abort();
  current = new AbortController();
  const { signal } = current;
  const isArrival = shownRoute !== route;
  shownRoute = route;
  for (const item of document.querySelectorAll("nav [data-route]")) {
    item.toggleAttribute("aria-current", false);
    if (item.getAttribute("data-route") === route) {
      item.setAttribute("aria-current", "page");
      bringIntoSight(/** @type {HTMLElement} */ (item));
    }
  }
  document.title = view ? `${view.title} · Perigee` : "Not found · Perigee";
  title.textContent = view ? view.title : "There is no such page";
  question.textContent = view ? view.question : "";
  if (isArrival && started) {
    title.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  if (!view) {
    fill(container, h("p", null, "Perigee has ", h("a", { href: href(FIRST) }, "Today"), " and the pages named above."));
    return;
  }
  fill(container, loading(`${view.title} is being read`, 6));
  await identified;
  if (signal.aborted) {
    return;
  }
  if (!identity && api.isReachable()) {
    fill(container, refusal ? failure(refusal, askAgain) : needsCredential());
    return;
  }
  try {
    const module = await moduleOf(route);
    if (signal.aborted) {
      return;
    }
    container.replaceChildren();
    await module.show(container, context(route, params, signal));
  } catch (error) {
    if (!signal.aborted && !api.isAbort(error)) {
      fill(container, failure(error, show));
    }
  }
}

/** Whether a module could not be loaded, which browsers do not try again. */
let isIncomplete = false;

/** @param {string} route @returns {Promise<{show: (container: HTMLElement, context: Context) => Promise<void>}>} */
async function moduleOf(route) {
  try {
    return await import(addressOf(route));
  } catch (error) {
    isIncomplete = true;
    await api.health(); // says that the service cannot be reached, when it is that
    throw error;
  }
}

/** @param {string} route */
const addressOf = (route) => `/app/views/${route}.js`;

/** Loads what the other views need, all of it, so that they open while the service is away. */
function prefetch() {
  for (const route of Object.keys(VIEWS)) {
    moduleOf(route).catch(() => undefined); // said where the view is opened
  }
}

/**
 * @param {string} route
 * @param {URLSearchParams} params
 * @param {AbortSignal} signal
 * @returns {Context}
 */
function context(route, params, signal) {
  return {
    params,
    setParams(changes) {
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined) {
          params.delete(name);
        } else {
          params.set(name, value);
        }
      }
      history.replaceState(null, "", href(route, params));
    },
    href,
    signal,
    identity,
    may: (role) => identity?.roles.includes(role) ?? false,
    announce,
    reload: show,
  };
}

/** @param {string} text */
function announce(text) {
  live.textContent = "";
  requestAnimationFrame(() => {
    live.textContent = text;
  });
}

// ---------------------------------------------------------------------------------------------- who asks

/** @type {unknown} why it is not known who asks, though there is a credential */
let refusal;
/** @type {Promise<void>} */
let identified = identify();

async function identify() {
  refusal = undefined;
  try {
    identity = await api.identity();
  } catch (error) {
    refusal = error;
  }
  const open = identity?.mode === "open";
  const who = open ? api.claimedName() || "Everybody" : (identity?.name ?? "Sign in");
  const control = element("identity");
  control.textContent = who;
  control.setAttribute("aria-label", identity ? `Signed in as ${who}. Change` : "Sign in");
}

function askAgain() {
  identified = identify();
  show();
}

const needsCredential = () =>
  h("div", { class: "empty", "data-testid": "needs-credential" },
    h("p", { class: "empty-title" }, "This service wants to know who asks"),
    h("p", null, "Give an API key, or a token of your firm’s identity provider. It stays in this tab, and goes to this service alone."),
    button("Sign in", askWho, { class: "primary" }));

function askWho() {
  const isNameRefused = refusal instanceof api.ProblemError && refusal.status === 400;
  const open = identity ? identity.mode === "open" : isNameRefused;
  const field = /** @type {HTMLInputElement} */ (open
    ? h("input", { id: "who", name: "name", autocomplete: "nickname", maxlength: "100", ...api.PRINTABLE, value: api.claimedName(), "data-testid": "name-field" })
    : h("input", { id: "who", name: "credential", type: "password", autocomplete: "off", spellcheck: "false", ...api.PRINTABLE, value: api.credential(), "data-testid": "credential-field" }));
  const dialog = /** @type {HTMLDialogElement} */ (h("dialog", { class: "dialog", "aria-labelledby": "who-title", "data-testid": "identity-dialog" },
    h("form", { method: "dialog", onsubmit: given },
      h("h2", { id: "who-title" }, open ? "Your name" : "Sign in"),
      h("p", null, open
        ? "This service is open: whoever reaches it may do everything. The name that you give is written beside what you record."
        : "An API key (pgk_…) or a token of your identity provider. It is kept until this tab is closed."),
      h("label", { for: "who" }, open ? "Name" : "API key or token"),
      field,
      identity && h("p", { class: "quiet" }, `Roles now: ${identity.roles.join(", ")}`),
      h("div", { class: "actions" },
        h("button", { class: "primary", value: "use", "data-testid": "use" }, "Use it"),
        h("button", { value: "forget", formnovalidate: true, "data-testid": "forget" }, open ? "No name" : "Sign out"),
        button("Cancel", () => dialog.close())))));
  /** @param {SubmitEvent} event */
  function given(event) {
    const forget = /** @type {HTMLButtonElement} */ (event.submitter)?.value === "forget";
    const value = forget ? undefined : field.value.trim();
    api.identify(open ? { name: value } : { credential: value });
  }
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// ---------------------------------------------------------------------------------------------- whether it answers

const banner = element("banner");
/** @type {number | undefined} */
let watch;

/** @param {"outage" | "degraded" | undefined} kind @param {string} [text] */
function tell(kind, text = "") {
  banner.hidden = !kind;
  banner.className = kind ? `banner ${kind}` : "banner";
  banner.dataset.kind = kind ?? "";
  if (banner.textContent !== text) {
    banner.textContent = text;
  }
}

async function checkHealth() {
  clearTimeout(watch);
  if (document.visibilityState === "visible") {
    try {
      const { degraded, checks, up } = await api.health();
      const what = checks.filter((check) => check.data?.degraded === true || check.status !== "UP").map((check) => check.name).join(", ");
      tell(degraded || !up ? "degraded" : undefined,
        degraded || !up ? `The service goes on with less than it needs (${what || "see /q/health"}): what is known is shown, and nothing can be recorded.` : "");
    } catch (error) {
      if (!(error instanceof api.UnreachableError)) {
        console.error(error);
      }
    }
  }
  watch = window.setTimeout(checkHealth, 1000 * (api.isReachable() ? HEALTH_SECONDS : OUTAGE_SECONDS));
}

api.connection.addEventListener("lost", () => {
  tell("outage", "The service does not answer. What you see is what it said before; this page looks for it every two seconds.");
  clearTimeout(watch);
  watch = window.setTimeout(checkHealth, 1000 * OUTAGE_SECONDS);
});

api.connection.addEventListener("regained", async () => {
  if (isIncomplete) {
    location.reload(); // the address holds what is shown
    return;
  }
  tell(undefined);
  announce("The service answers again");
  const isAmiss = !identity || container.querySelector("[data-testid=failure]");
  if (!identity) {
    identified = identify();
  }
  if (isAmiss) {
    show();
  }
});

// ---------------------------------------------------------------------------------------------- look

const themeControl = element("theme");
const dark = matchMedia("(prefers-color-scheme: dark)");

/** @returns {"light" | "dark"} */
const look = () => /** @type {any} */ (localStorage.getItem(THEME)) ?? (dark.matches ? "dark" : "light");

function applyLook() {
  document.documentElement.dataset.theme = look();
  const other = look() === "dark" ? "light" : "dark";
  themeControl.setAttribute("aria-label", `Use ${other} colours`);
  themeControl.textContent = other === "dark" ? "Dark" : "Light";
  repaint();
}

themeControl.addEventListener("click", () => {
  localStorage.setItem(THEME, look() === "dark" ? "light" : "dark");
  applyLook();
});
dark.addEventListener("change", applyLook);

// ---------------------------------------------------------------------------------------------- start

let started = false;

fill(element("navigation"), Object.entries(VIEWS).map(([route, { name }]) =>
  h("li", null, h("a", { href: href(route), "data-route": route, "data-testid": `nav-${route}` }, name))));
element("identity").addEventListener("click", askWho);
element("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
api.credentials.addEventListener("changed", () => {
  identity = undefined;
  askAgain();
});
followLinksToAnswers((error) => container.prepend(failure(error)));
addEventListener("hashchange", show);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    checkHealth();
  }
});
applyLook();
show().then(prefetch);
started = true;
checkHealth();
