// The name of whoever writes on an open service: a claim, sent with the request that it is given for and kept for those
// that follow on this page. A name that was given at the top of the page, or a credential, comes before it.

import { PRINTABLE, claimedName, credential } from "../api.js";
import { h } from "../ui.js";

let given = "";

/** Headers that say who asks, beside those that the page sends anyway. @returns {Record<string, string>} */
export const claim = () => (given === "" || claimedName() || credential() ? {} : { "Perigee-User": given });

/**
 * A field for the name, where the service takes one and none is given yet.
 * @param {import("../api.js").Identity | undefined} identity
 * @returns {HTMLElement | undefined}
 */
export function nameField(identity) {
  if (identity?.mode !== "open" || claimedName() || credential()) {
    return undefined;
  }
  return h("label", { class: "field" },
    h("span", null, "Your name, which is written down as a claim"),
    h("input", {
      type: "text",
      maxlength: 100,
      ...PRINTABLE,
      value: given,
      placeholder: "anonymous",
      autocomplete: "nickname",
      "data-testid": "claimed-name",
      onchange: (/** @type {Event} */ event) => {
        const field = /** @type {HTMLInputElement} */ (event.target);
        given = field.reportValidity() ? field.value.trim() : "";
      },
    }));
}
