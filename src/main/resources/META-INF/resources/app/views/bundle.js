// Files that somebody picked, put over those of a stored rule set.

/** Files of a bundle: rules, tables, priors, cases and the rest of the company. */
const OF_A_BUNDLE = /\.(drl|csv|ya?ml)$/;

/**
 * Under which name of the bundle a picked file goes: its path below the picked folder, or the one file of the parent that
 * ends like it, or its own name.
 * @param {string} path as the browser tells it, with the picked folder in front, or a bare name
 * @param {string[]} known names of the parent
 */
export function nameInBundle(path, known) {
  const steps = path.split("/");
  const below = steps.length > 1 ? steps.slice(1).join("/") : path;
  if (known.includes(below)) {
    return below;
  }
  const alike = known.filter((name) => name === below || name.endsWith(`/${below}`));
  return alike.length === 1 ? alike[0] : below;
}

/**
 * The bundle with the picked files in it. A whole folder, told by its `valuation.yaml`, stands for itself; single files
 * change the parent.
 * @param {Record<string, string>} parent
 * @param {{path: string, text: string}[]} picked
 * @returns {{files: Record<string, string>, ignored: string[]}} ignored: what is no file of a bundle
 */
export function overlaid(parent, picked) {
  const known = Object.keys(parent);
  const taken = picked.filter(({ path }) => OF_A_BUNDLE.test(path));
  const named = taken.map(({ path, text }) => ({ name: nameInBundle(path, known), text }));
  const whole = taken.some(({ path }) => path.includes("/")) && named.some(({ name }) => name === "valuation.yaml");
  const files = { ...(whole ? {} : parent), ...Object.fromEntries(named.map(({ name, text }) => [name, text])) };
  return { files, ignored: picked.filter(({ path }) => !OF_A_BUNDLE.test(path)).map(({ path }) => path) };
}
