import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getDatabase } from 'firebase-admin/database';
import { describe, expect, it } from 'vitest';
import { databasesOf } from '@causerie/emulator/databasesOf';
// The cut has to fall between a commit and its answer, which only an emulator in this process can arrange.
// oxlint-disable-next-line eslint/no-restricted-imports
import { placeHtml } from '../../functions/src/messages/placeHtml.ts';
import { Cable } from './cable.ts';
import { namespace, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

const text = '*hi*';
const html = '<p><em>hi</em></p>';

describe('placing html', () => {
  it('outlives a connection that goes before the answer comes', async () => {
    await stage.rest('PUT', '/messages/lobby/m1.json', { uid: 'ana', text });
    const cable = await Cable.to(stage.emulator.host, stage.emulator.port);
    const app = initializeApp({ databaseURL: `http://127.0.0.1:${cable.port}?ns=${namespace}` }, 'cut-off');
    stage.onLeave(async () => {
      await deleteApp(app);
      await cable.close();
    });
    let isCut = false;
    databasesOf(stage.emulator).onCommit(() => {
      if (isCut) return;
      isCut = true;
      cable.pull();
      cable.plug();
    });

    const placement = await placeHtml(getDatabase(app).ref('messages/lobby/m1'), text, html);

    // The first try arrived, its answer did not; the second found its work done, and compared all the same.
    expect(placement).toBe('unchanged');
    expect(isCut).toBe(true);
    expect(await (await stage.rest('GET', '/messages/lobby/m1/html.json')).json()).toBe(html);
  });
});
