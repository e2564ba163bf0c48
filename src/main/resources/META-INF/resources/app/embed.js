// One chart for a page elsewhere: /embed/{chart}?run=&scenario=&asOf=&theme=

import { credential, get, ProblemError, run as makeRun, UnreachableError } from "./api.js";
import { day } from "./format.js";
import { repaint } from "./chart-frame.js";
import { askForToken, isFramed, takeTokens } from "./lent-token.js";
import { capacityChart, costRatioChart, credenceScale, valuationChart } from "./run-charts.js";
import { failure, figure, fill, h, link, loading, outwardLink, progress } from "./ui.js";

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

/** The run that the address names, or the one of the day. @param {AbortSignal} signal */
async function theRun(signal) {
  const id = params.get("run");
  if (id) {
    return get(`/runs/${encodeURIComponent(id)}`, { signal });
  }
  const working = progress("Running the scenario");
  const asOf = params.get("asOf") ?? undefined;
  const scenarioId = params.get("scenario") ?? undefined;
  return makeRun({ asOf, scenarioId }, {
    signal,
    onProgress: (job) => {
      if (!working.element.isConnected) {
        fill(main, working.element);
      }
      working.update(job.progress, job.state);
    },
  });
}

/** @type {AbortController | undefined} */
let reading;

/** Shows the chart, or why not; gives up what an earlier call reads. */
async function show() {
  reading?.abort();
  const { signal } = (reading = new AbortController());
  fill(main, loading("The chart is being read", 5));
  try {
    const run = await theRun(signal);
    if (signal.aborted) {
      return;
    }
    fill(main,
      h("h1", { class: "embed-title" }, chart.title),
      ...chart.draw(run),
      h("p", { class: "quiet embed-origin" },
        `Facts known on ${day(run.provenance.asOf)}. `, outwardLink(`/#/today?asOf=${run.provenance.asOf}`, "Perigee")));
  } catch (error) {
    if (signal.aborted) {
      return;
    }
    const isUnproven = error instanceof ProblemError && error.status === 401;
    fill(main, isUnproven ? needsToken(error) : failure(error, show));
    if (isUnproven) {
      askForToken();
    } else if (error instanceof UnreachableError) {
      setTimeout(show, 5000);
    }
  }
}

/** @param {ProblemError} error says that nobody proved who asks */
const needsToken = ({ problem }) =>
  h("div", { class: "empty", role: "status", "data-testid": "needs-token" },
    h("p", { class: "empty-title" }, credential() ? "The token was refused" : "This service wants to know who asks"),
    credential() && h("p", null, `${problem.detail}.`),
    isFramed()
      ? h("p", null, `The page around this chart has to give it ${credential() ? "another" : "a"} token; it is shown as soon as there is one.`)
      : h("p", null, link("/", "Sign in at Perigee"), " in this tab, and come back."));

const theme = params.get("theme");
const dark = matchMedia("(prefers-color-scheme: dark)");

function applyTheme() {
  document.documentElement.dataset.theme = theme && THEMES.includes(theme) ? theme : dark.matches ? "dark" : "light";
  repaint();
}

dark.addEventListener("change", applyTheme);
applyTheme();
document.title = `${chart.title} · Perigee`;
takeTokens(show);
show();
