// The kinds of charts, with units on their axes. What all of them share is in chart-frame.js.

import { categories, ceiling, chart, faded, hint, legendHeight, numbers } from "./chart-frame.js";
import { quantity, scale } from "./format.js";
import { choice } from "./ui.js";

export { categories, chart, hint, numbers, repaint } from "./chart-frame.js";

/**
 * @typedef {import("./chart-frame.js").About} About
 * @typedef {import("./chart-frame.js").Theme} Theme
 * @typedef {import("./chart-frame.js").Option} Option
 * @typedef {import("./chart-frame.js").Chart} Chart
 */

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
  const ends = lines.map((line) => at(line.values.at(-1) ?? 0));
  const highest = Math.max(...ends);
  const heightOfLabel = 0.09; // in heights of a chart
  const areClose = lines.length > 1 && heightOfLabel > (log
    ? Math.log(highest / Math.min(...ends)) / Math.log(size / bottom)
    : (highest - Math.min(...ends)) / size);
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
        endLabel: {
          show: true, formatter: line.short, color: index === 0 ? colours.ink : colours.accent, fontSize: 12, distance: 6,
          offset: [0, areClose && index === ends.indexOf(highest) ? -13 : 0],
        },
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
        label: { show: true, position: "top", color: colours.ink, fontSize: colours.narrow ? 10 : 12, formatter: (/** @type {any} */ point) => quantity(point.value, unit, { standardError: errors[point.dataIndex] }) },
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
 *     joined?: boolean, tooltip: (row: number) => HTMLElement}} about
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
        const edge = Math.max(right, end[0] + error) + 6;
        const textWidth = 6.6 * (span.text?.length ?? 0);
        const isCramped = edge + textWidth > params.coordSys.x + params.coordSys.width;
        const textLeft = span.kind === "low" || isCramped;
        const leftEdge = Math.min(left, end[0] - error) - 6;
        const isInside = textLeft && leftEdge - textWidth < params.coordSys.x; // the bar leaves no room on either side
        return {
          type: "group",
          children: [
            { type: "rect", shape: { x: left, y, width: Math.max(right - left, 1.5), height }, style: { fill: colour(span) } },
            error > 0 && { type: "line", shape: { x1: end[0] - error, x2: end[0] + error, y1: y + height / 2, y2: y + height / 2 }, style: { stroke: colours.ink, lineWidth: 1.5 } },
            joined && span.row === undefined && row < rows.length - 1 && { type: "line", shape: { x1: end[0], x2: end[0], y1: y + height, y2: y + rowHeight }, style: { stroke: colours.quiet, lineWidth: 1, lineDash: [2, 2] } },
            span.text && {
              type: "text",
              x: isInside ? Math.max(start[0], end[0] - error) - 6 : textLeft ? leftEdge : edge,
              y: y + height / 2,
              style: { text: span.text, fill: isInside ? colours.surface : colours.ink, align: textLeft ? "right" : "left", verticalAlign: "middle", font: `12px ${colours.font}` },
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
 *     from?: string, to?: string, mark?: {day: string, label: string}}} timeline
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
        label: { formatter: mark.label, position: "start", color: colours.market, fontSize: 12 }, // above: the rows go down
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
