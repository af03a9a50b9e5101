import {
  callableAddress,
  readCallFailure,
  type CallableName,
  type Callables,
  type CallFailure,
} from '@causerie/contract';
import { firebase } from './firebase.ts';

export type CallOutcome<Name extends CallableName> =
  | { readonly result: Callables[Name]['result'] }
  | { readonly failure: CallFailure | { readonly reason: 'unreachable' } };

/** Asks a function of ours something, as the person in front of the page. Never rejects. */
export const call = async <Name extends CallableName>(
  name: Name,
  data: Callables[Name]['data'],
): Promise<CallOutcome<Name>> => {
  const user = firebase().auth.currentUser;
  if (user === null) return { failure: { reason: 'signedOut' } };
  try {
    const response = await fetch(callableAddress(name), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await user.getIdToken()}` },
      body: JSON.stringify({ data }),
    });
    const answer = (await response.json().catch(() => undefined)) as
      { readonly result?: unknown } | undefined;
    return response.ok && answer?.result !== undefined
      ? { result: answer.result as Callables[Name]['result'] }
      : { failure: readCallFailure(answer) };
  } catch {
    return { failure: { reason: 'unreachable' } };
  }
};
