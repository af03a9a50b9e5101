import { limitToFirst } from 'firebase/database';
import { describe } from 'vitest';
import { reportReasons } from '@causerie/contract';
import { firstMessage, messageId } from './inhabitants.ts';
import { by, inTurn, type Operation, read, remove, server, set, setPriority, update } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import { deletion, reportFirst, takeSlot } from './writes.ts';

const world = worldOfThisFile();

const bobs = { uid: 'bob', reportId: messageId(1), slot: 'a' };
const place = `reports/${messageId(1)}`;
const reports = (changes: object = {}): Operation => update(reportFirst(bobs, changes));
const called = (reportId: string): Operation => update(reportFirst({ ...bobs, reportId }));

describe('reports/{reportId}', () => {
  table(
    world,
    reportReasons.map((reason) => ['bob', `reports for ${reason}`, 'allowed', reports({ reason })] as const),
  );

  table(world, [
    ['bob', 'reports', 'allowed', reports()],
    ['bob', 'reports with a note', 'allowed', reports({ note: 'The third time today.' })],
    ['gus', 'reports as a guest', 'allowed', update(reportFirst({ ...bobs, uid: 'gus' }))],
    ['ana', 'reports herself', 'allowed', update(reportFirst({ ...bobs, uid: 'ana' }))],
    [nobody, 'reports', 'denied', update(reportFirst({ ...bobs, uid: 'nobody' }))],
    ['eve', 'reports from outside', 'denied', update(reportFirst({ ...bobs, uid: 'eve' }))],
    [
      'bob',
      'reports after the server put him out',
      'denied',
      inTurn(server('members/lobby/bob', null), reports()),
    ],
    ['bob', 'reports as Ana', 'denied', reports({ uid: 'ana' })],
    ['ana', 'reports as Bob', 'denied', reports()],
    ['bob', 'reports for no reason', 'denied', reports({ reason: null })],
    ['bob', 'reports for a reason of his own', 'denied', reports({ reason: 'boring' })],
    ['bob', 'reports another author', 'denied', reports({ about: 'gus' })],
    ['bob', 'reports other words', 'denied', reports({ text: 'Much worse!' })],
    ['bob', 'reports what is not there', 'denied', reports({ messageId: messageId(9) })],
    ['bob', 'reports it in another room', 'denied', reports({ roomId: 'club' })],
    // Though a membership stayed, which the rules themselves never let happen.
    ...([1, 0] as const).map(
      (leftMs) =>
        [
          'bob',
          leftMs > 0 ? 'reports it while banned there' : 'reports it when the ban is over',
          leftMs > 0 ? 'denied' : 'allowed',
          inTurn(
            server('bans/lobby/bob', { by: 'oz', at: beginningMs, until: beginningMs + leftMs }),
            reports(),
          ),
        ] as const,
    ),
    ['bob', 'reports it by the way around', 'denied', reports({ roomId: 'club/../lobby' })],
    [
      'bob',
      'reports a room that is a path',
      'denied',
      reports({ roomId: `lobby/${firstMessage.id}`, messageId: 'text' }),
    ],
    [
      'bob',
      'reports what was deleted',
      'denied',
      inTurn(by('ana', update(deletion('lobby', firstMessage.id))), reports()),
    ],
    ['bob', 'says it was earlier', 'denied', reports({ at: beginningMs - 1 })],
    ['bob', 'adds an object for a note', 'denied', reports({ note: { a: 'b' } })],
    ['bob', 'adds a field', 'denied', reports({ handled: true })],
    ['bob', 'adds a priority', 'denied', reports({ '.priority': 1 })],
    ['bob', 'takes no slot', 'denied', set(place, reportFirst(bobs)[place])],
    [
      'bob',
      'takes a slot for another',
      'denied',
      update({ ...reportFirst(bobs), ...takeSlot('reports', 'bob', 'a', messageId(2)) }),
    ],
  ]);

  table(world, [
    ['bob', 'chooses an id that sorts last', 'allowed', called('z'.repeat(20))],
    ['bob', 'chooses a short one', 'denied', called('z'.repeat(19))],
    ['bob', 'chooses a long one', 'denied', called('z'.repeat(21))],
    ['bob', 'chooses __proto__', 'denied', called('__proto__')],
    ['bob', 'chooses constructor', 'denied', called('constructor')],
    ['bob', 'chooses emoji', 'denied', called('💬'.repeat(10))],
  ]);

  const reported = by('bob', reports());
  table(world, [
    ['bob', 'reads his', 'denied', inTurn(reported, read(place))],
    ['ana', 'reads what is said about her', 'denied', inTurn(reported, read(place))],
    ['oz', 'lists them', 'denied', inTurn(reported, read('reports', limitToFirst(1)))],
    ['bob', 'changes it', 'denied', inTurn(reported, set(`${place}/reason`, 'other'))],
    ['bob', 'adds a note later', 'denied', inTurn(reported, set(`${place}/note`, 'And more.'))],
    ['bob', 'writes it again', 'denied', inTurn(reported, update(reportFirst({ ...bobs, slot: 'b' })))],
    [
      'bob',
      'writes another',
      'allowed',
      inTurn(reported, update(reportFirst({ ...bobs, slot: 'b', reportId: messageId(2) }))),
    ],
    ['bob', 'takes it back', 'denied', inTurn(reported, remove(place))],
    ['ana', 'makes it disappear', 'denied', inTurn(reported, remove(place))],
    ['bob', 'gives it a priority', 'denied', inTurn(reported, setPriority(place, 1))],
    ['bob', 'removes one that is not there', 'denied', remove(place)],
    ['bob', 'removes all', 'denied', inTurn(reported, remove('reports'))],
  ]);
});
