// Values of drivers, in units that only drivers have.

import { quantity, unitName } from "../format.js";
import { h } from "../ui.js";

/** Units by the year, whose amounts are told in thousands or millions. */
const YEARLY = /^(USD|kW)\/yr$/;

/** A value of a driver with its unit; years are not grouped. @param {number} value @param {string} unit of the catalogue */
export function spoken(value, unit) {
  const yearly = YEARLY.exec(unit);
  if (yearly) {
    return `${quantity(value, yearly[1])}/yr`;
  }
  switch (unit) {
    case "decimal year":
      return value.toFixed(2);
    case "-":
      return quantity(value, "");
    default:
      return quantity(value, unit);
  }
}

/** The unit in which a driver is typed in: shares as shares and not in percent. @param {string} unit of the catalogue */
export const spokenUnit = (unit) => (unit === "-" ? "no unit" : unit === "share" || unit === "probability" ? `${unit}, 0 to 1` : unitName(unit));

/** A value of a driver, exact for whoever reads the page by program. @param {number} value @param {string} unit @param {string} testid */
export const driverFigure = (value, unit, testid) =>
  h("span", { class: "figure", "data-value": value, "data-unit": unit, "data-testid": testid }, spoken(value, unit));
