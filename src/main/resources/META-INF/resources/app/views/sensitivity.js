// Sensitivity: what each driver alone does to the value, the capacity and the cost ratio, and what two do together.

import { all, get, send } from "../api.js";
import { chart, categories, hint, tornado } from "../charts.js";
import { count, day, number, quantity, scale, shortDigest } from "../format.js";
import { button, card, choice, download, empty, figure, fill, h, link, loading, table } from "../ui.js";
import { styled } from "./analysis-style.js";
import { isCertain } from "./certainty.js";
import { DRIVER_GROUPS, nameOf, roundTo } from "./drivers.js";
import { driverFigure, spoken } from "./driver-values.js";
import { showJob } from "./jobs.js";
import { TORNADO_METRICS, barsOf, baseOf, matrixOf, valueOfPoint, withoutEffect, yearsOf } from "./tornado.js";

/** The name under which this browser remembers the tornado that was looked at last. */
const LAST = "perigee.tornado";

const QUICK_PATHS = 8_000; // the fewest of a tornado
const FINE_PATHS = 20_000;
const GRID_PATHS = 2_000;
const GRID_STEPS = 5;
const SHOWN_AT_FIRST = 15;

/**
 * @param {HTMLElement} container
 * @param {any} page the context of a view, see perigee.js
 */
export async function show(container, { params: asked, setParams, signal, may }) {
  const wanted = {
    sweep: asked.get("sweep") ?? undefined,
    metric: asked.get("metric") ?? TORNADO_METRICS[0].key,
    year: Number(asked.get("year") ?? 2035),
    scenario: asked.get("scenario") ?? "",
    drivers: asked.get("drivers") ?? "main",
    paths: Number(asked.get("paths") ?? QUICK_PATHS),
    asOf: asked.get("asOf") ?? undefined,
  };
  fill(container, loading("Reading the parameters", 4));
  const [{ items: catalogue }, saved] = await Promise.all([get("/parameters", { signal }), all("/scenarios", { signal }), styled()]);
  const names = new Map(catalogue.map((/** @type {any} */ parameter) => [parameter.key, nameOf(parameter)]));
  const result = h("div", { "data-testid": "tornado-result" });
  const gridBox = h("div", null);

  function remember() {
    const usual = /** @type {Record<string, any>} */ ({ metric: TORNADO_METRICS[0].key, year: 2035, scenario: "", drivers: "main", paths: QUICK_PATHS });
    setParams(Object.fromEntries(Object.entries(wanted).map(([key, value]) =>
      [key, value === undefined || value === usual[key] ? undefined : String(value)])));
  }

  function base() {
    return {
      paths: wanted.paths,
      ...(wanted.asOf ? { asOf: wanted.asOf } : {}),
      ...(wanted.scenario ? { scenarioId: wanted.scenario } : {}),
    };
  }

  async function compute() {
    const body = {
      kind: "tornado",
      base: base(),
      ...(wanted.drivers === "main"
        ? { drivers: DRIVER_GROUPS.flatMap(({ keys }) => keys).filter((key) => names.has(key)).map((parameter) => ({ parameter })) }
        : {}),
    };
    await sweep(result, { body, signal, show: showResult, again: compute });
  }

  /** @param {any} tornadoResult */
  function showResult(tornadoResult) {
    wanted.sweep = tornadoResult.id;
    localStorage.setItem(LAST, tornadoResult.id);
    remember();
    fill(result, tornadoPart(tornadoResult, names, wanted, remember));
    fill(gridBox, gridPart({ catalogue, names, tornadoResult, base, signal, may }));
  }

  const options = h("form", {
    class: "fields",
    "data-testid": "tornado-form",
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      compute();
    },
  },
  h("label", { class: "field" }, h("span", null, "Around"),
    h("select", { "data-testid": "tornado-scenario", onchange: (/** @type {Event} */ event) => (wanted.scenario = /** @type {HTMLSelectElement} */ (event.target).value) },
      h("option", { value: "" }, "the ledger as it is"),
      saved.map((scenario) => h("option", { value: scenario.id, selected: scenario.id === wanted.scenario }, scenario.name)))),
  h("label", { class: "field" }, h("span", null, "Drivers"),
    h("select", { "data-testid": "tornado-drivers", onchange: (/** @type {Event} */ event) => (wanted.drivers = /** @type {HTMLSelectElement} */ (event.target).value) },
      h("option", { value: "main", selected: wanted.drivers === "main" }, "the ones of What if"),
      h("option", { value: "all", selected: wanted.drivers === "all" }, "all that are uncertain"))),
  h("label", { class: "field" }, h("span", null, "Paths of each pack"),
    h("select", { "data-testid": "tornado-paths", onchange: (/** @type {Event} */ event) => (wanted.paths = Number(/** @type {HTMLSelectElement} */ (event.target).value)) },
      [QUICK_PATHS, FINE_PATHS].map((paths) => h("option", { value: paths, selected: paths === wanted.paths }, number(paths, 0))))),
  may("analyst")
    ? h("button", { type: "submit", class: "primary", "data-testid": "compute-tornado" }, "Compute")
    : h("p", { class: "quiet" }, "Computing needs the role analyst."));

  fill(container, h("div", { class: "stack" },
    card({
      title: "What matters most",
      testid: "tornado-card",
      lead: "Each driver alone is put to its low and its high value, the 10th and 90th percentile of what the packs together believe, while all else stays as uncertain as it is.",
      tip: "All simulations share their draws. The error is that of the difference, from the scatter of batches; take three errors for a sign, not two.",
    }, options, result),
    gridBox));
  const last = wanted.sweep ?? localStorage.getItem(LAST) ?? undefined;
  if (last === undefined) {
    fill(result, nothingYet());
    return;
  }
  await sweep(result, {
    id: last,
    signal,
    show: showResult,
    again: compute,
    onmissing: () => {
      localStorage.removeItem(LAST);
      fill(result, nothingYet());
    },
  });
}

const nothingYet = () =>
  empty("No tornado was computed here yet", "It takes two simulations for each driver: about a minute on two cores. Once computed it stays, for everybody. Press Compute.");

/**
 * Computes or finds a sweep, and shows what came of it.
 * @param {HTMLElement} box
 * @param {{id?: string, body?: object, signal: AbortSignal, show: (result: any) => void, again: () => void,
 *     onmissing?: () => void}} about either the id of a sweep or what to sweep over
 */
const sweep = (box, { id, body, signal, show: showResult, again, onmissing }) =>
  showJob(box, {
    label: "Simulating",
    method: id ? "GET" : "POST",
    path: id ? `/sweeps/${id}` : "/sweeps",
    body,
    signal,
    ondone: async (job) => showResult(await get(`/sweeps/${job.id}/results`, { signal })),
    again,
    onmissing,
  });

// ---------------------------------------------------------------------------------------------- the tornado

/**
 * @param {any} result
 * @param {Map<string, string>} names
 * @param {{metric: string, year: number}} wanted
 * @param {() => void} remember
 */
function tornadoPart(result, names, wanted, remember) {
  const years = yearsOf(result);
  if (!years.includes(wanted.year) && years.length > 0) {
    wanted.year = years[Math.floor(years.length / 2)];
  }
  let all = false;
  const box = h("div", null);
  const yearBox = h("span", null);
  const element = h("div", null,
    h("div", { class: "toolbar" },
      choice({
        legend: "Number",
        options: TORNADO_METRICS.map(({ key, name }) => ({ value: key, label: name })),
        chosen: wanted.metric,
        onchange: (value) => {
          wanted.metric = value;
          draw();
        },
        testid: "tornado-metric",
      }),
      yearBox),
    box);
  function draw() {
    remember();
    const metric = /** @type {any} */ (TORNADO_METRICS.find(({ key }) => key === wanted.metric) ?? TORNADO_METRICS[0]);
    fill(yearBox, metric.yearly && choice({
      legend: "Year",
      options: years.map((year) => ({ value: String(year), label: String(year) })),
      chosen: String(wanted.year),
      onchange: (value) => {
        wanted.year = Number(value);
        draw();
      },
      testid: "tornado-year",
    }));
    const bars = barsOf(result, metric, wanted.year);
    const idle = withoutEffect(bars);
    const acting = bars.filter((bar) => bar.reach > 0);
    const shown = all ? acting : acting.slice(0, SHOWN_AT_FIRST);
    const { unit } = metric;
    const title = metric.yearly ? `${metric.name}, end of ${wanted.year}` : metric.name;
    const base = baseOf(bars);
    fill(
      box,
      acting.length === 0
        ? empty("No driver changes this number", "Choose another number or year.")
        : tornado(
            {
              id: "tornado",
              title,
              summary: `Base ${quantity(base, unit)}. Widest: ${acting.slice(0, 3).map((bar) => nameFor(names, bar)).join(", ")}.`,
              columns: columnsOf(names, unit),
              rows: bars,
              origin: `Perigee, sweep ${result.id}`,
            },
            {
              unit,
              base,
              xName: title,
              drivers: shown.map((bar) => ({
                name: nameFor(names, bar),
                low: bar.low.candidate,
                high: bar.high.candidate,
                lowText: `At ${spoken(bar.low.value, bar.unit)}`,
                highText: `At ${spoken(bar.high.value, bar.unit)}`,
                lowError: bar.low.standardError,
                highError: bar.high.standardError,
              })),
            },
          ).element,
      h("p", { class: "key" }, h("span", { class: "key-low" }, "driver low"), " ", h("span", { class: "key-high" }, "driver high"), ` · the line is the base, `,
        figure(base, { unit, testid: "tornado-base", standardError: metric.key === "enterpriseValueUsd" ? result.baseEnterpriseValueUsd.standardError : undefined }), " · whiskers are standard errors of the difference"),
      acting.length > SHOWN_AT_FIRST && button(all ? `Show the first ${SHOWN_AT_FIRST}` : `Show all ${acting.length}`, () => {
        all = !all;
        draw();
      }, { "data-testid": "tornado-all" }),
      barTable(shown, names, unit, title),
      idle.length > 0 && h("p", { class: "quiet" }, `Changes nothing: ${idle.map((bar) => nameFor(names, bar)).join(", ")}.`),
      originOf(result),
    );
  }
  draw();
  return element;
}

/** @param {Map<string, string>} names @param {{parameter: string}} bar */
const nameFor = (names, bar) => names.get(bar.parameter) ?? bar.parameter;

/** @param {Map<string, string>} names @param {string} unit */
const columnsOf = (names, unit) => [
  { name: "parameter", title: "Parameter", value: (/** @type {any} */ bar) => bar.parameter },
  { name: "driver", title: "Driver", value: (/** @type {any} */ bar) => nameFor(names, bar) },
  { name: "driver_unit", title: "Unit of the driver", value: (/** @type {any} */ bar) => bar.unit },
  ...["low", "high"].flatMap((end) => [
    { name: `${end}_value`, title: `${end === "low" ? "Low" : "High"} value`, unit: "", value: (/** @type {any} */ bar) => bar[end].value },
    { name: `${end}_result`, title: "Result", unit, value: (/** @type {any} */ bar) => bar[end].candidate },
    { name: `${end}_difference`, title: "Difference", unit, value: (/** @type {any} */ bar) => bar[end].difference, standardError: (/** @type {any} */ bar) => bar[end].standardError },
  ]),
];

/** @param {any[]} bars @param {Map<string, string>} names @param {string} unit @param {string} title */
function barTable(bars, names, unit, title) {
  const end = (/** @type {"low" | "high"} */ which) => [
    {
      name: which,
      title: which === "low" ? "Low" : "High",
      unit: "mixed",
      value: (/** @type {any} */ bar) => bar[which].value,
      show: (/** @type {any} */ bar) => driverFigure(bar[which].value, bar.unit, `${which}-value-${bar.parameter}`),
    },
    {
      name: `${which}_difference`,
      title: "Difference",
      unit,
      value: (/** @type {any} */ bar) => bar[which].difference,
      show: (/** @type {any} */ bar) => {
        const shown = figure(bar[which].difference, { unit, standardError: bar[which].standardError, signed: true, testid: `${which}-difference-${bar.parameter}` });
        shown.classList.toggle("uncertain", !isCertain(bar[which].difference, bar[which].standardError));
        return shown;
      },
    },
  ];
  return table({
    caption: `${title}: differences to the base with their standard errors`,
    testid: "tornado-rows-shown",
    rows: bars,
    columns: [
      { name: "driver", title: "Driver", value: (bar) => bar.parameter, show: (bar) => link(`#/what-if?${bar.parameter}=${bar.high.value}`, nameFor(names, bar)) },
      ...end("low"),
      ...end("high"),
    ],
  });
}

/** @param {any} result */
function originOf({ id, provenance }) {
  return h("p", { class: "quiet", "data-testid": "tornado-origin" },
    "Sweep ", link(`/api/v1/sweeps/${id}/results`, h("code", null, id.slice(0, 12))),
    `, as of ${day(provenance.asOf)}, rule set ${shortDigest(provenance.ruleSet)}, ${number(provenance.paths, 0)} paths of each pack`,
    provenance.batches && ` in ${count(provenance.batches, "batch", "batches")}`, `, seed ${provenance.seed}, core ${provenance.coreVersion}. `,
    button("All rows as CSV", () => downloadRows(id), { class: "link", "data-testid": "sweep-csv" }));
}

/** @param {string} id of a sweep */
async function downloadRows(id) {
  const response = await send("GET", `/sweeps/${id}/results`, { headers: { Accept: "text/csv" } });
  download(`perigee-sweep-${id}.csv`, await response.blob());
}

// ---------------------------------------------------------------------------------------------- the grid

/**
 * Two drivers together, over evenly spaced values.
 * @param {{catalogue: any[], names: Map<string, string>, tornadoResult: any, base: () => any, signal: AbortSignal, may: (role: string) => boolean}} about
 */
function gridPart({ catalogue, names, tornadoResult, base, signal, may }) {
  const bars = barsOf(tornadoResult, TORNADO_METRICS[0], 0);
  const box = h("div", { "data-testid": "grid-result" });
  const chosen = [bars[0], bars[1]].map((bar) => bar?.parameter);
  const select = (/** @type {number} */ place) =>
    h("select", {
      "data-testid": `grid-axis-${place + 1}`,
      onchange: (/** @type {Event} */ event) => (chosen[place] = /** @type {HTMLSelectElement} */ (event.target).value),
    }, bars.map((bar) => h("option", { value: bar.parameter, selected: bar.parameter === chosen[place] }, nameFor(names, bar))));
  const axis = (/** @type {string} */ parameter) => {
    const bar = /** @type {any} */ (bars.find((candidate) => candidate.parameter === parameter));
    const step = (bar.high.value - bar.low.value) / (GRID_STEPS - 1);
    return {
      parameter,
      values: Array.from({ length: GRID_STEPS }, (_, i) => roundTo(bar.low.value + i * step, Math.abs(step) / 20)),
    };
  };
  async function compute() {
    const axes = chosen[0] === chosen[1] ? [axis(chosen[0])] : chosen.map(axis);
    const body = { kind: "grid", base: { ...base(), paths: GRID_PATHS }, axes };
    await sweep(box, { body, signal, show: (grid) => fill(box, gridResult(grid, catalogue, names)), again: compute });
  }
  fill(box, empty("Choose two drivers", `${GRID_STEPS} values of each between its low and its high, every pair a run of its own.`));
  return card(
    { title: "Two drivers together", testid: "grid-card", lead: "Both are pinned, so that the grid tells nothing of their uncertainty." },
    h("form", {
      class: "fields",
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        compute();
      },
    },
    h("label", { class: "field" }, h("span", null, "Down"), select(0)),
    h("label", { class: "field" }, h("span", null, "Across"), select(1)),
    may("analyst")
      ? h("button", { type: "submit", "data-testid": "compute-grid" }, "Compute")
      : h("p", { class: "quiet" }, "Computing needs the role analyst.")),
    box,
  );
}

/** @param {any} grid @param {any[]} catalogue @param {Map<string, string>} names */
function gridResult(grid, catalogue, names) {
  let metric = TORNADO_METRICS[0].key;
  const year = 2035;
  const box = h("div", null);
  const unitOf = (/** @type {string} */ key) => catalogue.find((parameter) => parameter.key === key)?.unit ?? "";
  function draw() {
    const { rows, columns, cells } = matrixOf(grid);
    const [first, second] = grid.axes;
    const about = /** @type {any} */ (TORNADO_METRICS.find(({ key }) => key === metric));
    const { unit } = about;
    const title = `${about.name}${about.yearly ? `, end of ${year}` : ""}`;
    const values = cells.flat().map((point) => valueOfPoint(point, metric, year));
    const shown = scale(unit, Math.max(...values.map(({ value }) => Math.abs(value))));
    const tableRows = cells.map((line, i) => ({ value: rows[i], line }));
    fill(box, heatMap({ grid, rows, columns, cells, metric, year, unit, shown, title, names, unitOf }), table({
      caption: `${title}: ${names.get(first.parameter)} down${second ? `, ${names.get(second.parameter)} across` : ""}`,
      testid: "grid-rows",
      rows: tableRows,
      columns: [
        { name: first.parameter, title: names.get(first.parameter) ?? first.parameter, unit: "mixed", value: (row) => row.value, show: (row) => spoken(row.value, unitOf(first.parameter)) },
        ...columns.map((column, j) => ({
          name: `at_${column}`,
          title: column === undefined ? title : spoken(column, unitOf(second.parameter)),
          unit,
          value: (/** @type {any} */ row) => valueOfPoint(row.line[j], metric, year).value,
          show: (/** @type {any} */ row) => {
            const { value, standardError } = valueOfPoint(row.line[j], metric, year);
            return figure(value, { unit, standardError, scale: shown });
          },
        })),
      ],
    }), originOf(grid));
  }
  draw();
  return h("div", null, choice({
    legend: "Number",
    options: TORNADO_METRICS.map(({ key, name, yearly }) => ({ value: key, label: yearly ? `${name}, ${year}` : name })),
    chosen: metric,
    onchange: (value) => {
      metric = value;
      draw();
    },
    testid: "grid-metric",
  }), box);
}

/** @param {any} about */
function heatMap({ grid, rows, columns, cells, metric, year, unit, shown, title, names, unitOf }) {
  const [first, second] = grid.axes;
  const points = cells.flatMap((/** @type {any[]} */ line, /** @type {number} */ i) =>
    line.map((point, j) => ({ i, j, ...valueOfPoint(point, metric, year) })));
  const numbers = points.map((/** @type {any} */ point) => point.value);
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  return chart({
    id: "grid",
    title: [title, shown.unit].filter(Boolean).join(", "),
    summary: `From ${quantity(low, unit)} to ${quantity(high, unit)}.`,
    height: 90 + rows.length * 44,
    rows: points,
    columns: [
      { name: first.parameter, title: names.get(first.parameter), unit: "", value: (/** @type {any} */ point) => rows[point.i] },
      ...(second ? [{ name: second.parameter, title: names.get(second.parameter), unit: "", value: (/** @type {any} */ point) => columns[point.j] }] : []),
      { name: metric, title, unit, value: (/** @type {any} */ point) => point.value, standardError: (/** @type {any} */ point) => point.standardError },
    ],
    origin: `Perigee, sweep ${grid.id}`,
  }, (colours) => ({
    grid: { left: 86, right: 16, top: 12, bottom: 48 },
    tooltip: {
      trigger: "item",
      formatter: (/** @type {any} */ item) => {
        const point = points[item.dataIndex];
        return hint(quantity(point.value, unit, { standardError: point.standardError }), [
          [undefined, names.get(first.parameter) ?? "", spoken(rows[point.i], unitOf(first.parameter))],
          ...(second ? [/** @type {[undefined, string, string]} */ ([undefined, names.get(second.parameter) ?? "", spoken(columns[point.j], unitOf(second.parameter))])] : []),
        ]);
      },
    },
    xAxis: categories(colours, columns.map((/** @type {any} */ value) => (value === undefined ? "" : spoken(value, unitOf(second.parameter)))), {
      name: second ? names.get(second.parameter) : undefined, nameLocation: "middle", nameGap: 28, nameTextStyle: { color: colours.quiet },
    }),
    yAxis: categories(colours, rows.map((/** @type {number} */ value) => spoken(value, unitOf(first.parameter))), { inverse: true, axisLabel: { color: colours.ink, fontSize: 12, interval: 0 } }),
    visualMap: { show: false, min: low, max: high, inRange: { color: [colours.surface, colours.accent] } },
    series: [{
      type: "heatmap",
      data: points.map((/** @type {any} */ { i, j, value }) => [j, i, value]),
      itemStyle: { borderColor: colours.line, borderWidth: 1 },
      label: {
        show: true,
        fontSize: 12,
        color: colours.ink,
        backgroundColor: colours.surface,
        padding: [2, 4],
        borderRadius: 3,
        formatter: (/** @type {any} */ item) => quantity(points[item.dataIndex].value, unit, { scale: shown, bare: true }),
      },
    }],
  })).element;
}
