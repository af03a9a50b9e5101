import {
  confusables,
  type ParamsOf,
  type PathPattern,
  paths,
  type Sharing,
  smallConfusables,
  type Substitution,
} from '@causerie/contract';

/** A condition in the rules language, which has no functions and no constants of its own: these make up for it. */
export type Expression = string;

/** What stands outside all brackets; only that decides whether an expression needs brackets itself. */
const outermost = (expression: Expression): string => {
  const without = expression.replace(/\([^()]*\)/g, '');
  return without === expression ? expression : outermost(without);
};

const joined = (operator: '&&' | '||', weaker: RegExp, parts: readonly Expression[]): Expression =>
  parts.map((part) => (weaker.test(outermost(part)) ? `(${part})` : part)).join(` ${operator} `);

/** All of these; never, if one of them is never. */
export const all = (...parts: readonly Expression[]): Expression =>
  parts.includes('false') ? 'false' : joined('&&', / (\|\||\?) /, parts);
export const any = (...parts: readonly Expression[]): Expression => joined('||', / (&&|\?) /, parts);

/** The pattern may only use what rules understand. */
export const matches = (subject: Expression, pattern: RegExp): Expression =>
  `${subject}.matches(/${pattern.source}/)`;

/**
 * The root as it will be after the write, seen from the rules of a place (or `below` keys under it). `root` is the root
 * before the write, and the rules language has no other way to look at what the same update changes elsewhere.
 */
export const afterRoot = (place: PathPattern<string>, below = 0): Expression =>
  `newData${'.parent()'.repeat(place.ruleKeys.length + below)}`;

/**
 * Another place, seen from a root. Each key is an expression: what a client wrote must be checked for its form before it
 * is a key here, because a slash in it would lead elsewhere.
 */
export const placeIn = <Pattern extends string>(
  root: Expression,
  place: PathPattern<Pattern>,
  keys: Readonly<Record<ParamsOf<Pattern>, Expression>>,
): Expression => {
  const expressions = new Map<string, Expression>(Object.entries(keys));
  const path = place.ruleKeys
    .map((key) => (key.startsWith('$') ? `' + ${expressions.get(key.slice(1))} + '` : key))
    .join('/');
  // A key may be a literal itself: it is one text with what stands beside it.
  return `${root}.child(${`'${path}'`.replace(/ \+ ''$/, '').replaceAll("' + '", '')})`;
};

/** Whether a time, kept at a place, has come or was never set. Anything there that is no time counts as one that has not come. */
const isOver = (time: Expression): Expression => any(`!${time}.exists()`, `${time}.val() <= now`);

const self = { uid: 'auth.uid' };
const selfHere = { roomId: '$roomId', uid: 'auth.uid' };
const revokedAt = placeIn('root', paths.revoked, self);
const sanctioned = placeIn('root', paths.sanction, self);

/** The session was not ended. A token lives on for up to an hour after it was taken back. */
export const sessionHolds: Expression = any(
  `!${revokedAt}.exists()`,
  `auth.token.auth_time * 1000 > ${revokedAt}.val()`,
);

export const signedIn: Expression = all('auth != null', sessionHolds);

export const isNotBanned: Expression = isOver(`${sanctioned}.child('bannedUntil')`);

/** Signed in, and not kept from everything. Asked wherever something is written, except to leave. */
export const isWelcome: Expression = all(signedIn, isNotBanned);

/** The signed-in person is not kept out of a room, which is given by an expression. */
export const isNotBannedIn = (roomId: Expression): Expression =>
  isOver(`${placeIn('root', paths.ban, { roomId, uid: 'auth.uid' })}.child('until')`);

export const isNotBannedHere: Expression = isNotBannedIn('$roomId');

/** The room, seen from a root, is one and was not closed. */
export const isOpen = (root: Expression): Expression => {
  const room = placeIn(root, paths.room, { roomId: '$roomId' });
  return all(`${room}.child('kind').exists()`, `!${room}.child('closedAt').exists()`);
};

/** The place is the signed-in person's own. */
export const isSelf: Expression = all(signedIn, '$uid === auth.uid');

/** Not a guest: who signs in without an account has another such identity for the asking. */
export const hasAccount: Expression = "auth.token.firebase.sign_in_provider !== 'anonymous'";

/** The same, of somebody who may do something there. */
export const isSelfAndWelcome: Expression = all(isWelcome, '$uid === auth.uid');

/**
 * Looks for a leaf that only a membership has. A uid with a slash in it, which custom tokens allow, leads to a deeper place,
 * and below the leaves of a membership there is nothing.
 */
const hasMembership: Expression = `${placeIn('root', paths.member, { roomId: '$roomId', uid: 'auth.uid' })}.child('role').exists()`;

/** What makes a member of somebody who is signed in. */
export const isInside: Expression = all(isNotBanned, hasMembership, isNotBannedHere);

export const isMember: Expression = all(signedIn, isInside);

/** Whoever writes may speak, in this room and everywhere. */
export const isNotMuted: Expression = all(
  isOver(`${placeIn('root', paths.mute, selfHere)}.child('until')`),
  isOver(`${sanctioned}.child('mutedUntil')`),
);

/** The room is open, and whoever writes is not muted. Typing is speaking too, and so is changing what was said. */
export const isHeard: Expression = all(isOpen('root'), isNotMuted);

/** The signed-in person lets others know of something. Everybody does who has not said otherwise. */
export const shares = (root: Expression, what: keyof Sharing): Expression =>
  `${placeIn(root, paths.sharing, self)}.child('${what}').val() !== false`;

/** A priority is a second value, up to megabytes long, that rides on any node. Nothing here uses one. */
export const noPriority: Expression = 'newData.getPriority() === null';

/** The record's time is this write's. Said of the record, because a write of a single field does not consult the others' rules. */
export const happensNow: Expression = "newData.child('at').val() === now";

/** Both comparisons are guarded: comparing an absent limit is an error, and an error is not caught by `||`. */
export const asksForAtMost = (count: number): Expression =>
  any(
    all('query.limitToFirst != null', `query.limitToFirst <= ${count}`),
    all('query.limitToLast != null', `query.limitToLast <= ${count}`),
  );

/** `skeletonOf` of the contract, computed by the database. */
export const skeletonOf = (name: Expression): Expression => substituted(`${name}.toLowerCase()`, confusables);

/** `lookOf` of the contract, for names that {@link looksLikeAnother}: those are Greek or Cyrillic and have no Latin letter with an accent. */
export const lookOf = (name: Expression): Expression =>
  substituted(
    `${substituted(name, smallConfusables)}.toLowerCase()`,
    confusables.filter(([from]) => !latinWithAccent.test(from)),
  );

const latinWithAccent = /^(?:[\u00df-\u024f]|\u0307)$/;

/** The name has letters for which its look is another than its skeleton. */
export const looksLikeAnother = (name: Expression): Expression =>
  matches(name, new RegExp(`[${smallConfusables.map(([from]) => from).join('')}]`));

const substituted = (subject: Expression, substitutions: readonly Substitution[]): Expression =>
  `${subject}${substitutions.map(([from, to]) => `.replace(${quoted(from)}, ${quoted(to)})`).join('')}`;

const quoted = (text: string): Expression => (text.includes("'") ? `"${text}"` : `'${text}'`);
