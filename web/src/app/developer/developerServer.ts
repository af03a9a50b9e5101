import type { UserId } from '@causerie/contract';
import type { LoggedWrite } from '../../backend/writeLog.ts';
import { denialOf, readDenials, type Denial } from '../../features/developer/denials.ts';
import type { Rendered } from '../../features/developer/SanitiserView.tsx';

/** Asks the server that serves this page for developing; see `scripts/developerTools.ts`. Rejects when it has no answer. */
const ask = async (what: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(
    `/__developer/${what}`,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
  );
  if (!response.ok) throw new Error(`/__developer/${what} answered ${response.status}.`);
  return response.json();
};

/** Why the emulator denied a write of `uid`, if it says so. */
export const explainWrite = async (
  uid: UserId | undefined,
  write: LoggedWrite,
): Promise<Denial | undefined> => {
  const { verdict, atMs, changes } = write;
  const tookMs = verdict.state === 'waiting' ? 0 : verdict.tookMs;
  return denialOf(readDenials(await ask('denials')), changes, uid, atMs + tookMs);
};

export const renderOnServer = (
  asked: { readonly text: string } | { readonly html: string },
): Promise<Rendered> => ask('render', asked) as Promise<Rendered>;
