// The numbers of a what-if: before, after, and their difference with its error where it is known.

import { figure, h, table } from "../ui.js";
import { isCertain } from "./certainty.js";
import { contrast, measuresOf } from "./what-if-measures.js";

/** @typedef {import("./what-if-answer.js").Answer} Answer */

const HEADLINE = ["ev-mean", "implied-weight", "capacity-2035", "parity-2035"];

/**
 * A difference with its error, or why there is none yet.
 * @param {ReturnType<typeof contrast>} difference
 * @param {import("./what-if-measures.js").Measure} measure
 * @param {string} testid
 */
function differenceOf(difference, measure, testid) {
  if (difference.difference === undefined) {
    return [h("span", { class: "quiet" }, "no difference to tell")];
  }
  const { unit } = measure;
  const certain = isCertain(difference.difference, difference.differenceError);
  const shown = figure(difference.difference, { unit, standardError: difference.differenceError, signed: true, testid });
  shown.classList.toggle("uncertain", certain === false);
  return [
    shown,
    certain === false && difference.difference !== 0 && h("span", { class: "quiet" }, " below three errors"),
    difference.differenceError === undefined && h("span", {
      class: "quiet",
      title: "The runs share their draws, so that the error of a difference is not that of its sides; comparisons work it out.",
    }, difference.toCome ? " error to come" : " error not known"),
  ];
}

/** The numbers that come first. @param {Answer} answer @param {Record<string, any>} comparisons */
export function headline({ base, what }, comparisons) {
  const known = measuresOf(what);
  return HEADLINE.flatMap((key) => {
    const measure = known.find((candidate) => candidate.key === key);
    if (!measure) {
      return [];
    }
    const difference = contrast(measure, base, what, comparisons.base);
    const none = key === "implied-weight" && difference.after === undefined;
    return [
      h("div", { class: "tile", "data-testid": `tile-${key}` },
        h("p", { class: "tile-name" }, measure.name),
        h("p", { class: "tile-value" },
          none
            ? h("span", { class: "figure large" }, "none")
            : figure(difference.after, { unit: measure.unit, standardError: difference.afterError, testid: `after-${key}`, large: true, run: what.id, pointer: measure.pointer, label: measure.name })),
        key === "implied-weight" &&
          h("p", { class: "tile-note" }, none && "no weight explains the price; ", "the evidence gives it ", figure(what.packWeights.company, { unit: "probability", testid: "evidence-weight" })),
        h("p", { class: "tile-note" }, "before ", figure(difference.before, { unit: measure.unit, standardError: difference.beforeError, testid: `before-${key}` })),
        what.id === base.id
          ? h("p", { class: "tile-note quiet" }, "nothing assumed yet")
          : h("p", { class: "tile-note" }, differenceOf(difference, measure, `difference-${key}`))),
    ];
  });
}

/** Every number that is compared. @param {Answer} answer @param {Record<string, any>} comparisons */
export function measuresTable({ base, what, against, other }, comparisons) {
  const changed = what.id !== base.id;
  const rows = measuresOf(what).map((measure) => ({
    measure,
    toBase: contrast(measure, base, what, comparisons.base),
    toOther: against && contrast(measure, against, what, comparisons.against),
  }));
  const cell = (/** @type {any} */ row, /** @type {any} */ value, /** @type {any} */ error, /** @type {string} */ stem, /** @type {any} */ run) =>
    figure(value, {
      unit: row.measure.unit,
      standardError: error,
      testid: `${stem}-${row.measure.key}`,
      run: run.id,
      pointer: row.measure.pointer,
      label: row.measure.name,
    });
  const columns = [
    { name: "measure", title: "Number", value: (/** @type {any} */ row) => row.measure.name },
    {
      name: "ledger",
      title: "Ledger as it is",
      unit: "mixed",
      value: (/** @type {any} */ row) => row.toBase.before,
      show: (/** @type {any} */ row) => cell(row, row.toBase.before, row.toBase.beforeError, "table-before", base),
    },
    {
      name: "what_if",
      title: "This what-if",
      unit: "mixed",
      value: (/** @type {any} */ row) => row.toBase.after,
      show: (/** @type {any} */ row) => cell(row, row.toBase.after, row.toBase.afterError, "table-after", what),
    },
    changed && {
      name: "difference",
      title: "Difference",
      unit: "mixed",
      value: (/** @type {any} */ row) => row.toBase.difference,
      show: (/** @type {any} */ row) => h("span", null, differenceOf(row.toBase, row.measure, `table-difference-${row.measure.key}`)),
    },
    against && {
      name: "saved",
      title: other.name,
      unit: "mixed",
      value: (/** @type {any} */ row) => row.toOther.before,
      show: (/** @type {any} */ row) => cell(row, row.toOther.before, row.toOther.beforeError, "table-saved", against),
    },
    against && what.id !== against.id && {
      name: "difference_to_saved",
      title: "Difference to it",
      unit: "mixed",
      value: (/** @type {any} */ row) => row.toOther.difference,
      show: (/** @type {any} */ row) => h("span", null, differenceOf(row.toOther, row.measure, `table-saved-difference-${row.measure.key}`)),
    },
  ].filter(Boolean);
  return table({ caption: "The what-if beside what it is compared with", columns: /** @type {any} */ (columns), rows, testid: "measures", hideCaption: true });
}
