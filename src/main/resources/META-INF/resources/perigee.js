// The page as of today: one run, shown with where it comes from. Numbers are the API's own.

const API = "/api/v1";

const billions = (usd) => (usd / 1e9).toFixed(1);
const gigawatts = (kw) => (kw / 1e6).toPrecision(3);
const share = (probability) => (100 * probability).toFixed(1) + " %";
const compact = (value) => (value === undefined ? "" : Number(value.toPrecision(4)).toString());

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds));

// Asks for a run, and follows the job that it becomes when it takes long.
async function fetchRun(request) {
  let response = await fetch(API + "/runs", {
    method: "POST",
    headers: { "Content-Type": "application/json", Prefer: "wait=10" },
    body: JSON.stringify(request),
  });
  while (response.status === 202) {
    const job = await response.json();
    element("status").textContent = `Computing: ${share(job.progress)}`;
    await pause(Number(response.headers.get("Retry-After") ?? 1));
    response = await fetch(`${API}/runs/${job.id}`);
  }
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.detail ?? response.statusText);
  }
  return body;
}

function element(id) {
  return document.getElementById(id);
}

function cell(content, numeric) {
  const td = document.createElement("td");
  td.append(content);
  td.classList.toggle("number", numeric);
  return td;
}

function row(table, cells, firstNumeric = 1) {
  const tr = document.createElement("tr");
  tr.append(...cells.map((content, i) => cell(content, i >= firstNumeric)));
  element(table).tBodies[0].append(tr);
}

function link(href, text) {
  const a = document.createElement("a");
  a.href = href;
  a.textContent = text;
  return a;
}

function factLinks(ids) {
  const span = document.createElement("span");
  ids.forEach((id, i) => {
    if (i > 0) {
      span.append(", ");
    }
    span.append(link(`${API}/milestones/${encodeURIComponent(id)}`, id));
  });
  return span;
}

function showValuation(run) {
  const { enterpriseValueUsd: value, bands, byPackUsd, marketImplied } = run.valuation;
  element("market").textContent = marketImplied.statement;
  row("valuation", ["Bear: lowest quarter", billions(bands.bear), billions(bands.bearStandardError)]);
  row("valuation", ["Base: middle half", billions(bands.base), billions(bands.baseStandardError)]);
  row("valuation", ["Bull: highest quarter", billions(bands.bull), billions(bands.bullStandardError)]);
  row("valuation", ["Mean", billions(value.mean), billions(value.standardError)]);
  for (const pack of ["sceptic", "house", "company"]) {
    row("weights", [pack, share(run.packWeights[pack]), billions(byPackUsd[pack].mean)]);
  }
}

function showYears(run) {
  run.capacity.forEach((year, i) => {
    const ratio = run.costRatio[i];
    row("years", [
      String(year.year),
      gigawatts(year.capacityKw.mean),
      gigawatts(year.capacityKw.p95),
      ratio.p10.toFixed(2),
      ratio.p50.toFixed(2),
      ratio.p90.toFixed(2),
      share(ratio.probabilityBelowOne),
    ]);
  });
}

function showEffects(run) {
  for (const effect of run.effects) {
    row(
      "effects",
      [
        effect.rule,
        effect.because,
        effect.parameter,
        compact(effect.before),
        compact(effect.after),
        factLinks(effect.facts),
      ],
      6,
    );
  }
}

async function show() {
  const run = await fetchRun({});
  element("as-of").textContent = run.provenance.asOf;
  showValuation(run);
  showYears(run);
  showEffects(run);
  element("run").href = `${API}/runs/${run.id}`;
  element("run").textContent = run.id;
  element("rules").textContent = run.provenance.ruleSet;
  element("result").hidden = false;
  element("status").textContent = "";
}

show().catch((error) => {
  element("status").textContent = `The service did not answer as it should: ${error.message}. Reload to try again.`;
});
