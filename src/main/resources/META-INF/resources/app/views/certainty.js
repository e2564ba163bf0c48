// When a difference is a sign of something. An error that comes from few batches is itself uncertain by about a fifth.

/** Errors that a difference must be away from none. */
const ERRORS = 3;

/**
 * Whether a difference is told from none: it is exact, or at least three of its errors away from 0; undefined while there
 * is no difference, or its error is not known.
 * @param {number | undefined} difference
 * @param {number | undefined} standardError
 * @returns {boolean | undefined}
 */
export function isCertain(difference, standardError) {
  if (difference === undefined || standardError === undefined) {
    return undefined;
  }
  return difference !== 0 && Math.abs(difference) >= ERRORS * standardError;
}
