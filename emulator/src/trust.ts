/**
 * Whom a request may come from when it acts as the owner. The owner's word, `Bearer owner`, is known to everybody, and
 * a browser carries what any page asks it to ask. So what decides is which page asked (`Origin`), and by which name it
 * found this server (`Host`): a name whose address somebody else can change at will, from his own to 127.0.0.1, makes
 * his page one with this server in the browser's eyes.
 *
 * Tools outside browsers send no `Origin`, and requests without the owner's rights are the rules' affair: neither is
 * kept from anything here, but for tools that call this server by a foreign name.
 */
import { isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';

export interface TrustOptions {
  /** The address this server listens on. */
  readonly host: string;
  /**
   * Origins whose pages may act as the owner, besides those on this machine: `http://desk.example:5173`. Their host
   * names are taken for names of this machine, too.
   */
  readonly allowedOrigins: readonly string[];
}

/** Of a request, what tells who asks. */
export interface Asking {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

export interface Trust {
  /** Why a request may not be made in the owner's name, if so: for people to read. */
  readonly refusalOfOwner: (asking: Asking) => string | undefined;
  /** Why the inspector is not for this one, if so. It answers no page but its own. */
  readonly refusalOfInspector: (asking: Asking) => string | undefined;
}

const wildcards = new Set(['', '0.0.0.0', '::', '[::]']);

/** Names that Google alone can give addresses to: clients put a database's name there, and mean this server. */
const googlesNames = ['.firebaseio.com', '.firebasedatabase.app'];

/** By these a container finds the machine it runs on. Below `.internal` nobody can register a name. */
const namesInContainers: ReadonlySet<string> = new Set(['host.docker.internal', 'host.containers.internal']);

/** @throws when an allowed origin is none, with what it should look like */
export const trustOf = ({ host, allowedOrigins }: TrustOptions): Trust => {
  const allowed = new Set(allowedOrigins.map(readAllowedOrigin));
  const ownNames = new Set([...allowed].map((origin) => nameOf(new URL(origin).host)));
  if (!wildcards.has(host)) ownNames.add(canonical(host));
  const isOnAllAddresses = wildcards.has(host);

  const isOurs = (name: string): boolean =>
    isLoopback(name) ||
    ownNames.has(name) ||
    // A name without a dot is nobody's to register.
    (isOnAllAddresses && (isAddress(name) || !name.includes('.')));

  /** An address cannot be pointed elsewhere, and a telephone's emulator has one of its own for this machine. */
  const mayNameUs = (name: string): boolean =>
    isOurs(name) || isAddress(name) || isGoogles(name) || namesInContainers.has(name);

  return {
    refusalOfOwner: (asking) => {
      const { host: header } = asking.headers;
      if (header !== undefined && !mayNameUs(nameOf(header))) return foreignName(header);
      if (isVisit(asking)) return undefined;
      const origin = originOf(asking);
      if (origin === undefined) return isFromAnotherSite(asking) ? hidden : undefined;
      if (allowed.has(origin)) return undefined;
      const name = nameOfOrigin(origin);
      const isNear = name !== undefined && (isLoopback(name) || name === nameOf(header ?? ''));
      return isNear ? undefined : strange(origin);
    },
    refusalOfInspector: (asking) => {
      const { host: header } = asking.headers;
      if (header !== undefined && !isOurs(nameOf(header))) return foreignName(header);
      if (isVisit(asking)) return undefined;
      const { origin } = asking.headers;
      const site = asking.headers['sec-fetch-site'];
      if (origin === undefined) {
        return site === undefined || site === 'same-origin' || site === 'none' ? undefined : hidden;
      }
      if (allowed.has(origin)) return undefined;
      return sameOrigin(origin, `http://${header ?? ''}`) ? undefined : strange(origin);
    },
  };
};

const isGoogles = (name: string): boolean => googlesNames.some((suffix) => name.endsWith(suffix));

/** Every browser names the host that it asks. */
const foreignName = (host: string): string =>
  `The emulator does not go by the name ${quote(host)}, so this might be another site's page in disguise. Use http://127.0.0.1 or http://localhost, or start the emulator with --allow-origin ${suggestion(`http://${host}`)}.`;

const strange = (origin: string): string =>
  `Pages of ${quote(origin)} may not act as the owner of this emulator. If this one may, start the emulator with --allow-origin ${suggestion(origin)}; else sign in as a user, or as nobody.`;

const hidden =
  'A page of another site asked for this, so it is not answered. Pages on this machine may ask, and tools outside a browser.';

/** Somebody followed a link or typed an address: the page that he came from sees nothing of the answer. */
const isVisit = ({ method, headers }: Asking): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  headers.origin === undefined &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-fetch-dest'] === 'document';

const isFromAnotherSite = ({ headers }: Asking): boolean => headers['sec-fetch-site'] === 'cross-site';

/** A script or an image is fetched without `Origin`, but mostly not without saying where from. */
const originOf = ({ headers }: Asking): string | undefined => {
  if (headers.origin !== undefined) return headers.origin;
  const { referer } = headers;
  return referer === undefined ? undefined : (parseUrl(referer)?.origin ?? referer);
};

/** `localhost` and what is below it, which browsers never ask a name server for, and the addresses of the machine itself. */
const isLoopback = (name: string): boolean =>
  name === 'localhost' ||
  name.endsWith('.localhost') ||
  name === '[::1]' ||
  (isIP(name) === 4 && name.startsWith('127.')) ||
  /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(name);

const isAddress = (name: string): boolean => isIP(name) === 4 || name.startsWith('[');

/** The name in a `Host` header: no port, small letters, no final dot. What cannot be read is no name of ours. */
const nameOf = (host: string): string => {
  // Thousands of clients come by the same name, one after the other.
  if (lastHost.header !== host) lastHost = { header: host, name: readName(host) };
  return lastHost.name;
};

let lastHost: { readonly header: string | undefined; readonly name: string } = {
  header: undefined,
  name: '',
};

const readName = (host: string): string => {
  if (!/^[^\s/?#@\\]*$/.test(host)) return invalidName;
  const url = parseUrl(`http://${host}`);
  return url === undefined ? invalidName : url.hostname.replace(/\.$/, '');
};

const invalidName = 'invalid.invalid';

/** The address given with `--host`, as a browser would write it. */
const canonical = (host: string): string => nameOf(isIP(host) === 6 ? `[${host}]` : host);

/** Undefined for `null`, the origin of sandboxed frames and files, and for whatever is not a web page's. */
const nameOfOrigin = (origin: string): string | undefined => {
  const url = /^https?:\/\//i.test(origin) ? parseUrl(origin) : undefined;
  return url === undefined ? undefined : nameOf(url.host);
};

const sameOrigin = (a: string, b: string): boolean => {
  const [one, other] = [parseUrl(a), parseUrl(b)];
  return one !== undefined && one.origin !== 'null' && one.origin === other?.origin;
};

const parseUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/** What is wrong with an origin to allow, if anything. */
export const problemOfOrigin = (text: string): string | undefined =>
  /^https?:\/\/[^/]+\/?$/i.test(text) && parseUrl(text) !== undefined
    ? undefined
    : `Invalid allowed origin ${quote(text)}: an origin is a scheme, a host and perhaps a port, such as http://desk.example:5173.`;

const readAllowedOrigin = (text: string): string => {
  const problem = problemOfOrigin(text);
  if (problem !== undefined) throw new Error(problem);
  return new URL(text).origin;
};

/** A header is anybody's text: it is shown quoted and short. */
const quote = (text: string): string => JSON.stringify(text.slice(0, 100));

const suggestion = (origin: string): string =>
  /^https?:\/\/[\w.:[\]-]{1,100}$/i.test(origin) ? origin : '<origin>';
