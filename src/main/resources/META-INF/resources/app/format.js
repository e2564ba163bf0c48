// Numbers and dates as an analyst reads them: with their unit, and no more digits than their error allows.

const MINUS = "\u2212";
const NARROW = "\u202f";
const NBSP = "\u00a0";
const PLUS_MINUS = `${NBSP}±${NBSP}`;

/**
 * A unit as it is shown.
 * @typedef {{divisor: number, unit: string}} Scale
 */

/** @type {Record<string, [number, string][]>} steps of a unit, largest first */
const STEPS = {
  USD: [[1e12, "T$"], [1e9, "B$"], [1e6, "M$"], [1e3, "k$"], [1, "$"]],
  kW: [[1e9, "TW"], [1e6, "GW"], [1e3, "MW"], [1, "kW"]],
  PFLOPS: [[1e6, "ZFLOP/s"], [1e3, "EFLOP/s"], [1, "PFLOP/s"]],
};

/** @type {Record<string, string>} units of the API, as they are written here */
const WRITTEN = {
  probability: "%",
  share: "%",
  ratio: "",
  "1": "",
  "USD/kg": "$/kg",
  "USD/kW": "$/kW",
  "USD/kWh": "$/kWh",
  "USD/kW-yr": "$/kW\u2011yr",
  "USD/W": "$/W",
  "1/yr": "per year",
  years: "years",
};

/**
 * How numbers of a unit and of this size are shown.
 * @param {string} unit of the API
 * @param {number} size the largest of them
 * @returns {Scale}
 */
export function scale(unit, size) {
  if (unit === "probability" || unit === "share") {
    return { divisor: 0.01, unit: "%" };
  }
  if (unit === "points") {
    return { divisor: 0.01, unit: "percentage points" };
  }
  const steps = STEPS[unit];
  if (steps) {
    const largest = unit === "USD" ? steps.slice(1) : steps;
    const [divisor, written] = largest.find(([step]) => Math.abs(size) >= step) ?? largest[largest.length - 1];
    return { divisor, unit: written };
  }
  return { divisor: 1, unit: WRITTEN[unit] ?? unit };
}

/** Decimals that show an error with one digit, or with two when it begins with 1. @param {number} error */
function decimalsFor(error) {
  const exponent = Math.floor(Math.log10(error));
  const leading = error / 10 ** exponent;
  return Math.min(6, Math.max(0, -exponent + (leading < 1.95 ? 1 : 0)));
}

/** Decimals that show a number with three digits. @param {number} value */
const decimalsOf = (value) =>
  value === 0 ? 0 : Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));

/**
 * @param {number} value
 * @param {number} decimals
 * @param {number} [fewest] decimals that are written even when they are zeros
 */
function digits(value, decimals, fewest = decimals) {
  const text = Math.abs(value).toLocaleString("en-US", {
    minimumFractionDigits: fewest,
    maximumFractionDigits: decimals,
  });
  const negative = value < 0 && /[1-9]/.test(text);
  return (negative ? MINUS : "") + text.replaceAll(",", NARROW);
}

/**
 * A number without its unit, such as for a tick or a cell whose column names the unit.
 * @param {number} value
 * @param {number} [decimals]
 */
export const number = (value, decimals) => digits(value, decimals ?? decimalsOf(value), decimals ?? 0);

/**
 * A number of the ledger, as its source gives it, with its unit.
 * @param {number} value
 * @param {string} [unit]
 */
export function given(value, unit = "") {
  const written = unit === "year" ? String(value) : digits(value, 12, 0);
  return unit && unit !== "year" ? written + NBSP + unit : written;
}

/**
 * A number of the API with its error and unit: `87.4 ± 0.8 B$`.
 * @param {number | null | undefined} value
 * @param {string} unit of the API: USD, kW, probability, ratio, USD/kg, ...
 * @param {{standardError?: number | null, scale?: Scale, signed?: boolean, bare?: boolean}} [options] `bare` leaves the
 *     unit out
 */
export function quantity(value, unit, { standardError, scale: given, signed = false, bare = false } = {}) {
  if (value === null || value === undefined) {
    return "–";
  }
  const shown = given ?? scale(unit, value === 0 ? (standardError ?? 0) : value);
  const scaled = value / shown.divisor;
  const error = (standardError ?? 0) / shown.divisor;
  const decimals = error > 0 ? decimalsFor(error) : decimalsOf(scaled);
  const sign = signed && scaled > 0 ? "+" : "";
  const written = sign + digits(scaled, decimals, error > 0 ? decimals : 0) + (error > 0 ? PLUS_MINUS + digits(error, decimals) : "");
  return bare || !shown.unit ? written : written + NBSP + shown.unit;
}

/** @param {number | null | undefined} value @param {number} [standardError] */
export const usd = (value, standardError) => quantity(value, "USD", { standardError });

/** @param {number | null | undefined} kw @param {number} [standardError] */
export const power = (kw, standardError) => quantity(kw, "kW", { standardError });

/** @param {number | null | undefined} share @param {number} [standardError] */
export const percent = (share, standardError) => quantity(share, "probability", { standardError });

/** The name of a unit of the API, as it is written here. @param {string} unit */
export const unitName = (unit) => scale(unit, 1).unit || "ratio";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** @param {string | undefined} iso a day, `2026-11-24` */
export const day = (iso) => (iso ? DAY.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`)) : "–");

/** @param {string | undefined} iso a moment */
export const moment = (iso) => (iso ? `${MOMENT.format(new Date(iso))} UTC` : "–");

/** @param {Date} date as the API writes days */
export const isoDay = (date) => date.toISOString().slice(0, 10);

/** A name of the API as words: `FLIGHT_RESULT`, `notProducing`. @param {string} name */
export function words(name) {
  const spaced = name.replaceAll("_", " ").replaceAll("-", " ").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The beginning of a digest, enough to tell it from others. @param {string} digest */
export const shortDigest = (digest) => digest.replace(/^sha256:/, "").slice(0, 12);

/** @param {number} many @param {string} one @param {string} [several] */
export const count = (many, one, several = `${one}s`) => `${digits(many, 0)}${NBSP}${many === 1 ? one : several}`;
