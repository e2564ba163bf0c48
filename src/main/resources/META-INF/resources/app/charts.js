// Charts: one look in light and dark, units on axes, every chart with its rows as a table, as CSV and as a picture.

import { number, quantity, scale } from "./format.js";
import { choice, csv, download, fill, h, table, unique } from "./ui.js";

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
function ceiling(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (STEPS.find((step) => value <= step * power) ?? 10);
}

const STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

/** How much room a legend takes, px. @param {Theme} colours @param {string[]} names */
function legendHeight(colours, names) {
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
const faded = (colour, alpha) => colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`);

// ---------------------------------------------------------------------------------------------- kinds

/**
 * Percentiles over time.
 * @param {About} about
 * @param {{x: (string | number)[], unit: string, bands: {name: string, low: number[], high: number[]}[],
 *     lines: {name: string, short: string, values: number[], errors?: (number | undefined)[], dashed?: boolean}[],
 *     reference?: {value: number, label: string}, log?: boolean, base?: number, floor?: number, yName?: string}} fan widest band first;
 *     `floor` is what lies at the lower edge of a logarithmic axis, and everything below it
 */
export function fan(about, fan) {
  return chart(about, fanOption(fan));
}

/** @param {Parameters<typeof fan>[1]} fan @returns {Option} */
export function fanOption({ x, unit, bands, lines, reference, log = false, base, floor, yName }) {
  const values = [...bands.flatMap((band) => band.high), ...lines.flatMap((line) => line.values)];
  const size = Math.max(...values, reference?.value ?? 0);
  const least = Math.min(...values.concat(bands.flatMap((band) => band.low)).filter((value) => value > 0));
  const bottom = floor ?? 10 ** Math.floor(Math.log10(least));
  const shown = scale(unit, size);
  const at = (/** @type {number} */ value) => (log ? Math.max(value, bottom) : value);
  const names = [...lines, ...bands].map((one) => one.name);
  return (colours) => ({
    grid: { left: log ? 64 : 52, right: colours.narrow ? 52 : 64, top: legendHeight(colours, names) + 34, bottom: 28 },
    legend: { data: names },
    tooltip: {
      trigger: "axis",
      formatter: (/** @type {any[]} */ points) => {
        const i = points[0].dataIndex;
        return hint(String(x[i]), [
          ...lines.map((line) => /** @type {[string, string, string]} */ ([
            colours.accent, line.name, quantity(line.values[i], unit, { standardError: line.errors?.[i] })])),
          ...bands.map((band) => /** @type {[string, string, string]} */ ([
            faded(colours.accent, 0.4), band.name, `${quantity(band.low[i], unit, { scale: shown, bare: true })} to ${quantity(band.high[i], unit, { scale: shown })}`])),
        ]);
      },
    },
    xAxis: categories(colours, x.map(String), { boundaryGap: false }),
    yAxis: numbers(colours, { unit, size, log, base, min: log ? bottom : undefined, name: yName, shown }),
    series: [
      ...bands.map((band, index) => ({
        name: band.name,
        type: "custom",
        silent: true,
        clip: true,
        z: 1 + index,
        itemStyle: { color: faded(colours.accent, 0.16 + 0.13 * index) },
        renderItem: (/** @type {any} */ _params, /** @type {any} */ api) => ({
          type: "polygon",
          shape: {
            points: [
              ...band.high.map((value, i) => api.coord([i, at(value)])),
              ...band.low.map((value, i) => api.coord([i, at(value)])).reverse(),
            ],
          },
          style: { fill: faded(colours.accent, 0.16 + 0.13 * index) },
        }),
        data: [[0, at(band.high[0])]],
      })),
      ...bands.map((band) => ({
        name: `${band.name}: upper edge`,
        type: "line",
        silent: true,
        symbol: "none",
        lineStyle: { width: 0.75, color: faded(colours.accent, 0.6) },
        data: band.high.map(at),
        z: 4,
      })),
      ...lines.map((line, index) => ({
        name: line.name,
        type: "line",
        symbol: "circle",
        symbolSize: 4,
        showSymbol: false,
        z: 6,
        itemStyle: { color: index === 0 ? colours.ink : colours.accent },
        lineStyle: { width: 2, type: line.dashed ? "dashed" : "solid", color: index === 0 ? colours.ink : colours.accent },
        endLabel: { show: true, formatter: line.short, color: index === 0 ? colours.ink : colours.accent, fontSize: 12, distance: 6 },
        labelLayout: { moveOverlap: "shiftY" },
        data: line.values.map(at),
        markLine: index === 0 && reference ? {
          silent: true,
          symbol: "none",
          data: [{ yAxis: reference.value }],
          lineStyle: { color: colours.market, type: "solid", width: 1.5 },
          label: { formatter: reference.label, position: "insideStartTop", color: colours.market, fontSize: 12 },
        } : undefined,
      })),
    ],
  });
}

/**
 * Lines over time or any other categories.
 * @param {About} about
 * @param {{x: (string | number)[], unit: string, xName?: string, yName?: string, log?: boolean, min?: number, max?: number,
 *     colours?: "packs", series: {name: string, values: (number | null)[], errors?: (number | undefined)[], dashed?: boolean,
 *     step?: boolean, points?: boolean}[], reference?: {value: number, label: string}}} lines
 */
export function lines(about, lines) {
  return chart(about, linesOption(lines));
}

/** @param {Parameters<typeof lines>[1]} lines @returns {Option} */
export function linesOption({ x, unit, xName, yName, log = false, min, max, colours: kind, series, reference }) {
  const size = Math.max(...series.flatMap((one) => one.values.map((value) => Math.abs(value ?? 0))), reference?.value ?? 0);
  return (colours) => ({
    grid: {
      left: 52, right: colours.narrow ? 20 : 28, bottom: xName ? 46 : 28,
      top: 34 + (series.length > 1 ? legendHeight(colours, series.map((one) => one.name)) : 0),
    },
    legend: series.length > 1 ? { data: series.map((one) => one.name) } : undefined,
    tooltip: {
      trigger: "axis",
      formatter: (/** @type {any[]} */ points) =>
        hint(String(x[points[0].dataIndex]), points.map((point) => [
          point.color, point.seriesName,
          quantity(series[point.seriesIndex].values[point.dataIndex], unit, { standardError: series[point.seriesIndex].errors?.[point.dataIndex] }),
        ])),
    },
    xAxis: categories(colours, x.map(String), {
      boundaryGap: false, name: xName, nameLocation: "middle", nameGap: 30, nameTextStyle: { color: colours.quiet, fontSize: 12 },
    }),
    yAxis: numbers(colours, { unit, size, log, min, max, name: yName }),
    series: series.map((one, index) => {
      const colour = kind === "packs" ? colours.packs[one.name] : colours.series[index % colours.series.length];
      return {
        name: one.name,
        type: "line",
        step: one.step ? "end" : false,
        symbol: "circle",
        symbolSize: one.points ? 7 : 4,
        showSymbol: one.points === true,
        itemStyle: { color: colour },
        lineStyle: { width: 2, color: colour, type: one.dashed ? "dashed" : "solid" },
        data: one.values,
        markLine: index === 0 && reference ? {
          silent: true, symbol: "none", data: [{ yAxis: reference.value }],
          lineStyle: { color: colours.market, width: 1.5, type: "solid" },
          label: { formatter: reference.label, position: "insideStartTop", color: colours.market, fontSize: 12 },
        } : undefined,
      };
    }),
  });
}

/**
 * Shares of a whole over time, stacked, with patterns.
 * @param {About} about
 * @param {{x: (string | number)[], parts: {name: string, values: number[], quiet?: boolean}[], yName?: string}} shares
 */
export function shares(about, { x, parts, yName }) {
  return chart(about, (colours) => ({
    patterns: true,
    grid: { left: 52, right: 12, top: legendHeight(colours, parts.map((part) => part.name)) + 34, bottom: 28 },
    legend: { data: parts.map((part) => part.name) },
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow" },
      formatter: (/** @type {any[]} */ points) =>
        hint(String(x[points[0].dataIndex]), [...points].reverse().map((point) => [
          typeof point.color === "string" ? point.color : undefined, point.seriesName,
          quantity(parts[point.seriesIndex].values[point.dataIndex], "share")])),
    },
    xAxis: categories(colours, x.map(String)),
    yAxis: numbers(colours, { unit: "share", size: 1, min: 0, max: 1, name: yName }),
    series: parts.map((part, index) => ({
      name: part.name,
      type: "bar",
      stack: "whole",
      barCategoryGap: "18%",
      itemStyle: { color: part.quiet ? colours.line : colours.series[index % colours.series.length] },
      data: part.values,
    })),
  }));
}

/**
 * Bars with whiskers of standard errors.
 * @param {About} about
 * @param {{names: string[], unit: string, values: number[], errors?: number[], yName?: string, tones?: string[],
 *     reference?: {value: number, label: string}}} bars `tones`: a colour variable each, without its dashes
 */
export function bars(about, { names: labels, unit, values, errors = [], yName, tones, reference }) {
  const size = Math.max(...values.map(Math.abs), reference?.value ?? 0);
  return chart(about, (colours) => ({
    grid: { left: 58, right: 16, top: 34, bottom: 30 },
    tooltip: {
      trigger: "item",
      formatter: (/** @type {any} */ point) =>
        hint(labels[point.dataIndex], [[undefined, about.title, quantity(values[point.dataIndex], unit, { standardError: errors[point.dataIndex] })]]),
    },
    xAxis: categories(colours, labels, { axisLabel: { color: colours.ink, interval: 0, fontSize: 12 } }),
    yAxis: numbers(colours, { unit, size, name: yName, max: reference && size > 0 ? ceiling(1.05 * size) : undefined }),
    series: [
      {
        type: "bar",
        barMaxWidth: 56,
        data: values.map((value, i) => ({ value, itemStyle: { color: tones ? tone(colours, tones[i]) : colours.accent } })),
        label: { show: true, position: "top", color: colours.ink, formatter: (/** @type {any} */ point) => quantity(point.value, unit, { standardError: errors[point.dataIndex] }) },
        markLine: reference && {
          silent: true, symbol: "none", data: [{ yAxis: reference.value }], lineStyle: { color: colours.market, width: 1.5, type: "solid" },
          label: { formatter: reference.label, position: "insideEndTop", color: colours.market },
        },
      },
      {
        type: "custom",
        silent: true,
        data: values.map((value, i) => [i, value, errors[i] ?? 0]),
        renderItem: (/** @type {any} */ _params, /** @type {any} */ api) => {
          const low = api.coord([api.value(0), api.value(1) - api.value(2)]);
          const high = api.coord([api.value(0), api.value(1) + api.value(2)]);
          return { type: "line", shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] }, style: { stroke: colours.ink, lineWidth: 1.5 } };
        },
      },
    ],
  }));
}

/** @param {Theme} colours @param {string} name */
const tone = (colours, name) =>
  colours.packs[name] ?? /** @type {Record<string, any>} */ (colours)[name] ?? colours.accent;

/**
 * Bars that lie between two numbers, one row each, with whiskers.
 * @typedef {{name: string, from: number, to: number, standardError?: number, kind?: "total" | "change" | "low" | "high", text?: string, row?: number}} Span
 */

/**
 * @param {Theme} colours
 * @param {{rows: string[], spans: Span[], unit: string, xName?: string, reference?: number,
 *     joined?: boolean, tooltip: (row: number) => HTMLElement, onselect?: (row: number) => void}} about
 */
function spansOption(colours, { rows, spans, unit, xName, reference, joined, tooltip }) {
  const ends = spans.flatMap(({ from, to, kind, standardError = 0 }) => [kind === "total" ? to : from, to - standardError, to + standardError]);
  const low = Math.min(...ends, reference ?? Infinity);
  const high = Math.max(...ends, reference ?? -Infinity);
  const room = (high - low || Math.abs(high) || 1) * (colours.narrow ? 0.3 : 0.16);
  const shown = scale(unit, Math.max(Math.abs(low), Math.abs(high)));
  const colour = (/** @type {Span} */ span) =>
    span.kind === "total" ? colours.accent
      : span.kind === "low" ? colours.series[0]
        : span.kind === "high" ? colours.series[1]
          : span.to >= span.from ? colours.up : colours.down;
  const axis = numbers(colours, { unit, size: Math.max(Math.abs(low), Math.abs(high)), min: low < 0 || joined ? low - room : 0, max: high + room, shown });
  return {
    grid: { left: colours.narrow ? 12 : 296, right: 16, top: 8, bottom: 46 },
    tooltip: { trigger: "item", formatter: (/** @type {any} */ point) => tooltip(spans[point.dataIndex].row ?? point.dataIndex) },
    xAxis: {
      ...axis,
      axisLabel: { ...axis.axisLabel, showMinLabel: false, showMaxLabel: false },
      name: [xName, shown.unit].filter(Boolean).join(", "),
      nameLocation: "middle",
      nameGap: 28,
      nameTextStyle: { color: colours.quiet, fontSize: 12, align: "center" },
    },
    yAxis: categories(colours, rows, {
      inverse: true,
      axisLine: { show: false },
      axisLabel: colours.narrow
        ? { show: false }
        : { color: colours.ink, fontSize: 12, width: 278, overflow: "truncate", interval: 0 },
    }),
    series: [{
      type: "custom",
      clip: true,
      data: spans.map((span, i) => [span.from, span.to, span.row ?? i]),
      encode: { x: [0, 1], y: 2 },
      renderItem: (/** @type {any} */ params, /** @type {any} */ api) => {
        const span = spans[params.dataIndex];
        const row = span.row ?? params.dataIndex;
        const start = span.kind === "total" ? [params.coordSys.x, api.coord([span.to, row])[1]] : api.coord([span.from, row]);
        const end = api.coord([span.to, row]);
        const rowHeight = api.size([0, 1])[1];
        const labelled = colours.narrow;
        const height = Math.min(18, rowHeight * (labelled ? 0.36 : 0.6));
        const y = start[1] - height / 2 + (labelled ? rowHeight * 0.18 : 0);
        const error = span.standardError ? api.coord([span.to + span.standardError, row])[0] - end[0] : 0;
        const left = Math.min(start[0], end[0]);
        const right = Math.max(start[0], end[0]);
        const textLeft = span.kind === "low";
        return {
          type: "group",
          children: [
            { type: "rect", shape: { x: left, y, width: Math.max(right - left, 1.5), height }, style: { fill: colour(span) } },
            error > 0 && { type: "line", shape: { x1: end[0] - error, x2: end[0] + error, y1: y + height / 2, y2: y + height / 2 }, style: { stroke: colours.ink, lineWidth: 1.5 } },
            joined && span.row === undefined && row < rows.length - 1 && { type: "line", shape: { x1: end[0], x2: end[0], y1: y + height, y2: y + rowHeight }, style: { stroke: colours.quiet, lineWidth: 1, lineDash: [2, 2] } },
            span.text && {
              type: "text",
              x: textLeft ? left - 6 : Math.max(right, end[0] + error) + 6,
              y: y + height / 2,
              style: { text: span.text, fill: colours.ink, align: textLeft ? "right" : "left", verticalAlign: "middle", font: `12px ${colours.font}` },
            },
            labelled && {
              type: "text", x: params.coordSys.x, y: y - 4,
              style: { text: rows[row], fill: colours.ink, align: "left", verticalAlign: "bottom", font: `12px ${colours.font}`, width: params.coordSys.width, overflow: "truncate" },
            },
          ].filter(Boolean),
        };
      },
    }, ...(reference === undefined ? [] : [{
      type: "custom",
      silent: true,
      data: [[reference, 0]],
      encode: { x: 0, y: 1 },
      renderItem: (/** @type {any} */ params, /** @type {any} */ api) => {
        const [x] = api.coord([reference, 0]);
        const { y, height } = params.coordSys;
        return { type: "line", shape: { x1: x, x2: x, y1: y, y2: y + height }, style: { stroke: colours.quiet, lineWidth: 1.5 } };
      },
    }])],
  };
}

/**
 * From one total to another, change by change. The axis begins near the least of them, so that small changes are seen.
 * @param {About} about
 * @param {{unit: string, xName?: string, steps: {name: string, before: number, after: number, standardError?: number, total?: boolean, hint?: string}[]}} waterfall
 */
export function waterfall(about, { unit, xName, steps }) {
  const size = Math.max(...steps.map((step) => Math.abs(step.after)));
  const shown = scale(unit, size);
  const spans = steps.map((step) => ({
    name: step.name,
    from: step.before,
    to: step.after,
    standardError: step.standardError,
    kind: /** @type {"total" | "change"} */ (step.total ? "total" : "change"),
    text: quantity(step.total ? step.after : step.after - step.before, unit, { standardError: step.standardError, signed: !step.total, scale: shown, bare: true }),
  }));
  return chart({ height: 40 + steps.length * 34 + 24, ...about }, (colours) =>
    spansOption(colours, {
      rows: steps.map((step) => step.name),
      spans,
      unit,
      xName,
      joined: true,
      tooltip: (row) => hint(steps[row].name, [
        [undefined, steps[row].total ? "Value" : "Change", quantity(steps[row].total ? steps[row].after : steps[row].after - steps[row].before, unit, { standardError: steps[row].standardError, signed: !steps[row].total })],
        ...(steps[row].total ? [] : [/** @type {[undefined, string, string]} */ ([undefined, "Value after it", quantity(steps[row].after, unit)])]),
        ...(steps[row].hint ? [/** @type {[undefined, string, string]} */ ([undefined, "", steps[row].hint])] : []),
      ]),
    }));
}

/**
 * What an answer is at the ends of each input, widest first.
 * @param {About} about
 * @param {{unit: string, base: number, xName?: string, drivers: {name: string, low: number, high: number, lowText: string,
 *     highText: string, lowError?: number, highError?: number}[]}} tornado `low` and `high`: the answer at the low and the high
 *     end of the input; the texts say what these ends are
 */
export function tornado(about, { unit, base, xName, drivers }) {
  const spans = drivers.flatMap((driver, row) => [
    { name: driver.name, row, from: base, to: driver.low, standardError: driver.lowError, kind: /** @type {const} */ ("low"), text: "" },
    { name: driver.name, row, from: base, to: driver.high, standardError: driver.highError, kind: /** @type {const} */ ("high"), text: "" },
  ]);
  return chart({ height: 40 + drivers.length * 34 + 24, ...about }, (colours) =>
    spansOption(colours, {
      rows: drivers.map((driver) => driver.name),
      spans,
      unit,
      xName,
      joined: true,
      reference: base,
      tooltip: (row) => hint(drivers[row].name, [
        [colours.series[0], drivers[row].lowText, quantity(drivers[row].low, unit, { standardError: drivers[row].lowError })],
        [colours.series[1], drivers[row].highText, quantity(drivers[row].high, unit, { standardError: drivers[row].highError })],
        [undefined, "Base", quantity(base, unit)],
      ]),
    }));
}

/**
 * Things on days, in rows; larger marks weigh more.
 * @param {About} about
 * @param {{rows: string[], points: {day: string, row: number, title: string, detail: string, size: number, filled: boolean}[],
 *     from?: string, to?: string, mark?: {day: string, label: string}, onselect?: (index: number) => void}} timeline
 */
export function timeline(about, { rows, points, from, to, mark }) {
  return chart({ height: 60 + rows.length * 26, ...about }, (colours) => ({
    grid: { left: colours.narrow ? 118 : 178, right: 20, top: 26, bottom: 28 },
    tooltip: {
      trigger: "item",
      formatter: (/** @type {any} */ point) => {
        const { title, detail } = points[point.dataIndex];
        return hint(title, [[undefined, detail, ""]]);
      },
    },
    xAxis: {
      type: "time",
      boundaryGap: ["2%", "3%"],
      min: from,
      max: to,
      axisLine: { lineStyle: { color: colours.quiet } },
      axisTick: { show: false },
      splitLine: { show: true, lineStyle: { color: colours.line } },
      axisLabel: { color: colours.quiet, hideOverlap: true, fontSize: 12 },
    },
    yAxis: categories(colours, rows, {
      inverse: true,
      axisLine: { show: false },
      splitLine: { show: true, lineStyle: { color: colours.line } },
      axisLabel: { color: colours.ink, fontSize: colours.narrow ? 11 : 12, interval: 0, width: colours.narrow ? 108 : 168, overflow: "truncate" },
    }),
    series: [{
      type: "scatter",
      data: points.map(({ day, row, size, filled }) => ({
        value: [day, row],
        symbolSize: size,
        itemStyle: filled
          ? { color: faded(colours.accent, 0.75), borderColor: colours.accent, borderWidth: 1 }
          : { color: "transparent", borderColor: colours.quiet, borderWidth: 1 },
      })),
      markLine: mark && {
        silent: true, symbol: "none", data: [{ xAxis: mark.day }],
        lineStyle: { color: colours.market, width: 1.5, type: "solid" },
        label: { formatter: mark.label, position: "end", color: colours.market, fontSize: 12 },
      },
    }],
  }));
}

/** A switch between a linear and a logarithmic axis. @param {boolean} log @param {(log: boolean) => void} onchange @param {string} testid */
export const axisChoice = (log, onchange, testid) =>
  choice({
    legend: "Axis",
    options: [{ value: "linear", label: "Linear" }, { value: "log", label: "Log" }],
    chosen: log ? "log" : "linear",
    onchange: (value) => onchange(value === "log"),
    testid,
  });
