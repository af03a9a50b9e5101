// assertSucceeds and assertFails are the assertions here.
/* oxlint-disable vitest/expect-expect */
import {
  assertFails,
  assertSucceeds,
  initializeTestEnvironment,
  type RulesTestEnvironment,
} from '@firebase/rules-unit-testing';
import { describe, expect, it } from 'vitest';
import { stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

const rules = `{
  // Everybody keeps a diary, and nobody but an editor reads another's.
  "rules": {
    "diaries": {
      "$uid": {
        ".read": "auth.uid === $uid || auth.token.role === 'editor'",
        ".write": "auth.uid === $uid && newData.child('text').isString()",
      },
    },
  },
}`;

const environment = async (): Promise<RulesTestEnvironment> => {
  const { host, port } = stage.emulator;
  const testEnvironment = await initializeTestEnvironment({
    projectId: 'demo-diaries',
    database: { host, port, rules },
  });
  stage.onLeave(() => testEnvironment.cleanup());
  return testEnvironment;
};

describe('rules-unit-testing', () => {
  it('asserts what succeeds and what fails', async () => {
    const testEnvironment = await environment();
    const ana = testEnvironment.authenticatedContext('ana').database();
    const stranger = testEnvironment.unauthenticatedContext().database();
    await assertSucceeds(ana.ref('diaries/ana').set({ text: 'Dear diary' }));
    await assertSucceeds(ana.ref('diaries/ana').get());
    await assertFails(ana.ref('diaries/ana').set({ text: 3 }));
    await assertFails(ana.ref('diaries/bob').get());
    await assertFails(stranger.ref('diaries/ana').get());
    await assertFails(stranger.ref('diaries/ana').once('value'));
    await assertFails(stranger.ref('diaries/ana').set({ text: 'x' }));
    await assertFails(stranger.ref('diaries/ana').transaction(() => ({ text: 'x' })));
  });

  it('passes claims to the rules', async () => {
    const testEnvironment = await environment();
    const as = (role: string) => testEnvironment.authenticatedContext('eve', { role }).database();
    await assertSucceeds(as('editor').ref('diaries/ana').get());
    await assertFails(as('reader').ref('diaries/ana').get());
  });

  it('switches rules off, and clears the data', async () => {
    const testEnvironment = await environment();
    await testEnvironment.withSecurityRulesDisabled(async (context) => {
      await context
        .database()
        .ref('diaries')
        .set({ ana: 'not even an object', bob: { text: 'x' } });
    });
    const ana = testEnvironment.authenticatedContext('ana').database();
    expect((await ana.ref('diaries/ana').get()).val()).toBe('not even an object');
    await testEnvironment.clearDatabase();
    expect((await ana.ref('diaries/ana').get()).val()).toBeNull();
  });

  it('reports rules that do not parse', async () => {
    const { host, port } = stage.emulator;
    await expect(
      initializeTestEnvironment({
        projectId: 'demo-broken',
        database: { host, port, rules: '{"rules": {".read": "tr"}}' },
      }),
    ).rejects.toThrow("Unknown variable 'tr'");
  });
});
