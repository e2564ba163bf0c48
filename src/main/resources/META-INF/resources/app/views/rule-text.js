// The rules of a bundle as cards. The language is small (docs/rules.md): rules have a name, one source, conditions and
// a chain of effects, and the service refuses whatever else, so that a reader of lines is enough.

/**
 * A rule, where it stands and what it says.
 * @typedef {{file: string, line: number, endLine: number, name: string, source?: string, comment: string, when: string,
 *     then: string}} Rule
 *
 * A line of a difference; the numbers are those of both sides.
 * @typedef {{kind: "same" | "added" | "removed" | "skipped", before?: number, after?: number, text?: string, count?: number}} Line
 */

const START = /^rule\s+"([^"]+)"/;
const SOURCE = /@source\(\s*"([^"]*)"\s*\)/;

/** Effects in words; the texts in braces stand for the arguments. */
const WORDS = /** @type {Record<string, (given: string[]) => [string, string]>} */ ({
  scale: ([key, factor, spread]) => [key, `× ${factor}${spread === undefined ? "" : `, spread × ${spread}`}`],
  narrow: ([key, spread]) => [key, `spread × ${spread}`],
  shift: ([key, amount]) => [key, `+ ${amount}`.replace("+ -", "− ")],
  shiftQuarters: ([key, quarters]) => [key, `+ ${quarters} quarters`.replace("+ -", "− ")],
  cap: ([key, limit]) => [key, `at most ${limit}`],
  adopt: ([key, value, share, spread]) => [
    key,
    `:= ${value}${share === undefined ? "" : ` with share ${share}`}${spread === undefined ? "" : `, spread × ${spread}`}`,
  ],
  observe: ([key, value, variance]) => [key, `observed at ${value}, log variance ${variance}`],
  counts: ([key, n0, t0, n, t]) => [key, `rate (${n0} + ${n}) / (${t0} + ${t})`],
  failures: ([key, s0, f0, s, n]) => [key, `1 − Beta(${s0}, ${f0}) after ${s} successes in ${n}`],
  trials: ([key, s, n]) => [key, `${s} successes in ${n} trials`],
  gate: ([gate, probability]) => [`gate ${gate}`, `:= ${probability}`],
  gateScale: ([gate, factor]) => [`gate ${gate}`, `× ${factor}`],
  gateGap: ([gate, share]) => [`gate ${gate}`, `closes ${share} of the gap to 1`],
  bayes: ([sceptic, house, company]) => ["pack weights", `likelihoods ${sceptic} / ${house} / ${company}`],
  bayesPassed: ([gate]) => ["pack weights", `by the packs' own probability of ${gate}`],
  bayesFailed: ([gate]) => ["pack weights", `by one less the packs' own probability of ${gate}`],
  bayesCapacity: ([capacity]) => ["pack weights", `by the packs' own probability of ${capacity} kW by that day`],
  launched: ([capacity]) => ["every path", `satellite learning starts from ${capacity} kW`],
  freeze: ([quarters]) => ["every path", `no satellite authorised for ${quarters} quarters`],
  deadline: ([years, satellites]) => ["every path", `${satellites} satellites launched within ${years} years, or the licence shrinks`],
  discount: ([factor]) => ["other effects of these facts", `× ${factor}`],
  note: () => ["A line in the trace", "and no change"],
});

/**
 * The end of the text or of the parenthesis that opens at an index: the index of what closes it.
 * @param {string} text
 * @param {number} open
 */
function closing(text, open) {
  let depth = 0;
  let quoted = false;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '"') {
      quoted = !quoted;
    } else if (!quoted && text[i] === "(") {
      depth++;
    } else if (!quoted && text[i] === ")") {
      depth--;
      if (depth === 0) {
        return i;
      }
    }
  }
  return text.length;
}

/** @param {string} text */
function argumentsOf(text) {
  /** @type {string[]} */
  const found = [];
  let depth = 0;
  let quoted = false;
  let current = "";
  for (const character of text) {
    if (character === '"') {
      quoted = !quoted;
    } else if (!quoted && character === "(") {
      depth++;
    } else if (!quoted && character === ")") {
      depth--;
    }
    if (character === "," && !quoted && depth === 0) {
      found.push(current);
      current = "";
    } else {
      current += character;
    }
  }
  return [...found, current].map((argument) => argument.trim()).filter((argument) => argument !== "");
}

/**
 * The calls of a consequence: `{word, arguments}` in their order.
 * @param {string} consequence
 */
export function callsOf(consequence) {
  /** @type {{word: string, arguments: string[]}[]} */
  const calls = [];
  const word = /(?:effects|\))?\s*\.\s*([a-zA-Z]+)\s*\(/y;
  let at = consequence.search(/effects\s*\./);
  while (at >= 0 && at < consequence.length) {
    word.lastIndex = at;
    const match = word.exec(consequence);
    if (match === null) {
      const next = consequence.slice(at + 1).search(/effects\s*\./);
      at = next < 0 ? -1 : at + 1 + next;
      continue;
    }
    const open = word.lastIndex - 1;
    const end = closing(consequence, open);
    calls.push({ word: match[1], arguments: argumentsOf(consequence.slice(open + 1, end)) });
    at = end + 1;
  }
  return calls;
}

/** @param {string} argument */
const unquoted = (argument) => argument.replace(/^"(.*)"$/, "$1");

/**
 * An argument as a reader says it: the value of the fact, its further numbers with what they are unless given.
 * @param {string} argument
 */
const spoken = (argument) =>
  unquoted(argument)
    .replace(/\$\w+\.getValue\(\)/g, "value")
    .replace(/\$\w+\.measure\("(\w+)",\s*([^)]*)\)/g, "$1 ($2 unless given)")
    .replace(/\$\w+\.(?:get)?(\w+)/g, "$1")
    .replace(/\b(?:Strict)?Math\./g, "")
    .replace(/ \* /g, " × ");

/**
 * What a consequence does, in words: `{target, change}`; and its reason, or undefined.
 * @param {string} consequence
 */
export function effectsOf(consequence) {
  const calls = callsOf(consequence);
  const effects = calls
    .filter(({ word }) => word in WORDS)
    .map(({ word, arguments: given }) => {
      const [target, change] = WORDS[word](given.map(spoken));
      return { target, change };
    });
  const because = calls.find(({ word }) => word === "because")?.arguments[0];
  return { effects, because: because && unquoted(because) };
}

/**
 * The types of facts that conditions read, in their order.
 * @param {string} condition
 */
export function factTypesOf(condition) {
  return [...new Set([...condition.matchAll(/FactType\.([A-Z_]+)/g)].map((match) => match[1]))];
}

/** @param {string[]} lines */
function undent(lines) {
  const filled = lines.filter((line) => line.trim() !== "");
  const margin = Math.min(...filled.map((line) => line.length - line.trimStart().length));
  return filled.map((line) => line.slice(margin)).join("\n");
}

/**
 * The rules of a `.drl` file: `{file, line, endLine, name, source, comment, when, then}`, where `line` is that of the
 * word `rule`, from 1, and the comment is what stands right above.
 * @param {string} file
 * @param {string} text
 */
export function rulesOf(file, text) {
  const lines = text.split(/\r?\n/);
  /** @type {Rule[]} */
  const rules = [];
  for (let i = 0; i < lines.length; i++) {
    const start = START.exec(lines[i]);
    if (start === null) {
      continue;
    }
    let end = i;
    while (end < lines.length - 1 && lines[end].trim() !== "end") {
      end++;
    }
    const when = lines.findIndex((line, at) => at > i && at < end && line.trim() === "when");
    const then = lines.findIndex((line, at) => at > i && at < end && line.trim() === "then");
    let above = i;
    while (above > 0 && lines[above - 1].startsWith("//")) {
      above--;
    }
    rules.push({
      file,
      line: i + 1,
      endLine: end + 1,
      name: start[1],
      source: SOURCE.exec(lines.slice(i, end).join("\n"))?.[1],
      comment: lines.slice(above, i).map((line) => line.replace(/^\/\/\s?/, "")).join(" "),
      when: undent(lines.slice(when + 1, then)),
      then: undent(lines.slice(then + 1, end)),
    });
    i = end;
  }
  return rules;
}

/**
 * All rules of a bundle, by file and line. Rules of decision tables are rows of a CSV file and no cards.
 * @param {Record<string, string>} files
 */
export function rulesOfBundle(files) {
  return Object.keys(files)
    .filter((file) => file.endsWith(".drl"))
    .sort()
    .flatMap((file) => rulesOf(file, files[file]));
}

/**
 * Files of two bundles that differ: `{file, change, before, after}` with change added, removed or changed.
 * @param {Record<string, string>} before
 * @param {Record<string, string>} after
 */
export function changedFiles(before, after) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .filter((file) => before[file] !== after[file])
    .map((file) => ({
      file,
      change: before[file] === undefined ? "added" : after[file] === undefined ? "removed" : "changed",
      before: before[file] ?? "",
      after: after[file] ?? "",
    }));
}

/**
 * Parts of a difference as lines with their numbers on both sides, unchanged lines further than `context` from a change
 * folded: `{kind, before, after, text}` where kind is same, added, removed or skipped (`count` lines).
 * @param {{value: string, added?: boolean, removed?: boolean}[]} parts
 * @param {number} [context]
 */
export function linesOf(parts, context = 3) {
  /** @type {Line[]} */
  const lines = [];
  let before = 0;
  let after = 0;
  for (const part of parts) {
    const texts = part.value.replace(/\n$/, "").split("\n");
    for (const text of texts) {
      if (part.added) {
        lines.push({ kind: "added", after: ++after, text });
      } else if (part.removed) {
        lines.push({ kind: "removed", before: ++before, text });
      } else {
        lines.push({ kind: "same", before: ++before, after: ++after, text });
      }
    }
  }
  const near = lines.map((_, i) =>
    lines.slice(Math.max(0, i - context), i + context + 1).some((line) => line.kind !== "same"),
  );
  /** @type {Line[]} */
  const folded = [];
  lines.forEach((line, i) => {
    if (near[i]) {
      folded.push(line);
      return;
    }
    const last = folded.at(-1);
    if (last?.kind === "skipped") {
      last.count = (last.count ?? 0) + 1;
    } else {
      folded.push({ kind: "skipped", count: 1 });
    }
  });
  return folded;
}
