/** A place that a message may lead to. */
export interface Address {
  /** Safe to put into `href`: https or mailto, in its one canonical spelling. */
  readonly href: string;
  /** What tells a reader where it leads: the host in ASCII with its port, or the mail address. */
  readonly place: string;
}

/** Names, IPv4 and IPv6 with a port or without. The URL standard lets quotes and more into a host; no host has them. */
const saneHost = /^(?:[0-9a-z._-]+|\[[0-9a-f:.]+\])(?::\d+)?$/;

const mail = /^mailto:([0-9a-z][\w.+-]{0,63}@[0-9a-z](?:[0-9a-z.-]{0,252}[0-9a-z])?)$/i;

/**
 * Reads an address as it was typed. `undefined`: not one that a message may lead to.
 * Only the plain spelling is taken. Browsers repair much more (`https:\\host`, `ht\ttps://`, `https:host`), but nobody types
 * those to be understood. A user name before the host is refused, because it is only ever read as the host.
 */
export const readAddress = (typed: string): Address | undefined => {
  const mailbox = mail.exec(typed)?.[1];
  if (mailbox !== undefined) return { href: `mailto:${mailbox}`, place: mailbox.toLowerCase() };
  if (!/^https:\/\/[^/?#@]+(?:[/?#]|$)/i.test(typed) || /[\s\\\p{C}]/u.test(typed) || !URL.canParse(typed)) {
    return undefined;
  }
  const { href, host } = new URL(typed);
  return saneHost.test(host) ? { href, place: host } : undefined;
};

/** Something with a dot between letters, a scheme or an at sign is read as an address. The dots are those that browsers take for one. */
const looksLikeAddress = /[\p{L}\p{N}][.\u3002\uff61\u2024\u2027\u00b7\u30fb][\p{L}\p{N}]|:\/\/|@/u;

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|[\u{10800}-\u{10fff}]|[\u{1e800}-\u{1efff}]/u;

/**
 * Says whether a reader of the label would expect another place than the one behind it. The label is taken letter by letter as it is
 * seen, so an internationalised host is "another place" than its ASCII form: `аpple.com` in Cyrillic leads to `xn--pple-43d.com`.
 */
export const misleads = (label: string, { place }: Address): boolean => {
  const seen = label
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase();
  if (!looksLikeAddress.test(seen)) return false;
  const named = seen.replace(/^(?:https:\/\/|mailto:)/, '');
  const isHonest =
    named.startsWith(place) && /^(?:[/?#]\S*)?$/.test(named.slice(place.length)) && !rightToLeft.test(named);
  return !isHonest;
};
