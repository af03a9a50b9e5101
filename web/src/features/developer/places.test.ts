import type { RoomId, UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { placesOf } from './places.ts';

describe('placesOf', () => {
  it('finds what belongs to a room and to a person, each once', () => {
    const { room, person } = placesOf('lobby' as RoomId, 'ana' as UserId);
    expect(room).toEqual(expect.arrayContaining(['rooms/lobby', 'messages/lobby', 'reactions/lobby']));
    expect(person).toEqual(expect.arrayContaining(['users/ana', 'mine/ana', 'limits/ana']));
    const all = [...room, ...person];
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((place) => place.includes('{'))).toEqual([]);
  });

  it('knows nothing of nobody', () => {
    expect(placesOf('lobby' as RoomId, undefined).person).toEqual([]);
  });
});
