import type { IncomingHttpHeaders } from 'node:http';
import { identityOf } from '../rest/credential.ts';
import { parseTarget, type Target } from '../rest/request.ts';
import type { Trust } from '../trust.ts';

/** Of an HTTP request, what is looked at before anything is done about it. */
export interface Knock {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Why a request is turned away whatever it asks for, if so: it would act as the owner, or see what only the owner may,
 * and comes from a page that is not his. What the rules decide is not looked at.
 */
export const refusalOf = (knock: Knock, trust: Trust): string | undefined => {
  const target = parseTarget(knock.url);
  if ('problem' in target) return undefined; // It will be told so.
  if (isInspector(target)) return trust.refusalOfInspector(knock);
  // A browser asks this before it asks anything; were it refused, the page would never read why.
  if (knock.method === 'OPTIONS') return undefined;
  const [first] = target.segments;
  const isOwners = first === '.inspect' || first === '.settings' || speaksForOwner(knock, target);
  return isOwners ? trust.refusalOfOwner(knock) : undefined;
};

/** The pages below `/.inspect/` and what they ask for; its JSON files are for the tools around the emulator. */
const isInspector = ({ segments }: Target): boolean =>
  segments[0] === '.inspect' && segments.at(-1)?.endsWith('.json') !== true;

const speaksForOwner = ({ method, url, headers }: Knock, target: Target): boolean => {
  // Only the owner may act as somebody else: what counts is whose credential it is.
  const params = new Map(target.params);
  params.delete('auth_variable_override');
  const identity = identityOf({ method, url, headers, body: '' }, { ...target, params });
  return 'kind' in identity && identity.kind === 'admin';
};
