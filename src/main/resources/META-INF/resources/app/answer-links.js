// Links to answers of the API, where it wants to know who asks: a browser sends no proof of that with a link, so the answer is
// fetched and given as a file.

import { credential, send } from "./api.js";
import { download } from "./ui.js";

/**
 * Follows the links of a page.
 * @param {(error: unknown) => void} onfailure
 */
export function followLinksToAnswers(onfailure) {
  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="/api/"]');
    if (!link || !credential()) {
      return;
    }
    event.preventDefault();
    const address = new URL(link.getAttribute("href") ?? "", location.origin);
    try {
      const response = await send("GET", address.pathname + address.search, { headers: { Accept: "*/*" } });
      download(fileOf(address), await response.blob());
    } catch (error) {
      onfailure(error);
    }
  });
}

/** @param {URL} address @returns {string} what the last part names, as JSON where it does not say otherwise */
function fileOf({ pathname }) {
  const name = decodeURIComponent(pathname.split("/").at(-1) ?? "");
  return name.includes(".") ? name : `${name}.json`;
}
