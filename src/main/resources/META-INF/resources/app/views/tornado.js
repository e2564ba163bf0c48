// A tornado as bars and rows. Differences and their errors are the API's; nothing is computed from errors of two runs.

/**
 * A number under both sides.
 * @typedef {{reference: number, candidate: number, difference: number, standardError: number}} Difference
 *
 * @typedef {{key: string, name: string, unit: string, yearly: boolean, read: (end: any, year: number) => Difference | undefined}} Metric
 *
 * @typedef {Difference & {value: number}} End
 * @typedef {{parameter: string, unit: string, low: End, high: End, reach: number}} Bar
 */

/** What a tornado can be drawn of. `year` says whether it is of a year; `read` finds the differences at an end. */
export const TORNADO_METRICS = /** @type {Metric[]} */ ([
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
    read: (end, year) => end.capacityKw.find((/** @type {any} */ entry) => entry.year === year)?.mean,
  },
  {
    key: "costRatio",
    name: "Cost ratio, median",
    unit: "ratio",
    yearly: true,
    read: (end, year) => end.costRatio.find((/** @type {any} */ entry) => entry.year === year)?.p50,
  },
  {
    key: "probabilityOfParity",
    name: "Probability of parity",
    unit: "probability",
    yearly: true,
    read: (end, year) => end.probabilityOfParity.find((/** @type {any} */ entry) => entry.year === year)?.probability,
  },
]);

/**
 * The years of a tornado, in order.
 * @param {any} result
 * @returns {number[]}
 */
export function yearsOf(result) {
  return result.drivers.length === 0 ? [] : result.drivers[0].low.capacityKw.map((/** @type {any} */ entry) => entry.year);
}

/**
 * The bars of a metric, the longest first: `{parameter, unit, low, high, reach}` with `low` and `high` as
 * `{value, reference, candidate, difference, standardError}`. The reach is what the bar spans, 0 within it.
 * @param {any} result
 * @param {Metric} metric
 * @param {number} year
 * @returns {Bar[]}
 */
export function barsOf(result, metric, year) {
  return result.drivers
    .flatMap((/** @type {any} */ driver) => {
      const [atLow, atHigh] = [metric.read(driver.low, year), metric.read(driver.high, year)];
      if (!atLow || !atHigh) {
        return [];
      }
      const low = { value: driver.low.value, ...atLow };
      const high = { value: driver.high.value, ...atHigh };
      const reach = Math.max(low.difference, high.difference, 0) - Math.min(low.difference, high.difference, 0);
      return [{ parameter: driver.parameter, unit: driver.unit, low, high, reach }];
    })
    .sort((/** @type {Bar} */ one, /** @type {Bar} */ other) => other.reach - one.reach);
}

/**
 * The base of a metric, which all bars have in common; undefined without bars.
 * @param {Bar[]} bars
 */
export function baseOf(bars) {
  return bars[0]?.low.reference;
}

/**
 * Drivers that change nothing at either end.
 * @param {Bar[]} bars
 */
export function withoutEffect(bars) {
  return bars.filter((/** @type {Bar} */ bar) => bar.reach === 0);
}

/**
 * A grid as a matrix: `{rows, columns, cells}` with `cells[i][j]` the point at `rows[i]` of the first axis and
 * `columns[j]` of the second; one column without a second axis.
 * @param {any} grid
 * @returns {{rows: number[], columns: (number | undefined)[], cells: any[][]}}
 */
export function matrixOf(grid) {
  const [first, second] = grid.axes;
  const columns = second ? second.values : [undefined];
  const cells = first.values.map((/** @type {number} */ _, /** @type {number} */ i) => columns.map((/** @type {number} */ _column, /** @type {number} */ j) => grid.points[i * columns.length + j]));
  return { rows: first.values, columns, cells };
}

/**
 * What a point of a grid says of a metric: `{value, standardError}`.
 * @param {any} point
 * @param {string} metric
 * @param {number} year
 * @returns {{value: number, standardError: number}}
 */
export function valueOfPoint(point, metric, year) {
  const entry = point.years.find((/** @type {any} */ candidate) => candidate.year === year);
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
