import type { MessageId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { unsentActions } from './unsentActions.ts';

const id = '-O000000000000000001' as MessageId;

/** A field with a draft over an outbox that gives a text back, or keeps it. */
const stage = (draft: string, given: string | undefined) => {
  let shown = draft;
  let focused = 0;
  const actions = unsentActions(
    { retry: () => undefined, takeBack: () => given, turnAtMs: () => undefined },
    (change) => (shown = change(shown)),
    () => (focused += 1),
  );
  return { actions, shown: () => shown, focused: () => focused };
};

describe('unsentActions', () => {
  it.each([
    ['puts a text into an empty field', '', 'hello', 'hello', 1],
    ['loses nothing of what is being written', 'and then', 'hello', 'hello\nand then', 1],
    ['leaves what is being sent where it is', 'and then', undefined, 'and then', 0],
  ])('%s', (_what, draft, given, expected, focused) => {
    const field = stage(draft, given);
    field.actions.edit(id);
    expect([field.shown(), field.focused()]).toEqual([expected, focused]);
  });

  it('keeps the focus when it tries again', () => {
    const field = stage('and then', undefined);
    field.actions.retry(id);
    expect([field.shown(), field.focused()]).toEqual(['and then', 1]);
  });
});
