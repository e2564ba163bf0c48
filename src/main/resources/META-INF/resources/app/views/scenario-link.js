// A what-if as a link: everything that is assumed, readable in the address and back without loss.
//
//   launch.cost.learning-rate=0.22                    a pinned parameter
//   launch.cost.initial=triangular:400,600,900        one that stays uncertain
//   fact=REGULATORY_DECISION,2027-06-30,value:100000,grade:MET,measures.milestonesWaived:1
//   effect=gate,gate:reuse,probability:1
//   weights=sceptic:0.3,house:0.5,company:0.2
//   asOf=2026-11-01&paths=2000&with=<saved scenario>&saved=<saved scenario>,<version>
//
// Texts are percent-encoded, so that commas and colons separate.

const DISTRIBUTIONS = ["uniform", "triangular", "logTriangular", "truncatedNormal", "logNormal", "gamma"];
const MEASURES = "measures.";
const NAME = /^[a-zA-Z][a-zA-Z0-9-]*$/;
const NUMBERS = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * What is assumed, and what it is asked with.
 * @typedef {{scenario: any, asOf?: string, ruleSet?: string, paths?: number, with?: string,
 *     saved?: {id: string, version: number}}} WhatIf `scenario` as POST /runs takes it
 */

/**
 * What is assumed when nothing is.
 * @returns {WhatIf}
 */
export function nothingAssumed() {
  return { scenario: {}, asOf: undefined, ruleSet: undefined, paths: undefined, with: undefined, saved: undefined };
}

/** @param {string} text */
const encode = (text) => encodeURIComponent(text);

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {string} text */
const isNumber = (text) => NUMBERS.test(text) && Number.isFinite(Number(text));

/** @param {Record<string, any>} fields @param {string[]} [leading] */
function fieldsToText(fields, leading = []) {
  const parts = leading.map(encode);
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === null) {
      continue;
    }
    if (name === "measures") {
      parts.push(...Object.entries(value).map(([measure, number]) => `${MEASURES}${encode(measure)}:${number}`));
    } else {
      parts.push(`${encode(name)}:${encode(String(value))}`);
    }
  }
  return parts.join(",");
}

/** @param {string[]} parts @param {Set<string>} texts fields that hold texts @returns {any} */
function fieldsFromText(parts, texts) {
  const fields = /** @type {Record<string, any>} */ ({});
  for (const part of parts) {
    const colon = part.indexOf(":");
    if (colon < 1) {
      throw new Error(`"${decode(part)}" is no name:value`);
    }
    const measure = part.startsWith(MEASURES) ? MEASURES.length : 0;
    const key = part.slice(measure, colon);
    if (!NAME.test(key)) {
      throw new Error(`"${decode(key)}" is no name`);
    }
    const text = decode(part.slice(colon + 1));
    const place = measure > 0 ? (fields.measures ??= {}) : fields;
    if (texts.has(key) && measure === 0) {
      place[key] = text;
    } else if (text === "true" || text === "false") {
      place[key] = text === "true";
    } else if (isNumber(text)) {
      place[key] = Number(text);
    } else {
      throw new Error(`${key} is "${text}" and not a number`);
    }
  }
  return fields;
}

const FACT_TEXTS = new Set([
  "actor", "subject", "title", "unit", "grade", "evidence", "sourceUrl", "note", "id", "reportedOn", "supersedes",
]);
const EFFECT_TEXTS = new Set(["parameter", "gate"]);

/** @param {any} value */
function assumptionToText(value) {
  if (typeof value === "number") {
    return String(value);
  }
  const [[family, numbers]] = Object.entries(value);
  return `${family}:${numbers.join(",")}`;
}

/** @param {string} text */
function assumptionFromText(text) {
  if (isNumber(text)) {
    return Number(text);
  }
  const colon = text.indexOf(":");
  const family = text.slice(0, colon);
  const numbers = text.slice(colon + 1).split(",");
  if (!DISTRIBUTIONS.includes(family) || !numbers.every(isNumber)) {
    throw new Error(`"${text}" is neither a number nor one of ${DISTRIBUTIONS.join(", ")} with its numbers`);
  }
  return { [family]: numbers.map(Number) };
}

/**
 * The what-if as the query of an address, without a question mark.
 * @param {WhatIf} whatIf
 */
export function toQuery(whatIf) {
  const { scenario } = whatIf;
  /** @type {string[]} */
  const query = [];
  if (scenario.name) {
    query.push(`name=${encode(scenario.name)}`);
  }
  for (const [key, value] of Object.entries(scenario.assumptions ?? {})) {
    query.push(`${encode(key)}=${assumptionToText(value)}`);
  }
  for (const { type, occurredOn, ...fields } of scenario.hypotheticalMilestones ?? []) {
    query.push(`fact=${fieldsToText(fields, [type, occurredOn])}`);
  }
  for (const { type, ...fields } of scenario.effects ?? []) {
    query.push(`effect=${fieldsToText(fields, [type])}`);
  }
  if (scenario.packWeights) {
    query.push(`weights=${fieldsToText(scenario.packWeights)}`);
  }
  if (scenario.equityBridge) {
    query.push(`bridge=${fieldsToText(scenario.equityBridge)}`);
  }
  for (const key of ["startYear", "quarters"]) {
    if (scenario[key] !== undefined) {
      query.push(`${key}=${scenario[key]}`);
    }
  }
  for (const key of /** @type {const} */ (["asOf", "ruleSet", "paths", "with"])) {
    if (whatIf[key] !== undefined) {
      query.push(`${key}=${encode(String(whatIf[key])).replace("%3A", ":")}`);
    }
  }
  if (whatIf.saved) {
    query.push(`saved=${encode(whatIf.saved.id)},${whatIf.saved.version}`);
  }
  return query.join("&");
}

/** @param {string} text */
function readWholeNumber(text) {
  if (!/^\d+$/.test(text)) {
    throw new Error(`"${text}" is no whole number`);
  }
  return Number(text);
}

/** @param {WhatIf} whatIf @param {string} key @param {string} text */
function readPart(whatIf, key, text) {
  const { scenario } = whatIf;
  const parts = text.split(",");
  switch (key) {
    case "fact": {
      const [type, occurredOn, ...rest] = parts;
      const fields = fieldsFromText(rest, FACT_TEXTS);
      (scenario.hypotheticalMilestones ??= []).push({ type: decode(type), occurredOn: decode(occurredOn ?? ""), ...fields });
      break;
    }
    case "effect": {
      const [type, ...rest] = parts;
      (scenario.effects ??= []).push({ type: decode(type), ...fieldsFromText(rest, EFFECT_TEXTS) });
      break;
    }
    case "weights":
      scenario.packWeights = fieldsFromText(parts, new Set());
      break;
    case "bridge":
      scenario.equityBridge = fieldsFromText(parts, new Set());
      break;
    case "name":
      scenario.name = decode(text);
      break;
    case "startYear":
    case "quarters":
      scenario[key] = readWholeNumber(text);
      break;
    case "paths":
      whatIf.paths = readWholeNumber(text);
      break;
    case "asOf":
    case "ruleSet":
    case "with":
      whatIf[key] = decode(text);
      break;
    case "saved":
      whatIf.saved = { id: decode(parts[0]), version: readWholeNumber(parts[1] ?? "") };
      break;
    default:
      if (!key.includes(".")) {
        throw new Error("no such part of a link");
      }
      (scenario.assumptions ??= {})[key] = assumptionFromText(decode(text));
  }
}

/**
 * The what-if that a query holds, and every part that is not understood: `{whatIf, refused: [{part, because}]}`. What
 * is understood is taken, so that an old link does not lose everything.
 * @param {string} query
 */
export function fromQuery(query) {
  const whatIf = nothingAssumed();
  /** @type {{part: string, because: string}[]} */
  const refused = [];
  for (const part of query.split("&")) {
    if (part === "") {
      continue;
    }
    const equals = part.indexOf("=");
    try {
      if (equals < 1) {
        throw new Error("no name=value");
      }
      readPart(whatIf, decode(part.slice(0, equals)), part.slice(equals + 1));
    } catch (error) {
      refused.push({ part: decode(part), because: /** @type {Error} */ (error).message });
    }
  }
  return { whatIf, refused };
}

/**
 * Whether a scenario assumes anything beside the ledger.
 * @param {any} scenario
 */
export function assumesSomething(scenario) {
  return Object.entries(scenario).some(([key, value]) => {
    if (key === "name" || value === undefined) {
      return false;
    }
    return typeof value !== "object" || Object.keys(value).length > 0;
  });
}

/**
 * The scenario without empty parts, as a request takes it.
 * @param {any} scenario
 */
export function scenarioOf(scenario) {
  return Object.fromEntries(
    Object.entries(scenario).filter(
      ([, value]) => value !== undefined && (typeof value !== "object" || Object.keys(value).length > 0),
    ),
  );
}

/**
 * Whether two scenarios assume the same, whatever the order of what they assume and whatever their names.
 * @param {any} one
 * @param {any} other
 */
export function assumeTheSame(one, other) {
  return canonical(one) === canonical(other);
}

/** @param {any} scenario */
function canonical(scenario) {
  /** @param {any} value @returns {any} */
  const sorted = (value) => {
    if (Array.isArray(value)) {
      return value.map(sorted);
    }
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(Object.keys(value).sort().filter((key) => value[key] !== undefined).map((key) => [key, sorted(value[key])]));
    }
    return value;
  };
  return JSON.stringify(sorted({ ...scenarioOf(scenario), name: undefined }));
}
