// One chart for a page elsewhere: /embed/{chart}?run=&scenario=&asOf=&theme=

import { get, run as makeRun, UnreachableError } from "./api.js";
import { day } from "./format.js";
import { repaint } from "./chart-frame.js";
import { capacityChart, costRatioChart, credenceScale, valuationChart } from "./run-charts.js";
import { failure, figure, fill, h, loading, outwardLink, progress } from "./ui.js";

const THEMES = ["light", "dark"];

/** @type {Record<string, {title: string, draw: (run: any) => Node[]}>} */
const CHARTS = {
  capacity: { title: "Compute capacity on orbit", draw: (run) => [capacityChart(run).element] },
  "cost-ratio": { title: "Cost of compute on orbit over that on the ground", draw: (run) => [costRatioChart(run).element] },
  valuation: { title: "Value of the orbital programme", draw: (run) => [valuationChart(run).element] },
  credence: { title: "Credence in the company case", draw: credence },
};

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const params = new URLSearchParams(location.search);
const chart = CHARTS[location.pathname.split("/").at(-1) ?? ""];

/** @param {any} run */
function credence(run) {
  const { marketImplied: market } = run.valuation;
  return [
    h("p", { class: "statement" }, market.statement),
    h("p", null, "Market price: ",
      market.companyPackWeight === undefined
        ? "no weight explains it"
        : figure(market.companyPackWeight, { unit: "probability", standardError: market.standardError, testid: "implied-credence" }),
      "; evidence: ", figure(run.packWeights.company, { unit: "probability", testid: "evidence-credence" })),
    credenceScale(run),
  ];
}

/** The run that the address names, or the one of the day. */
async function theRun() {
  const id = params.get("run");
  if (id) {
    return get(`/runs/${encodeURIComponent(id)}`);
  }
  const working = progress("Running the scenario");
  const asOf = params.get("asOf") ?? undefined;
  const scenarioId = params.get("scenario") ?? undefined;
  return makeRun({ asOf, scenarioId }, {
    onProgress: (job) => {
      if (!working.element.isConnected) {
        fill(main, working.element);
      }
      working.update(job.progress, job.state);
    },
  });
}

async function show() {
  fill(main, loading("The chart is being read", 5));
  try {
    const run = await theRun();
    fill(main,
      h("h1", { class: "embed-title" }, chart.title),
      ...chart.draw(run),
      h("p", { class: "quiet embed-origin" },
        `Facts known on ${day(run.provenance.asOf)}. `, outwardLink(`/#/today?asOf=${run.provenance.asOf}`, "Perigee")));
  } catch (error) {
    fill(main, failure(error, show));
    if (error instanceof UnreachableError) {
      setTimeout(show, 5000);
    }
  }
}

const theme = params.get("theme");
const dark = matchMedia("(prefers-color-scheme: dark)");

function applyTheme() {
  document.documentElement.dataset.theme = theme && THEMES.includes(theme) ? theme : dark.matches ? "dark" : "light";
  repaint();
}

dark.addEventListener("change", applyTheme);
applyTheme();
document.title = `${chart.title} · Perigee`;
show();
