import { firstRoomId, paths } from '@causerie/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inviteCompanions } from '../../scripts/companions/inviteCompanions.ts';
import { livingRooms } from '../../scripts/seed/livingRooms.ts';
import { ownerDatabase } from '../../scripts/seed/ownerDatabase.ts';
import { openBrowser } from '../support/browser.ts';
import { addresses, owner } from '../support/world.ts';
import { openRooms, visit } from './visitor.ts';

describe('the companions of the first rooms', () => {
  let browser: Browser;
  let sendHome: () => Promise<void>;
  const problems: unknown[] = [];

  beforeAll(async () => {
    await openRooms();
    // People and memberships; what they said would only stand in the way of other tests.
    const { tree } = livingRooms(Date.now());
    const settled = [...tree].filter(([place]) => /^(users|names|members|mine)\//.test(place));
    await ownerDatabase(addresses()).update(new Map(settled), { quietly: true });
    browser = await openBrowser();
    sendHome = await inviteCompanions(addresses(), (error) => problems.push(error));
  });
  afterAll(async () => {
    await sendHome();
    await browser.close();
    for (const [place] of livingRooms(Date.now()).tree) {
      if (place.startsWith('members/')) await owner.write(place, null);
    }
  });

  it('welcome a newcomer by name, answer, and are held to the rules that all are held to', async () => {
    const ana = await visit(browser);
    await ana.say('good evening everyone');
    await ana.log.getByText(`Welcome, ${ana.name}.`).waitFor();
    await ana.say('and the goose?');
    await ana.log.getByText('There was never a goose.').waitFor();
    expect(problems).toEqual([]);
  });

  it('go when they are sent home', async () => {
    await sendHome();
    await expect
      .poll(() => owner.read(paths.presence.at({ uid: 'seedColette' })), { timeout: 5000 })
      .toBeNull();
    expect(await owner.read(paths.member.at({ roomId: firstRoomId, uid: 'seedColette' }))).not.toBeNull();
  });
});
