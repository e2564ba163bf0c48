// A tornado as bars and rows. Differences and their errors are the API's; nothing is computed from errors of two runs.

/** What a tornado can be drawn of. `year` says whether it is of a year; `read` finds the differences at an end. */
export const TORNADO_METRICS = [
  {
    key: "enterpriseValueUsd",
    name: "Enterprise value, mean",
    unit: "USD",
    yearly: false,
    read: (end) => end.enterpriseValueUsd.mean,
  },
  {
    key: "capacityKw",
    name: "Capacity in orbit, mean",
    unit: "kW",
    yearly: true,
    read: (end, year) => end.capacityKw.find((entry) => entry.year === year)?.mean,
  },
  {
    key: "costRatio",
    name: "Cost ratio, median",
    unit: "orbit / ground",
    yearly: true,
    read: (end, year) => end.costRatio.find((entry) => entry.year === year)?.p50,
  },
  {
    key: "probabilityOfParity",
    name: "Probability of parity",
    unit: "probability",
    yearly: true,
    read: (end, year) => end.probabilityOfParity.find((entry) => entry.year === year)?.probability,
  },
];

const CERTAIN = 3; // errors that a difference must have for a sign; an error of few batches is itself uncertain

/** The years of a tornado, in order. */
export function yearsOf(result) {
  return result.drivers.length === 0 ? [] : result.drivers[0].low.capacityKw.map((entry) => entry.year);
}

/** Whether a difference is told from none: it is exact, or at least three of its standard errors from 0. */
export function isCertain({ difference, standardError }) {
  return difference !== 0 && Math.abs(difference) >= CERTAIN * standardError;
}

/**
 * The bars of a metric, the longest first: `{parameter, unit, low, high, reach}` with `low` and `high` as
 * `{value, reference, candidate, difference, standardError}`. The reach is what the bar spans, 0 within it.
 */
export function barsOf(result, metric, year) {
  return result.drivers
    .map((driver) => {
      const low = { value: driver.low.value, ...metric.read(driver.low, year) };
      const high = { value: driver.high.value, ...metric.read(driver.high, year) };
      const reach = Math.max(low.difference, high.difference, 0) - Math.min(low.difference, high.difference, 0);
      return { parameter: driver.parameter, unit: driver.unit, low, high, reach };
    })
    .filter((bar) => bar.low.difference !== undefined && bar.high.difference !== undefined)
    .sort((one, other) => other.reach - one.reach);
}

/** The base of a metric, which all bars have in common; undefined without bars. */
export function baseOf(bars) {
  return bars[0]?.low.reference;
}

/** Drivers that change nothing at either end. */
export function withoutEffect(bars) {
  return bars.filter((bar) => bar.reach === 0);
}

/**
 * A grid as a matrix: `{rows, columns, cells}` with `cells[i][j]` the point at `rows[i]` of the first axis and
 * `columns[j]` of the second; one column without a second axis.
 */
export function matrixOf(grid) {
  const [first, second] = grid.axes;
  const columns = second ? second.values : [undefined];
  const cells = first.values.map((_, i) => columns.map((_, j) => grid.points[i * columns.length + j]));
  return { rows: first.values, columns, cells };
}

/** What a point of a grid says of a metric: `{value, standardError}`. */
export function valueOfPoint(point, metric, year) {
  const entry = point.years.find((candidate) => candidate.year === year);
  switch (metric) {
    case "capacityKw":
      return { value: entry?.capacityKw.mean, standardError: entry?.capacityKw.standardError };
    case "costRatio":
      return { value: entry?.costRatio.p50, standardError: entry?.costRatio.percentileStandardErrors.p50 };
    case "probabilityOfParity":
      return { value: entry?.probabilityOfParity.mean, standardError: entry?.probabilityOfParity.standardError };
    default:
      return { value: point.enterpriseValueUsd.mean, standardError: point.enterpriseValueUsd.standardError };
  }
}
