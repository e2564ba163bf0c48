// The controls of a what-if: drivers, gates, weights, milestones. They read the scenario and say how it should change;
// they keep nothing themselves.

import { quantity } from "../format.js";
import { button, choice, fill, h, tip, unique } from "../ui.js";
import { spoken, spokenUnit } from "./driver-values.js";
import {
  DRIVER_GROUPS,
  GATES,
  PACKS,
  STEPS,
  gatesOf,
  nameOf,
  scaleOf,
  startOf,
  stepOf,
  valueAt,
  weightsWithCompany,
  withGate,
} from "./drivers.js";
import { FACT_TYPES, GRADES, presetsAsOf } from "./milestone-presets.js";

/**
 * What the controls are made for.
 * @typedef {object} Setting
 * @property {any[]} catalogue the parameters
 * @property {any} outlook what the ledger and the rules make of them
 * @property {() => any} scenario as it is now
 * @property {(change: (scenario: any) => void) => void} change says how it should be
 */

const PACK_NAMES = /** @type {Record<string, string>} */ ({ sceptic: "Sceptic", house: "House", company: "Company" });

// ---------------------------------------------------------------------------------------------- drivers

/**
 * A driver: a slider, the number beside it, and the way back to what the packs believe.
 * @param {Setting} setting
 * @param {any} parameter of the catalogue
 * @returns {{element: HTMLElement, refresh: () => void}}
 */
function driver({ outlook, scenario, change }, parameter) {
  const { key, unit } = parameter;
  const beliefs = outlook.parameters.find((/** @type {any} */ entry) => entry.key === key).packs;
  const scale = scaleOf(parameter, beliefs);
  const start = startOf(beliefs, outlook.packWeights);
  const id = unique("driver");
  const told = h("output", { class: "driver-told", for: id });
  const slider = /** @type {HTMLInputElement} */ (
    h("input", { id, type: "range", min: 0, max: STEPS, step: 1, "data-testid": `slider-${key}` })
  );
  const field = /** @type {HTMLInputElement} */ (
    h("input", {
      type: "number",
      step: "any",
      min: parameter.minimum,
      max: parameter.maximum,
      "aria-label": `${nameOf(parameter)}, ${spokenUnit(unit)}`,
      "data-testid": `value-${key}`,
    })
  );
  const release = button("Release", () => change((next) => delete next.assumptions?.[key]), {
    class: "link",
    "aria-label": `Release ${nameOf(parameter)}: as uncertain as the packs have it`,
    "data-testid": `release-${key}`,
  });
  const pin = (/** @type {number} */ value) => change((next) => ((next.assumptions ??= {})[key] = value));
  const say = (/** @type {number} */ value) => {
    slider.setAttribute("aria-valuetext", spoken(value, unit));
    told.textContent = spoken(value, unit);
  };
  slider.addEventListener("input", () => {
    const value = valueAt(scale, Number(slider.value));
    field.value = String(value);
    say(value);
  });
  slider.addEventListener("change", () => pin(valueAt(scale, Number(slider.value))));
  field.addEventListener("change", () => {
    if (field.value !== "" && Number.isFinite(field.valueAsNumber)) {
      pin(field.valueAsNumber);
    } else {
      change((next) => delete next.assumptions?.[key]);
    }
  });
  const element = h(
    "div",
    { class: "driver", "data-testid": `driver-${key}` },
    h(
      "div",
      { class: "driver-head" },
      h("label", { for: id }, nameOf(parameter)),
      tip(nameOf(parameter), [
        `${parameter.meaning}. Unit: ${spokenUnit(unit)}; the service takes ${parameter.minimum} to ${parameter.maximum}. Source: ${parameter.source}. `,
        h("code", null, key),
      ]),
      told,
    ),
    h("div", { class: "driver-track" }, slider, marks(scale, beliefs, unit)),
    h("div", { class: "driver-foot" }, field, h("span", { class: "quiet" }, spokenUnit(unit)), release),
  );
  const refresh = () => {
    const value = scenario().assumptions?.[key];
    const pinned = value !== undefined;
    element.classList.toggle("pinned", pinned);
    release.hidden = !pinned;
    field.placeholder = String(Number(start.toPrecision(4)));
    if (typeof value === "number") {
      slider.value = String(stepOf(scale, value));
      field.value = String(value);
      say(value);
    } else {
      slider.value = String(stepOf(scale, start));
      field.value = "";
      slider.setAttribute("aria-valuetext", "as the packs believe");
      told.textContent = pinned ? distributionText(value) : "as believed";
    }
  };
  refresh();
  return { element, refresh };
}

/** @param {any} distribution */
function distributionText(distribution) {
  const [[family, numbers]] = Object.entries(distribution);
  return `${family} ${/** @type {number[]} */ (numbers).join(", ")}`;
}

/**
 * Where the packs are on a slider: a bar from the 5th to the 95th percentile, a mark at the median.
 * @param {any} scale
 * @param {any} beliefs
 * @param {string} unit
 */
function marks(scale, beliefs, unit) {
  const at = (/** @type {number} */ value) => (100 * stepOf(scale, value)) / STEPS;
  const text = PACKS.map((pack) => {
    const { median, p5, p95 } = beliefs[pack];
    return `${PACK_NAMES[pack]} ${spoken(median, unit)}${p95 > p5 ? ` (${spoken(p5, unit)} to ${spoken(p95, unit)})` : ""}`;
  }).join("; ");
  return h(
    "div",
    { class: "driver-marks", role: "img", "aria-label": `Median and 5th to 95th percentile: ${text}`, title: text },
    PACKS.map((pack) => {
      const { median, p5, p95 } = beliefs[pack];
      return h("span", { class: `belief belief-${pack}` },
        placed("i", at(p5), at(p95) - at(p5)),
        placed("b", at(median)));
    }),
  );
}

/**
 * An element along a track. The policy of the page refuses styles in attributes, not those that scripts set.
 * @param {string} tag
 * @param {number} left %
 * @param {number} [width] %
 */
function placed(tag, left, width) {
  const element = h(tag, null);
  element.style.left = `${left}%`;
  if (width !== undefined) {
    element.style.width = `${width}%`;
  }
  return element;
}

/**
 * The drivers by theme, and a way to any other parameter.
 * @param {Setting} setting
 * @returns {{element: HTMLElement, refresh: () => void}}
 */
export function drivers(setting) {
  const known = new Map(setting.catalogue.map((parameter) => [parameter.key, parameter]));
  /** @type {Map<string, {element: HTMLElement, refresh: () => void}>} */
  const shown = new Map();
  const make = (/** @type {string} */ key) => {
    const made = driver(setting, known.get(key));
    shown.set(key, made);
    return made.element;
  };
  const groups = DRIVER_GROUPS.map(({ title, keys }, place) =>
    h("details", { class: "drivers", open: place === 0 },
      h("summary", null, title, h("span", { class: "badge", hidden: true })),
      keys.filter((key) => known.has(key)).map(make)));
  const others = h("div", null);
  const select = /** @type {HTMLSelectElement} */ (
    h("select", { "data-testid": "add-driver" },
      h("option", { value: "" }, "Choose a parameter …"),
      setting.catalogue.filter(({ key }) => !shown.has(key)).map(({ key, meaning }) =>
        h("option", { value: key }, `${meaning} (${key})`)))
  );
  select.addEventListener("change", () => {
    const key = select.value;
    if (key !== "") {
      others.append(make(key));
      select.querySelector(`option[value="${CSS.escape(key)}"]`)?.remove();
      select.value = "";
      shown.get(key)?.element.querySelector("input")?.focus();
    }
  });
  const rest = h("details", { class: "drivers" },
    h("summary", null, "All other parameters", h("span", { class: "badge", hidden: true })),
    h("label", { class: "field" }, h("span", null, `One of ${setting.catalogue.length} parameters`), select),
    others);
  const key = h("p", { class: "belief-key", "aria-hidden": "true" }, PACKS.map((pack) => h("span", { class: pack }, PACK_NAMES[pack])));
  const element = h("div", { "data-testid": "drivers" }, key, groups, rest);
  const refresh = () => {
    for (const key of Object.keys(setting.scenario().assumptions ?? {})) {
      if (known.has(key) && !shown.has(key)) {
        others.append(make(key));
        select.querySelector(`option[value="${CSS.escape(key)}"]`)?.remove();
      }
    }
    shown.forEach((made) => made.refresh());
    for (const group of element.querySelectorAll("details")) {
      const pinned = group.querySelectorAll(".driver.pinned").length;
      const badge = /** @type {HTMLElement} */ (group.querySelector(".badge"));
      badge.hidden = pinned === 0;
      badge.textContent = `${pinned} pinned`;
      if (pinned > 0) {
        group.setAttribute("open", "");
      }
    }
  };
  refresh();
  return { element, refresh };
}

// ---------------------------------------------------------------------------------------------- gates and weights

/**
 * The switches of the gates.
 * @param {Setting} setting
 * @returns {{element: HTMLElement, refresh: () => void}}
 */
export function gates({ outlook, scenario, change }) {
  const element = h("div", { class: "gates", "data-testid": "gates" });
  const refresh = () => {
    const set = /** @type {Record<string, boolean>} */ (gatesOf(scenario()));
    const focused = /** @type {HTMLInputElement | null} */ (document.activeElement);
    const place = focused && element.contains(focused) ? focused.dataset.place : undefined;
    fill(element, GATES.map(({ key, name }) => {
      const chances = outlook.gates[key];
      const now = set[key] === undefined ? "evidence" : set[key] ? "passed" : "failed";
      const row = h("div", { class: "gate", "data-testid": `gate-${key}` },
        h("div", null, h("span", null, name), " ",
          h("span", { class: "quiet" }, PACKS.map((pack) => `${PACK_NAMES[pack].toLowerCase()} ${quantity(chances[pack], "probability")}`).join(" · "))),
        choice({
          legend: name,
          options: [
            { value: "evidence", label: "By the evidence" },
            { value: "passed", label: "Passed" },
            { value: "failed", label: "Failed" },
          ],
          chosen: now,
          onchange: (value) => change((next) => {
            next.effects = withGate(next.effects, key, value === "evidence" ? undefined : value === "passed");
          }),
        }));
      row.querySelectorAll("input").forEach((input) => (input.dataset.place = `${key}-${input.value}`));
      return row;
    }));
    if (place) {
      /** @type {HTMLElement | null} */ (element.querySelector(`[data-place="${place}"]`))?.focus();
    }
  };
  refresh();
  return { element, refresh };
}

/**
 * The prior weight of the company case, the others in their proportions.
 * @param {Setting} setting
 * @returns {{element: HTMLElement, refresh: () => void}}
 */
export function companyWeight({ outlook, scenario, change }) {
  const id = unique("weight");
  const told = h("output", { class: "driver-told", for: id });
  const slider = /** @type {HTMLInputElement} */ (
    h("input", { id, type: "range", min: 0, max: 1, step: 0.01, "data-testid": "slider-company-weight" })
  );
  const release = button("Release", () => change((next) => delete next.packWeights), {
    class: "link",
    "aria-label": "Release the prior weight of the company case",
  });
  const say = () => {
    const text = quantity(Number(slider.value), "probability");
    slider.setAttribute("aria-valuetext", text);
    told.textContent = text;
  };
  slider.addEventListener("input", say);
  slider.addEventListener("change", () =>
    change((next) => (next.packWeights = weightsWithCompany(outlook.priorWeights, Number(slider.value)))));
  const element = h("div", { class: "driver", "data-testid": "driver-company-weight" },
    h("div", { class: "driver-head" },
      h("label", { for: id }, "Prior weight of the company case"),
      tip("Prior weight of the company case",
        `Before the evidence acts. The shipped view is ${quantity(outlook.priorWeights.company, "probability")}; sceptic and house keep their proportions.`),
      told),
    slider,
    h("div", { class: "driver-foot" }, release));
  const refresh = () => {
    const weights = scenario().packWeights;
    slider.value = String(weights?.company ?? outlook.priorWeights.company);
    say();
    release.hidden = weights === undefined;
    element.classList.toggle("pinned", weights !== undefined);
    if (weights === undefined) {
      told.textContent = `${told.textContent}, as the rule set has it`;
    }
  };
  refresh();
  return { element, refresh };
}

// ---------------------------------------------------------------------------------------------- milestones

/** @param {any} fact @param {string} field @param {string | number | undefined} value */
function put(fact, field, value) {
  if (value === undefined || value === "" || Number.isNaN(value)) {
    delete fact[field];
  } else {
    fact[field] = value;
  }
}

/**
 * An assumed milestone that can be edited.
 * @param {any} fact
 * @param {number} place
 * @param {(edit: (fact: any) => void) => void} edit
 * @param {() => void} remove
 */
function milestone(fact, place, edit, remove) {
  const about = /** @type {Record<string, any>} */ (FACT_TYPES)[fact.type];
  const input = (/** @type {string} */ label, /** @type {Record<string, any>} */ attributes, /** @type {(control: HTMLInputElement) => void} */ onchange) =>
    h("label", { class: "field" }, h("span", null, label),
      h("input", { ...attributes, onchange: (/** @type {Event} */ event) => onchange(/** @type {HTMLInputElement} */ (event.target)) }));
  const measures = { ...Object.fromEntries(Object.keys(about?.measures ?? {}).map((name) => [name, undefined])), ...fact.measures };
  return h(
    "li",
    { class: "milestone", "data-testid": `milestone-${place}` },
    h("div", { class: "milestone-head" },
      h("strong", null, fact.title ?? about?.name ?? fact.type),
      h("code", { class: "quiet" }, fact.type),
      button("Remove", remove, { class: "link", "aria-label": `Remove: ${fact.title ?? about?.name ?? fact.type}` })),
    h("div", { class: "milestone-fields" },
      input("On", { type: "date", value: fact.occurredOn, required: true, "data-testid": `milestone-${place}-date` },
        (control) => edit((next) => put(next, "occurredOn", control.value))),
      input([about?.value ?? "Value", fact.unit ?? about?.unit].filter(Boolean).join(", "),
        { type: "number", step: "any", value: fact.value, "data-testid": `milestone-${place}-value` },
        (control) => edit((next) => put(next, "value", control.value === "" ? undefined : control.valueAsNumber))),
      h("label", { class: "field" }, h("span", null, "Grade"),
        h("select", {
          "data-testid": `milestone-${place}-grade`,
          onchange: (/** @type {Event} */ event) => edit((next) => put(next, "grade", /** @type {HTMLSelectElement} */ (event.target).value)),
        }, h("option", { value: "" }, "none"), GRADES.map((grade) =>
          h("option", { value: grade, selected: grade === fact.grade }, grade))))),
    h("details", null,
      h("summary", null, "More of it"),
      h("div", { class: "milestone-fields" },
        Object.entries(measures).map(([name, value]) =>
          input(about?.measures?.[name] ? `${name} (${about.measures[name]})` : name, { type: "number", step: "any", value },
            (control) => edit((next) => {
              next.measures ??= {};
              put(next.measures, name, control.value === "" ? undefined : control.valueAsNumber);
              if (Object.keys(next.measures).length === 0) {
                delete next.measures;
              }
            }))),
        input("Actor", { type: "text", value: fact.actor, placeholder: "SpaceX", maxlength: 200 }, (control) => edit((next) => put(next, "actor", control.value))),
        input("Subject", { type: "text", value: fact.subject, maxlength: 200 }, (control) => edit((next) => put(next, "subject", control.value))),
        input("Evidence quality, 0 to 1", { type: "number", min: 0, max: 1, step: "any", value: fact.evidenceQuality, placeholder: "1" },
          (control) => edit((next) => put(next, "evidenceQuality", control.value === "" ? undefined : control.valueAsNumber))))),
  );
}

/**
 * The assumed milestones: presets, any other type, and what is assumed already.
 * @param {Setting} setting
 * @returns {{element: HTMLElement, refresh: () => void}}
 */
export function milestones({ outlook, scenario, change }) {
  const add = (/** @type {any[]} */ facts) => change((next) => {
    next.hypotheticalMilestones = [...(next.hypotheticalMilestones ?? []), ...structuredClone(facts)];
  });
  const presets = presetsAsOf(outlook.asOf);
  const list = h("ul", { class: "milestones", "data-testid": "milestones" });
  const type = /** @type {HTMLSelectElement} */ (
    h("select", { "data-testid": "milestone-type" },
      Object.entries(FACT_TYPES).map(([key, { name }]) => h("option", { value: key }, `${name} (${key})`)))
  );
  const element = h(
    "div",
    null,
    list,
    h("p", { class: "quiet" }, "Add one, then change its day, value or grade:"),
    h("div", { class: "chips", role: "group", "aria-label": "Milestones to assume" }, presets.map(({ key, name, facts }) =>
      button(name, () => add(facts), { class: "chip", "data-testid": `preset-${key}` }))),
    h("form", {
      class: "fields",
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        add([{ type: type.value, occurredOn: presets[0].facts[0].occurredOn, grade: "MET" }]);
      },
    }, h("label", { class: "field" }, h("span", null, "Any other"), type), h("button", { type: "submit", "data-testid": "add-milestone" }, "Add")),
  );
  let drawn = "";
  const refresh = () => {
    const facts = scenario().hypotheticalMilestones ?? [];
    const now = JSON.stringify(facts);
    if (now === drawn) {
      return;
    }
    drawn = now;
    fill(list, facts.map((/** @type {any} */ fact, /** @type {number} */ index) =>
      milestone(fact, index,
        (edit) => change((next) => {
          edit(next.hypotheticalMilestones[index]);
          drawn = JSON.stringify(next.hypotheticalMilestones); // its fields show it already, and keep their focus
        }),
        () => change((next) => next.hypotheticalMilestones.splice(index, 1)))));
  };
  refresh();
  return { element, refresh };
}

// ---------------------------------------------------------------------------------------------- the rest

/**
 * What is assumed beyond the controls, such as effects by hand of a saved scenario: told, and taken back on demand.
 * @param {Setting} setting
 * @returns {{element: HTMLElement, refresh: () => void}}
 */
export function remainder({ catalogue, scenario, change }) {
  const element = h("div", { "data-testid": "other-assumptions" });
  const known = new Set(catalogue.map((parameter) => parameter.key));
  const refresh = () => {
    const now = scenario();
    const set = gatesOf(now);
    /** @type {{text: string, take: (next: any) => void}[]} */
    const lines = [];
    (now.effects ?? []).forEach((/** @type {any} */ effect, /** @type {number} */ place) => {
      if (!(effect.type === "gate" && effect.gate in set)) {
        lines.push({ text: `Effect by hand: ${JSON.stringify(effect)}`, take: (next) => next.effects.splice(place, 1) });
      }
    });
    for (const key of Object.keys(now.assumptions ?? {})) {
      if (!known.has(key)) {
        lines.push({ text: `Unknown parameter ${key}`, take: (next) => delete next.assumptions[key] });
      }
    }
    if (now.equityBridge) {
      lines.push({ text: `Rest of the company: ${JSON.stringify(now.equityBridge)}`, take: (next) => delete next.equityBridge });
    }
    for (const key of ["startYear", "quarters"]) {
      if (now[key] !== undefined) {
        lines.push({ text: `${key === "quarters" ? "Quarters" : "First year"}: ${now[key]}`, take: (next) => delete next[key] });
      }
    }
    fill(element, lines.length > 0 && [
      h("h3", null, "Also assumed"),
      h("ul", null, lines.map(({ text, take }) => h("li", null, text, " ", button("Take back", () => change(take), { class: "link" })))),
    ]);
  };
  refresh();
  return { element, refresh };
}
