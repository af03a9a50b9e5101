import { limits, lookOf, paths, profile, skeletonOf, type Profile, type UserId } from '@causerie/contract';
import { enterAsGuest, renewSession, watchAccount } from '../../backend/account.ts';
import { connected } from '../../backend/connection.ts';
import { forgetRead, readOnce, retryDenied, valueAt } from '../../backend/live.ts';
import type { Source } from '../../backend/source.ts';
import { until } from '../../backend/until.ts';
import { writeInRing } from '../../backend/writeInRing.ts';
import { planClaim } from './planClaim.ts';

/** Who sits in front of this page. */
export type Session =
  | { readonly state: 'opening' }
  /** Without an account, or with one that has no name yet. */
  | { readonly state: 'newcomer' }
  | { readonly state: 'known'; readonly uid: UserId; readonly profile: Profile };

export type ClaimOutcome =
  | { readonly kind: 'entered' }
  /** `existing`: the name in the way, as its holder writes it. */
  | { readonly kind: 'taken'; readonly existing: string | undefined }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable' };

export interface SessionStore extends Source<Session> {
  /** Takes a name without problems for the person in front of the page, making an account when there is none. */
  readonly claim: (name: string) => Promise<ClaimOutcome>;
}

/** How long somebody waits for a first connection before being told. */
const patienceMs = 8000;

export const openSession = (): SessionStore => {
  let account: 'unknown' | 'none' | UserId = 'unknown';
  let leaveProfile: (() => void) | undefined;
  let isClaiming = false;
  let session: Session = { state: 'opening' };
  const listeners = new Set<() => void>();

  const read = (): Session => {
    if (account === 'unknown') return { state: 'opening' };
    // The database library shows a claim as done before the server has judged it.
    if (account === 'none' || isClaiming) return { state: 'newcomer' };
    const reading = valueAt(paths.user.at({ uid: account })).current();
    if (reading.state === 'loading') return { state: 'opening' };
    const found = reading.state === 'ready' ? profile.read(reading.value) : undefined;
    return found === undefined ? { state: 'newcomer' } : { state: 'known', uid: account, profile: found };
  };

  const refresh = (): void => {
    if (account !== 'unknown' && account !== 'none') {
      // Everybody who is signed in may read profiles.
      if (valueAt(paths.user.at({ uid: account })).current().state === 'denied') renewSession();
    }
    const next = read();
    if (next.state === session.state && next.state !== 'known') return;
    session = next;
    for (const listener of listeners) listener();
  };

  // The page has one session as long as it lives, so nothing here is ever closed.
  watchAccount((uid) => {
    if (account === (uid ?? 'none')) return;
    leaveProfile?.();
    if (account !== 'unknown' && account !== 'none') forgetRead();
    account = uid ?? 'none';
    // What was refused to one person may be another's.
    retryDenied();
    leaveProfile = uid === undefined ? undefined : valueAt(paths.user.at({ uid })).subscribe(refresh);
    refresh();
  });

  return {
    current: () => session,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    claim: async (name) => {
      isClaiming = true;
      try {
        return await attempt(name);
      } finally {
        isClaiming = false;
        refresh();
      }
    },
  };
};

const attempt = async (name: string): Promise<ClaimOutcome> => {
  const uid = await enterAsGuest().catch(() => undefined);
  if (uid === undefined || !(await until(connected, patienceMs))) return { kind: 'unreachable' };
  const outcome = await writeInRing(paths.profileSlots.at({ uid }), limits.profileRing, (slot) =>
    planClaim(uid, name, slot),
  );
  return outcome.kind === 'stored' ? { kind: 'entered' } : whyRefused(uid, name);
};

const whyRefused = async (uid: UserId, name: string): Promise<ClaimOutcome> => {
  try {
    const holder = await readOnce(paths.name.at({ skeleton: skeletonOf(name) }));
    if (holder === uid) return { kind: 'entered' };
    // Letters of another alphabet that are drawn like those of a name.
    const other =
      typeof holder === 'string' ? holder : await readOnce(paths.name.at({ skeleton: lookOf(name) }));
    if (typeof other !== 'string') return { kind: 'refused' };
    const existing = profile.read(await readOnce(paths.user.at({ uid: other })));
    return { kind: 'taken', existing: existing?.name };
  } catch {
    return { kind: connected.current() ? 'refused' : 'unreachable' };
  }
};
