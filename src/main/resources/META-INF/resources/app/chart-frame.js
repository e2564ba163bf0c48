// The frame of every chart: one look in light and dark, its rows as a table and as CSV, a picture of it.

import { number, quantity, scale } from "./format.js";
import { csv, download, fill, h, table, unique } from "./ui.js";

/** Where the service has ECharts from its library; the version is that of pom.xml. */
const ECHARTS = "/_static/echarts/6.0.0/dist/echarts.esm.min.js";
const EXPORT_WIDTH = 1200;

/**
 * @typedef {object} About a chart
 * @property {string} id also its test id and the name of its files
 * @property {string} title
 * @property {string} summary what it shows in a sentence, for whoever does not see it
 * @property {import("./ui.js").Column[]} columns
 * @property {any[]} rows
 * @property {string} [origin] where its numbers come from, written into pictures
 * @property {number} [height] in px
 * @property {Node[]} [controls]
 * @property {boolean} [hideTitle] where a card already has the title
 *
 * @typedef {{ink: string, quiet: string, line: string, surface: string, paper: string, accent: string, market: string,
 *     up: string, down: string, series: string[], packs: Record<string, string>, width: number, narrow: boolean, font: string}} Theme
 *
 * @typedef {(theme: Theme) => object} Option
 * @typedef {{element: HTMLElement, update: (about: Partial<About>, option?: Option) => void}} Chart
 */

/** @type {Promise<any> | undefined} */
let library;

/** ECharts, loaded when the first chart is to be seen. */
const echarts = () => (library ??= import(ECHARTS));

/** @type {Set<{box: HTMLElement, draw: () => void, dispose: () => void}>} */
const shown = new Set();

/** Draws all charts again, in other colours. */
export function repaint() {
  sweep();
  shown.forEach((chart) => chart.draw());
}

/** Frees the charts that are no longer on the page. */
function sweep() {
  for (const chart of shown) {
    if (!chart.box.isConnected) {
      chart.dispose();
      shown.delete(chart);
    }
  }
}

/** The colours in force. @param {number} width of the chart, px @returns {Theme} */
function theme(width) {
  const probe = document.body.appendChild(h("span", { hidden: true }));
  const colour = (/** @type {string} */ name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    ink: colour("ink"),
    quiet: colour("quiet"),
    line: colour("line"),
    surface: colour("surface"),
    paper: colour("paper"),
    accent: colour("accent"),
    market: colour("market"),
    up: colour("up"),
    down: colour("down"),
    series: [1, 2, 3, 4, 5, 6, 7].map((i) => colour(`series-${i}`)),
    packs: { sceptic: colour("sceptic"), house: colour("house"), company: colour("company") },
    width,
    narrow: width < 520,
    font: getComputedStyle(document.body).fontFamily,
  };
  probe.remove();
  return colours;
}

/**
 * A chart with its title, its tools, and its rows behind a button.
 * @param {About} about
 * @param {Option} option of ECharts
 * @returns {Chart}
 */
export function chart(about, option) {
  let current = about;
  let draws = option;
  const title = h("span", { class: about.hideTitle ? "visually-hidden" : "chart-title", id: unique("chart") });
  const tools = h("span", { class: "chart-tools" });
  const controls = h("span", { class: "chart-controls" }, about.controls ?? []);
  const box = h("div", { class: "chart-box", role: "img", "data-testid": `${about.id}-chart` });
  const rows = h("div", { class: "chart-rows", hidden: true });
  const element = h(
    "figure",
    { class: "chart", "data-testid": about.id, "aria-labelledby": title.id },
    h("figcaption", null, title, controls, tools),
    box,
    rows,
  );
  const asTable = h("button", {
    type: "button",
    "aria-expanded": "false",
    "data-testid": `${about.id}-table`,
    onclick: () => {
      rows.hidden = !rows.hidden;
      asTable.setAttribute("aria-expanded", String(!rows.hidden));
      showRows();
    },
  }, "Table");
  tools.append(
    asTable,
    h("button", { type: "button", "data-testid": `${about.id}-csv`, "aria-label": `Rows of “${about.title}” as CSV`, onclick: exportRows }, "CSV"),
    h("button", { type: "button", "data-testid": `${about.id}-png`, "aria-label": `Picture of “${about.title}” as PNG`, onclick: exportPicture }, "PNG"),
  );

  /** @type {any} */
  let instance;
  const self = { box, draw, dispose: () => instance?.dispose() };
  const resized = new ResizeObserver(() => {
    if (instance && box.clientWidth > 0) {
      instance.resize();
      draw();
    }
  });
  const seen = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      seen.disconnect();
      start();
    }
  }, { rootMargin: "300px" });
  describe();
  seen.observe(box);
  return {
    element,
    update(changes, newOption) {
      current = { ...current, ...changes };
      draws = newOption ?? draws;
      describe();
      showRows();
      draw();
    },
  };

  async function start() {
    const { init } = await echarts();
    if (!box.isConnected) {
      return;
    }
    sweep();
    instance = init(box, null, { renderer: "canvas" });
    shown.add(self);
    draw();
    resized.observe(box);
    box.dataset.drawn = "true";
  }

  function describe() {
    fill(title, current.title);
    box.setAttribute("aria-label", `${current.title}. ${current.summary} The button Table shows its rows.`);
    box.style.height = `${current.height ?? 320}px`;
  }

  function draw() {
    if (instance) {
      if (instance.getHeight() !== box.clientHeight) {
        instance.resize();
      }
      instance.setOption(styled(draws, theme(box.clientWidth)), { notMerge: true });
    }
  }

  function showRows() {
    if (!rows.hidden) {
      fill(rows, table({ caption: current.title, columns: current.columns, rows: current.rows, testid: `${current.id}-rows` }));
    }
  }

  function exportRows() {
    download(`perigee-${current.id}.csv`, new Blob([csv(current.columns, current.rows)], { type: "text/csv;charset=utf-8" }));
  }

  async function exportPicture() {
    const { init } = await echarts();
    const colours = theme(EXPORT_WIDTH);
    const height = (current.height ?? 320) + 84;
    const canvas = h("div");
    canvas.style.width = `${EXPORT_WIDTH}px`;
    canvas.style.height = `${height}px`;
    const picture = init(canvas, null, { renderer: "canvas", width: EXPORT_WIDTH, height, devicePixelRatio: 2 });
    const drawn = /** @type {any} */ (styled(draws, colours));
    const grid = { ...drawn.grid, top: (drawn.grid.top ?? 0) + 52, bottom: (drawn.grid.bottom ?? 0) + 32 };
    const legend = drawn.legend && { ...drawn.legend, top: 48 };
    picture.setOption({
      ...drawn,
      animation: false,
      backgroundColor: colours.surface,
      grid,
      legend,
      title: { text: current.title, left: 16, top: 14, textStyle: { color: colours.ink, fontSize: 18, fontWeight: 600, fontFamily: colours.font } },
      graphic: [{ type: "text", left: 16, bottom: 10, style: { text: current.origin ?? "Perigee", fill: colours.quiet, font: `12px ${colours.font}` } }],
    });
    const data = await (await fetchable(picture.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colours.surface })));
    picture.dispose();
    download(`perigee-${current.id}.png`, data);
  }
}

/** @param {string} url a data URL, which the page may not fetch */
function fetchable(url) {
  const bytes = Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (character) => character.charCodeAt(0));
  return new Blob([bytes], { type: "image/png" });
}

/** What all charts share. @param {Option} option @param {Theme} colours */
function styled(option, colours) {
  const own = /** @type {any} */ (option(colours));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    animation: !still,
    animationDuration: 250,
    animationDurationUpdate: 250,
    color: colours.series,
    textStyle: { color: colours.ink, fontFamily: colours.font, fontSize: 12 },
    ...own,
    aria: { enabled: true, label: { enabled: false }, decal: { show: own.patterns === true, decals: own.patterns ? DECALS : undefined } },
    tooltip: own.tooltip && {
      confine: true,
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 12 },
      axisPointer: { lineStyle: { color: colours.quiet } },
      ...own.tooltip,
    },
    legend: own.legend && {
      type: "plain",
      top: 0,
      left: 0,
      itemWidth: 18,
      itemHeight: 10,
      itemGap: 14,
      textStyle: { color: colours.ink, fontSize: 12 },
      inactiveColor: colours.quiet,
      ...own.legend,
    },
  };
}

const HATCH = { color: "rgba(255, 255, 255, 0.45)", symbolSize: 1 };
const DECALS = [
  { symbol: "none" },
  { ...HATCH, symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: -Math.PI / 4 },
  { ...HATCH, symbol: "circle", dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], symbolSize: 0.5 },
  { ...HATCH, symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1, 5], rotation: 0 },
  { ...HATCH, symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: Math.PI / 4 },
  { ...HATCH, symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1, 5], rotation: Math.PI / 2 },
  { symbol: "none" },
];

// ---------------------------------------------------------------------------------------------- parts

/** @param {Theme} colours @param {string[]} values @param {object} [more] */
export const categories = (colours, values, more = {}) => ({
  type: "category",
  data: values,
  axisLine: { lineStyle: { color: colours.quiet } },
  axisTick: { show: false },
  axisLabel: { color: colours.quiet, fontSize: 12, hideOverlap: true },
  ...more,
});

/**
 * An axis of numbers with its unit.
 * @param {Theme} colours
 * @param {{unit: string, size: number, log?: boolean, base?: number, min?: number, max?: number, name?: string, shown?: import("./format.js").Scale}} about
 *     `size`: the largest number, which chooses thousands or millions
 */
export function numbers(colours, { unit, size, log = false, base = 10, min, max, name, shown = scale(unit, size) }) {
  return {
    type: log ? "log" : "value",
    logBase: base,
    min,
    max,
    name: [name, log ? undefined : shown.unit].filter(Boolean).join(", "),
    nameLocation: "end",
    nameGap: 12,
    nameTextStyle: { color: colours.quiet, fontSize: 12, align: "left" },
    axisLine: { show: false },
    axisTick: { show: false },
    splitNumber: 5,
    splitLine: { lineStyle: { color: colours.line, width: 1 } },
    axisLabel: { color: colours.quiet, fontSize: 12, formatter: (/** @type {number} */ value) => (log ? quantity(value, unit) : tick(value / shown.divisor)) },
  };
}

/** The next round number. @param {number} value above 0 */
export function ceiling(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (STEPS.find((step) => value <= step * power) ?? 10);
}

const STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

/** How much room a legend takes, px. @param {Theme} colours @param {string[]} names */
export function legendHeight(colours, names) {
  let rows = 1;
  let used = 0;
  for (const name of names) {
    const width = 40 + 6.6 * name.length;
    if (used + width > colours.width && used > 0) {
      rows += 1;
      used = 0;
    }
    used += width;
  }
  return 24 * rows;
}

/** @param {number} value */
const tick = (value) => (value === 0 ? "0" : number(Number(value.toPrecision(3)), fewest(Number(value.toPrecision(3)))));

/** @param {number} value decimals that it has @returns {number} */
const fewest = (value) => Math.min(6, (String(value).split(".")[1] ?? "").length || (/e-(\d+)/.exec(String(value)) ? 6 : 0));

/**
 * What a tooltip says.
 * @param {string} title
 * @param {[string | undefined, string, string][]} lines colour, name, number
 */
export function hint(title, lines) {
  return h("div", { class: "hint" },
    h("strong", null, title),
    lines.map(([colour, name, text]) => {
      const mark = h("i", { class: "hint-mark", "aria-hidden": "true" });
      mark.style.background = colour ?? "transparent";
      return h("div", { class: "hint-line" }, mark, h("span", null, name), h("b", null, text));
    }));
}

/** @param {string} colour as browsers compute it: `rgb(31, 99, 181)` @param {number} alpha */
export const faded = (colour, alpha) => colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`);
