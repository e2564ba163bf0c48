// Milestones that may come, to start from. Everything about them can be edited; the service checks what is sent.

import { isoDay } from "../format.js";

/**
 * What a fact of each type counts, the unit it is given in, and the further numbers it may carry, as in the catalogue of
 * fact types; the API does not list these. Types that no rule reads are left out.
 */
export const FACT_TYPES = /** @type {Record<string, {name: string, unit: string, value?: string, measures?: Record<string, string>}>} */ ({
  LAUNCH_CADENCE: { name: "Flights in a period", unit: "flights", measures: { periodYears: "length of the period, yr" } },
  FLIGHT_RESULT: { name: "Outcome of one flight", unit: "t", value: "payload" },
  PAYLOAD_DEMONSTRATED: { name: "Payload to orbit in one flight", unit: "t" },
  REUSE_DEMONSTRATED: { name: "Ship and booster flown again", unit: "days", value: "days between the flights" },
  LAUNCH_COST: { name: "Launch cost paid or contracted", unit: "USD/kg" },
  DEMO_THERMAL: {
    name: "Heat flux of a radiator in orbit",
    unit: "W/m2",
    measures: { durationDays: "days", dutyShare: "share of the time under load" },
  },
  DEMO_RADIATION: {
    name: "Dose for each silent corruption",
    unit: "rad",
    measures: { durationDays: "days", tidMargin: "tolerated over received total dose", devices: "devices", hardLosses: "devices lost" },
  },
  DEMO_COMPUTE_UPTIME: { name: "Uptime of computers in orbit", unit: "share", measures: { durationDays: "days" } },
  COST_PER_FLOP: { name: "Cost of an effective PFLOP-hour in orbit", unit: "USD/PFLOP-h" },
  SPECIFIC_MASS: { name: "Specific mass of flown hardware", unit: "kg/kW" },
  REGULATORY_DECISION: {
    name: "Decision on the constellation",
    unit: "satellites",
    measures: { milestonesWaived: "1 when deployment milestones were waived" },
  },
  OPTICAL_LINK: {
    name: "Throughput of an optical link",
    unit: "Tbps",
    measures: { interSatellite: "1 between satellites, 0 to the ground", rangeKm: "km", availabilityShare: "share of the time up" },
  },
  SERVICING_DEMO: { name: "Compute modules exchanged in orbit", unit: "modules" },
  FACTORY_RATE: { name: "Annualised satellite production", unit: "kW/yr" },
  CAPACITY_ON_ORBIT: { name: "Compute capacity in orbit", unit: "kW" },
  CONTRACT_SIGNED: {
    name: "Contract for orbital compute",
    unit: "kW",
    measures: { binding: "1 when it binds", priceUsdPerKwYear: "USD/kW-yr", tenorYears: "yr" },
  },
  PRICE_OBSERVATION: {
    name: "Market price of rented compute",
    unit: "USD/GPU-h",
    measures: { kwPerGpu: "kW of an accelerator", tenorYears: "yr" },
  },
  SCHEDULE_SLIP: { name: "Slip of first production deployment", unit: "quarters" },
  TERRESTRIAL_SUPPLY: { name: "Median wait for a grid connection", unit: "months" },
  ANOMALY_FLEET: { name: "Share of the fleet lost to one cause", unit: "share" },
  LATENCY: { name: "Round trip to orbit, 95th percentile", unit: "ms" },
  COMPETITOR_CAPACITY: { name: "Another operator's capacity in orbit", unit: "kW" },
});

export const GRADES = ["EXCEEDED", "MET", "PARTIAL", "FAILED"];

/**
 * The next last day of a month, at least three months after a day.
 * @param {number} month
 * @param {string} day
 */
export function nextEndOf(month, day) {
  const earliest = new Date(`${day}T00:00:00Z`);
  earliest.setUTCMonth(earliest.getUTCMonth() + 3);
  const end = new Date(Date.UTC(earliest.getUTCFullYear(), month, 0));
  return isoDay(end >= earliest ? end : new Date(Date.UTC(earliest.getUTCFullYear() + 1, month, 0)));
}

/**
 * The presets as of a day: a name, and the milestones they assume.
 * @param {string} day
 */
export function presetsAsOf(day) {
  const june = nextEndOf(6, day);
  const december = nextEndOf(12, day);
  const fact = (/** @type {string} */ type, /** @type {string} */ occurredOn, /** @type {number | undefined} */ value, /** @type {string} */ grade, more = {}) => ({ type, occurredOn, value, grade, ...more });
  return [
    {
      key: "flight-20",
      name: `Flight 20 delivers by June ${june.slice(0, 4)}`,
      facts: [fact("FLIGHT_RESULT", june, 100, "MET", { subject: "Starship", title: "Flight 20 delivers its payload" })],
    },
    {
      key: "cadence-25",
      name: `25 flights in the year to ${june}`,
      facts: [fact("LAUNCH_CADENCE", june, 25, "MET", { subject: "Starship", measures: { periodYears: 1 } })],
    },
    {
      key: "reuse",
      name: "Ship and booster fly again within 30 days",
      facts: [fact("REUSE_DEMONSTRATED", june, 30, "MET", { subject: "Starship" })],
    },
    {
      key: "launch-500",
      name: "Launch contracted at 500 USD/kg",
      facts: [fact("LAUNCH_COST", december, 500, "MET", { subject: "Starship" })],
    },
    {
      key: "demo-works",
      name: "Heat rejection demo works",
      facts: [
        fact("DEMO_THERMAL", december, 1200, "MET", {
          title: "Radiator holds its heat flux",
          measures: { durationDays: 90, dutyShare: 0.8 },
        }),
      ],
    },
    {
      key: "demo-fails",
      name: "Heat rejection demo fails",
      facts: [fact("DEMO_THERMAL", december, undefined, "FAILED", { title: "Radiator does not hold its heat flux" })],
    },
    {
      key: "fcc-grants",
      name: "FCC grants 100,000 satellites",
      facts: [fact("REGULATORY_DECISION", june, 100000, "MET", { actor: "FCC", title: "FCC grants 100,000 satellites" })],
    },
    {
      key: "fcc-denies",
      name: "FCC denies the constellation",
      facts: [fact("REGULATORY_DECISION", june, undefined, "FAILED", { actor: "FCC", title: "FCC denies the application" })],
    },
    {
      key: "capacity-1-mw",
      name: "1 MW operates in orbit",
      facts: [fact("CAPACITY_ON_ORBIT", december, 1000, "MET", {})],
    },
    {
      key: "contract-100-mw",
      name: "A binding contract of 100 MW",
      facts: [fact("CONTRACT_SIGNED", december, 100000, "MET", { measures: { binding: 1 } })],
    },
    {
      key: "slip",
      name: "First production slips two quarters",
      facts: [fact("SCHEDULE_SLIP", june, 2, "MET", {})],
    },
    {
      key: "grid-wait",
      name: "Grid wait rises to 72 months",
      facts: [fact("TERRESTRIAL_SUPPLY", june, 72, "MET", { actor: "US grid operators" })],
    },
  ];
}
