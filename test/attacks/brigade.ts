import { limits, paths } from '@causerie/contract';
import { type Person as Account, signUp, updateAs } from '../support/people.ts';
import { owner } from '../support/world.ts';
import { post, reportFirst } from '../rules/writes.ts';
import { type Attack, checked } from './attack.ts';
import { newId, type Siege } from './siege.ts';

/** The first call of all has to start a process and load it. */
const firstCallMs = 20_000;

const brigading: Attack = {
  id: 58,
  name: 'Have somebody silenced by reports: of one’s guests, of one account again and again',
  defence: `Only different people with accounts count, and it takes ${limits.complaints.people} of them`,
  promise: 'partly',
  run: async (siege) => {
    const victim = await signUp('guest');
    const roomId = await siege.room();
    const admit = ({ uid }: Account) =>
      owner.write(paths.member.at({ roomId, uid }), { role: 'member', joinedAt: 1 });
    const guests = await Promise.all([1, 2, 3, 4].map(() => signUp('guest')));
    const accounts = await Promise.all(
      Array.from({ length: limits.complaints.people }, () => signUp('account')),
    );
    await Promise.all([victim, ...guests, ...accounts].map(admit));
    const messageId = newId();
    const said = { uid: victim.uid, text: 'Hello', at: Date.now(), slot: 'e' };
    await owner.write(paths.message.at({ roomId, messageId }), said);

    const report = async (by: Account, slot = 'a'): Promise<void> => {
      const reportId = newId();
      const about = { roomId, messageId, about: victim.uid, text: said.text };
      const passed = await updateAs(by, reportFirst({ uid: by.uid, reportId, slot }, about));
      if (!passed) throw new Error('A report was refused.');
      await counted(siege, reportId);
    };
    for (const guest of guests) await report(guest);
    const [first, ...others] = accounts;
    for (const slot of ['a', 'b', 'c', 'd']) if (first !== undefined) await report(first, slot);
    const sanction = () => owner.read(paths.sanction.at({ uid: victim.uid }));
    const early = await sanction();
    for (const account of others) await report(account);
    const late = await sanction();
    const speaks = await updateAs(victim, post({ uid: victim.uid, roomId, messageId: newId(), slot: 'a' }));
    return {
      ...checked('functions', [
        {
          what: `${guests.length} guests and 4 reports of one account silence nobody`,
          holds: early === null,
        },
        {
          what: `${accounts.length} people with accounts do, by a mute that the rules hold`,
          holds: late !== null && !speaks,
        },
      ]),
      tried: guests.length + 4,
    };
  },
};

const counted = async (siege: Siege, reportId: string): Promise<void> => {
  const log = await siege.functionLog();
  await log.entries.until(
    (entries) => entries.some((entry) => entry['reportId'] === reportId),
    'the report was counted',
    firstCallMs,
  );
};

export const brigadeAttacks: readonly Attack[] = [brigading];
