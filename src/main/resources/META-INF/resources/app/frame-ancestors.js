// Which pages may be around a frame of the service: the directive frame-ancestors of its Content Security Policy, read as
// browsers read it.

const HOST = /^(?:([a-z][a-z0-9+.-]*:)\/\/)?(\*|(?:\*\.)?[^:/*]+)(?::(\d+|\*))?(?:\/.*)?$/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:$/i;
const PORTS = /** @type {Record<string, string>} */ ({ "http:": "80", "https:": "443" });

/**
 * Whether every policy lets a page have the frame; a page without an origin never has it, nor has any where no policy says
 * who may.
 * @param {string} policies the header Content-Security-Policy
 * @param {string} origin of the page around
 * @param {string} own origin of the frame
 */
export function mayFrame(policies, origin, own) {
  const lists = policies.split(/[,;]/).map((directive) => directive.trim().split(/\s+/)).filter(([name]) => name === "frame-ancestors");
  return URL.canParse(origin) && lists.length > 0 && lists.every(([, ...sources]) =>
    sources.some((source) => matches(source, new URL(origin), new URL(own))));
}

/** @param {string} source @param {URL} page @param {URL} own */
function matches(source, page, own) {
  if (source === "'self'") {
    return page.origin === own.origin;
  }
  if (SCHEME.test(source)) {
    return isScheme(source, page);
  }
  const [, scheme = own.protocol, host, port] = HOST.exec(source) ?? [];
  return host !== undefined && (source === "*" ? page.protocol in PORTS : isScheme(scheme, page)) && isHost(host, page) && isPort(port, page);
}

/** A page is let in by its scheme, or over TLS where plain HTTP would do. @param {string} scheme @param {URL} page */
const isScheme = (scheme, page) =>
  page.protocol === scheme.toLowerCase() || (scheme.toLowerCase() === "http:" && page.protocol === "https:");

/** @param {string} host @param {URL} page */
const isHost = (host, page) =>
  host === "*" || (host.startsWith("*.") ? page.hostname.endsWith(host.slice(1).toLowerCase()) : page.hostname === host.toLowerCase());

/** @param {string | undefined} port @param {URL} page */
const isPort = (port, page) => port === "*" || (page.port || PORTS[page.protocol]) === (port ?? PORTS[page.protocol]);
