// What views are made of: elements, cards, numbers, tables, states.

import { ProblemError, UnreachableError } from "./api.js";
import { number as plain, percent, quantity, words } from "./format.js";

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * An element. Attributes that are functions listen, `true` stands alone, `false` and `undefined` are left out.
 * @param {string} tag
 * @param {Record<string, any> | null} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") {
      element.addEventListener(name.replace(/^on/, ""), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...present(children));
  return element;
}

/** @param {(Child | Child[])[]} children @returns {(Node | string)[]} */
const present = (children) =>
  children
    .flat()
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));

/** Replaces what an element shows. @param {Element} container @param {...(Child | Child[])} children */
export function fill(container, ...children) {
  container.replaceChildren(...present(children));
}

let names = 0;

/** A name for an element that another refers to. @param {string} stem */
export const unique = (stem) => `${stem}-${++names}`;

// ---------------------------------------------------------------------------------------------- cards, tips, links

/**
 * A part of a view under a heading.
 * @param {{title: string, testid: string, lead?: Child | Child[], tip?: string, wide?: boolean, level?: 2 | 3}} about
 * @param {...(Child | Child[])} children
 */
export function card({ title, testid, lead, tip: explanation, wide = false, level = 2 }, ...children) {
  const id = unique("card");
  return h(
    "section",
    { class: wide ? "card wide" : "card", "aria-labelledby": id, "data-testid": testid },
    h("header", { class: "card-head" },
      h("h" + level, { id }, title),
      explanation && tip(title, explanation)),
    lead && h("p", { class: "lead" }, lead),
    ...children,
  );
}

/**
 * Says what a term means, on demand.
 * @param {string} term
 * @param {Child | Child[]} explanation
 */
export function tip(term, explanation) {
  const id = unique("tip");
  const panel = h("span", { id, popover: "auto", class: "tip-panel", role: "note" }, explanation);
  const button = h("button", { type: "button", class: "tip", popovertarget: id, "aria-label": `What is meant: ${term}` }, "?");
  panel.addEventListener("beforetoggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === "open") {
      placeBeside(panel, button);
    }
  });
  return h("span", { class: "tip-frame" }, button, panel);
}

/** @param {HTMLElement} panel @param {HTMLElement} anchor */
function placeBeside(panel, anchor) {
  const box = anchor.getBoundingClientRect();
  const width = Math.min(320, innerWidth - 24);
  panel.style.width = `${width}px`;
  panel.style.left = `${Math.max(12, Math.min(box.left, innerWidth - width - 12))}px`;
  const below = box.bottom + 6;
  const isLow = below > innerHeight * 0.7;
  panel.style.top = isLow ? "auto" : `${below}px`;
  panel.style.bottom = isLow ? `${innerHeight - box.top + 6}px` : "auto";
}

/** @param {string} href @param {...Child} children */
export const link = (href, ...children) => h("a", { href }, ...children);

/** A link that leaves the service. @param {string} href @param {...Child} children */
export const outwardLink = (href, ...children) =>
  h("a", { href, class: "outward", target: "_blank", rel: "noopener noreferrer" }, ...children);

/** An address, or a file in a repository: `github:owner/name:path`. */
const SOURCE = /https?:\/\/[^\s;)]+|github:([\w.-]+\/[\w.-]+):([^\s;)]+)/g;

/**
 * The sources of a fact: addresses and files in repositories as links, the words between as they are.
 * @param {string | undefined} text the API's `sourceUrl`
 */
export function sources(text = "") {
  const list = h("span", { class: "sources" });
  let end = 0;
  for (const match of text.matchAll(SOURCE)) {
    const [whole, repository, path] = match;
    list.append(
      text.slice(end, match.index),
      repository
        ? outwardLink(`https://github.com/${repository}/blob/HEAD/${path}`, path.split("/").at(-1) ?? path)
        : outwardLink(whole, new URL(whole).hostname.replace(/^www\./, "")));
    end = match.index + whole.length;
  }
  list.append(text.slice(end));
  return text ? list : h("span", { class: "quiet" }, "no source given");
}

/** @type {Record<string, string>} */
const TONES = { MET: "good", PARTIAL: "warn", MISSED: "bad", FAILED: "bad" };

/** How a milestone came out, or another word that stands out. @param {string} word @param {string} [tone] good, warn or bad */
export const badge = (word, tone = TONES[word] ?? "") => h("span", { class: `badge ${tone}` }, words(word).toLowerCase());

// ---------------------------------------------------------------------------------------------- numbers

/**
 * A number of the API: with its unit, its error, and a way to where it came from.
 * @param {number | null | undefined} value exactly as the API gives it
 * @param {{unit: string, standardError?: number | null, label?: string, testid?: string, signed?: boolean,
 *     scale?: import("./format.js").Scale, run?: string, pointer?: string, large?: boolean, bare?: boolean}} about with
 *     `run` and `pointer` (into the run's answer) the number opens its trace; `label` names it there
 */
export function figure(value, { unit, standardError, label, testid, signed, scale, run, pointer, large, bare }) {
  const text = quantity(value, unit, { standardError, signed, scale, bare });
  const attributes = {
    class: large ? "figure large" : "figure",
    "data-value": value ?? undefined,
    "data-standard-error": standardError ?? undefined,
    "data-unit": unit,
    "data-testid": testid,
  };
  if (!run || !pointer || value === null || value === undefined) {
    return h("span", attributes, text);
  }
  return h(
    "button",
    {
      ...attributes,
      type: "button",
      class: `${attributes.class} traceable`,
      title: "Where this number comes from",
      "aria-label": `${label ? `${label}: ` : ""}${text}. Show where it comes from`,
      "data-pointer": pointer,
      onclick: async () => (await import("./trace.js")).showTrace({ run, pointer, label, unit }),
    },
    text,
  );
}

// ---------------------------------------------------------------------------------------------- tables

/**
 * A column of rows that are shown and exported.
 * @typedef {object} Column
 * @property {string} name of the column in CSV, with its unit: `capacity_mean_kw`
 * @property {string} title of the column on the page
 * @property {string} [unit] of the API; a column with one holds numbers
 * @property {(row: any) => any} value exact, as the API gives it
 * @property {(row: any) => number | null | undefined} [standardError]
 * @property {(row: any) => Child} [show] instead of the value
 *
 * @param {{caption: string, columns: Column[], rows: any[], testid?: string, hideCaption?: boolean,
 *     rowAttributes?: (row: any) => Record<string, any>}} content
 */
export function table({ caption, columns, rows, testid, hideCaption = false, rowAttributes }) {
  return h(
    "div",
    { class: "table-frame", tabindex: "0", role: "region", "aria-label": caption },
    h(
      "table",
      { "data-testid": testid },
      h("caption", { class: hideCaption ? "visually-hidden" : undefined }, caption),
      h("thead", null, h("tr", null, columns.map((column) =>
        h("th", { scope: "col", class: column.unit === undefined ? undefined : "numeric" }, column.title)))),
      h("tbody", null, rows.map((row) =>
        h("tr", rowAttributes?.(row) ?? null, columns.map((column, index) => cell(column, row, index === 0))))),
    ),
  );
}

/** @param {Column} column @param {any} row @param {boolean} heads */
function cell(column, row, heads) {
  const value = column.value(row);
  const numeric = column.unit !== undefined;
  const shown = column.show
    ? column.show(row)
    : !numeric
      ? value
      : column.unit === "year"
        ? value
        : quantity(value, column.unit ?? "", { standardError: column.standardError?.(row) });
  return h(
    heads ? "th" : "td",
    { scope: heads ? "row" : undefined, class: numeric ? "numeric" : undefined, "data-value": numeric ? value : undefined },
    shown,
  );
}

/**
 * Rows as CSV (RFC 4180), numbers exact.
 * @param {Column[]} columns
 * @param {any[]} rows
 */
export function csv(columns, rows) {
  const errors = (/** @type {Column} */ column) => (column.standardError ? [column.standardError] : []);
  const head = columns.flatMap((column) => [column.name, ...errors(column).map(() => `${column.name}_standard_error`)]);
  const lines = rows.map((row) =>
    columns.flatMap((column) => [column.value(row), ...errors(column).map((error) => error(row))]));
  return [head, ...lines].map((line) => line.map(field).join(",")).join("\r\n") + "\r\n";
}

/** @param {any} value text that a spreadsheet would take for a formula is quoted with an apostrophe */
function field(value) {
  if (typeof value === "number") {
    return String(value);
  }
  const text = value === undefined || value === null ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Gives a file to whoever looks. @param {string} name @param {Blob} content */
export function download(name, content) {
  const url = URL.createObjectURL(content);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

// ---------------------------------------------------------------------------------------------- controls

/**
 * Exclusive choices, as radio buttons.
 * @param {{legend: string, options: {value: string, label: string}[], chosen: string, onchange: (value: string) => void,
 *     testid?: string}} about
 */
export function choice({ legend, options, chosen, onchange, testid }) {
  const name = unique("choice");
  return h(
    "fieldset",
    { class: "choice", "data-testid": testid },
    h("legend", { class: "visually-hidden" }, legend),
    options.map(({ value, label }) =>
      h("label", null,
        h("input", { type: "radio", name, value, checked: value === chosen, onchange: () => onchange(value) }),
        h("span", null, label))),
  );
}

/** @param {string} label @param {(event: Event) => unknown} onclick @param {Record<string, any>} [attributes] */
export const button = (label, onclick, attributes = {}) => h("button", { type: "button", onclick, ...attributes }, label);

// ---------------------------------------------------------------------------------------------- states

/** What will be here, before it is. @param {string} label @param {number} [lines] */
export const loading = (label, lines = 3) =>
  h("div", { class: "loading", role: "status", "data-testid": "loading" },
    h("span", { class: "visually-hidden" }, label),
    Array.from({ length: lines }, () => h("span", { class: "bone", "aria-hidden": "true" })));

/** Nothing is here, and why, and what to do. @param {string} title @param {...Child} children */
export const empty = (title, ...children) =>
  h("div", { class: "empty", "data-testid": "empty" }, h("p", { class: "empty-title" }, title), children.length > 0 && h("p", null, ...children));

/**
 * Long work that goes on.
 * @param {string} label
 * @param {() => Promise<unknown>} [oncancel]
 * @returns {{element: HTMLElement, update: (share: number, state?: string) => void}}
 */
export function progress(label, oncancel) {
  const bar = /** @type {HTMLProgressElement} */ (h("progress", { max: "1", "aria-label": label }));
  const told = h("span", { class: "quiet", role: "status" }, "waiting");
  const stop = oncancel && button("Cancel", async (event) => {
    /** @type {HTMLButtonElement} */ (event.currentTarget).disabled = true;
    await oncancel();
  }, { "data-testid": "cancel" });
  return {
    element: h("div", { class: "progress", "data-testid": "progress" }, h("span", null, label), bar, told, stop),
    update(share, state) {
      bar.value = share;
      told.textContent = state === "queued" ? "waiting for its turn" : percent(Math.round(share * 100) / 100);
    },
  };
}

/** @type {Record<number, string>} what whoever looks can do about a status */
const REMEDIES = {
  400: "Check what was entered.",
  401: "Give an API key or a token: button “Sign in” at the top.",
  403: "Your roles do not cover this. Ask whoever grants them, or sign in as somebody else.",
  404: "It may have been deleted, or the link is not complete.",
  409: "Reload to see how things stand, and try again.",
  410: "It was cancelled. Start it again.",
  412: "Somebody changed it meanwhile. Reload, and make your change again.",
  422: "Change what is named below, and try again.",
  429: "Too much was asked for in a short time. Wait a little.",
  503: "The service is busy or lacks its database. Try again shortly.",
  504: "It took too long. Try with fewer paths.",
};

/**
 * What went wrong, in the words of the service, and what to do.
 * @param {unknown} error
 * @param {() => void} [retry]
 */
export function failure(error, retry) {
  const again = retry && button("Try again", retry, { "data-testid": "retry" });
  if (error instanceof UnreachableError) {
    return h("div", { class: "failure", role: "alert", "data-testid": "failure" },
      h("p", { class: "failure-title" }, "The service does not answer"),
      h("p", null, "This part shows itself as soon as it is back."), again);
  }
  if (!(error instanceof ProblemError)) {
    console.error(error);
    return h("div", { class: "failure", role: "alert", "data-testid": "failure" },
      h("p", { class: "failure-title" }, "This part of the page failed"),
      h("p", null, error instanceof Error ? error.message : String(error)),
      h("p", null, "Reload the page; if it fails again, report this sentence."), again);
  }
  const { problem, requestId, retryAfter } = error;
  return h("div", { class: "failure", role: "alert", "data-testid": "failure", "data-status": problem.status },
    h("p", { class: "failure-title" }, problem.title),
    problem.detail && h("p", null, problem.detail),
    violations(problem.errors),
    h("p", null, REMEDIES[problem.status] ?? "Try again; if it fails again, report the request below.",
      retryAfter && ` In ${plain(retryAfter, 0)} seconds, at the earliest.`),
    h("p", { class: "quiet" }, `Status ${problem.status}`, requestId && `, request ${requestId}`),
    again);
}

/** @param {import("./api.js").Violation[] | undefined} errors */
export const violations = (errors) =>
  errors && errors.length > 0 &&
  h("ul", { class: "violations" }, errors.map((error) =>
    h("li", null,
      h("code", null, place(error)), " ",
      error.expected, error.actual !== undefined && [": got ", h("code", null, error.actual)])));

/** @param {import("./api.js").Violation} error */
const place = ({ pointer, file, line, column }) =>
  file ? [file, line, column].filter((part) => part !== undefined).join(":") : pointer || "request";

/**
 * Shows what a promise gives, what it does until then, and why it failed.
 * @param {HTMLElement} container
 * @param {() => Promise<Child | Child[]>} work
 * @param {string} label of what is awaited
 */
export async function awaited(container, work, label) {
  fill(container, loading(label));
  container.setAttribute("aria-busy", "true");
  try {
    const content = await work();
    fill(container, ...(Array.isArray(content) ? content : [content]));
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) {
      fill(container, failure(error, () => awaited(container, work, label)));
    }
  } finally {
    container.removeAttribute("aria-busy");
  }
}
