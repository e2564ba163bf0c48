// A frame has no sign-in of its own: the page around it lends it a token, by messages. It is taken from the parent alone, and
// only where the service lets that page have the frame; it is kept in memory and goes with the frame.
//
//   frame to page   {type: "perigee.token-wanted", because: "missing" or "refused"}
//   page to frame   {type: "perigee.token", token: "eyJ..."}

import { credential, lend } from "./api.js";
import { mayFrame } from "./frame-ancestors.js";

const FRAME = "/app/embed.html";

/** How often a frame asks by itself; a page that gives refused tokens for ever would be asked for ever. */
const MOST_ASKED = 3;
let asked = 0;

/** Whether another page is around this one. */
export const isFramed = () => parent !== window;

/** Asks the page around for a token, or for another one than it gave. */
export function askForToken() {
  if (isFramed() && asked < MOST_ASKED) {
    asked += 1;
    parent.postMessage({ type: "perigee.token-wanted", because: credential() ? "refused" : "missing" }, "*"); // no secret
  }
}

/** @param {() => void} onlent what is done when there is a token */
export function takeTokens(onlent) {
  addEventListener("message", async ({ source, origin, data }) => {
    const isToken = data?.type === "perigee.token" && typeof data.token === "string";
    if (isToken && isFramed() && source === parent && (await isAllowed(origin))) {
      lend(data.token.trim());
      onlent();
    }
  });
}

/** @param {string} origin of a page */
async function isAllowed(origin) {
  const { headers } = await fetch(FRAME, { method: "HEAD" });
  return mayFrame(headers.get("Content-Security-Policy") ?? "", origin, location.origin);
}
