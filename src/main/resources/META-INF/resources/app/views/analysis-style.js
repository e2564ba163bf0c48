// The look of the views for analysts, beyond what all views share; loaded with the first of them.

import { h } from "../ui.js";

/** @type {Promise<unknown> | undefined} */
let loaded;

/** Loads the look once, and waits for it, so that nothing jumps. */
export const styled = () =>
  (loaded ??= new Promise((resolve) => {
    document.head.append(h("link", { rel: "stylesheet", href: "/app/views/analysis.css", onload: resolve, onerror: resolve }));
  }));
