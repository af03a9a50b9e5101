import { type ExportedItem, isLegalKey, limits, paths, serverPaths } from '@causerie/contract';
import { childrenOf, type Tree } from '../tree/tree.ts';

/** Where an export reads. */
export interface ExportSource {
  readonly tree: Tree;
  /** Messages of one person in one room by their ids, from the first after `after` on. */
  readonly messagesOf: (
    uid: string,
    place: { readonly roomId: string; readonly after: string; readonly first: number },
  ) => Promise<ReadonlyMap<string, unknown>>;
}

const sections = ['profile', 'rooms', 'messages', 'reactions', 'reports'] as const;

/** Where an export stands: in which section, in which room, and after which row. */
export interface ExportPosition {
  readonly section: (typeof sections)[number];
  readonly room: string;
  readonly after: string;
}

export interface ExportPage {
  readonly items: readonly ExportedItem[];
  readonly next: string | null;
}

/** A page ends when one of these is reached: its items, its characters as JSON, the reads it took. */
const mostCharacters = 500_000;
const mostReads = 30;
const rowsPerRead = 50;

export const firstPosition: ExportPosition = { section: 'profile', room: '', after: '' };

const isKey = (value: unknown): value is string =>
  typeof value === 'string' && (value === '' || isLegalKey(value));

/** Reads the `next` of a page before; undefined when it is not one. */
export const readPosition = (cursor: string): ExportPosition | undefined => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(cursor);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed) || parsed.length !== 3) return undefined;
  const [section, room, after] = parsed as readonly unknown[];
  const known = sections.find((name) => name === section);
  return known !== undefined && isKey(room) && isKey(after) ? { section: known, room, after } : undefined;
};

/** What one read gave. `on`: where the section goes on; it is over without. */
interface Piece {
  readonly items: readonly ExportedItem[];
  readonly on?: { readonly room: string; readonly after: string };
}

type Read = (source: ExportSource, uid: string, at: ExportPosition) => Promise<Piece>;

const item = (path: string, value: unknown): readonly ExportedItem[] =>
  value === null ? [] : [{ path, value }];

/** The next rows of a place after a key, and the last key if there may be more. */
const rowsAfter = async (
  tree: Tree,
  place: string,
  after: string,
): Promise<{ readonly rows: ReadonlyMap<string, unknown>; readonly last?: string }> => {
  const window = { first: rowsPerRead, ...(after === '' ? {} : { startAt: after }) };
  const rows = new Map(childrenOf(await tree.read(place, window)));
  const last = rows.size === rowsPerRead ? [...rows.keys()].at(-1) : undefined;
  rows.delete(after);
  return { rows, ...(last === undefined ? {} : { last }) };
};

/** A section that goes through rooms, one read after the other. */
const roomByRoom =
  (
    place: { readonly pattern: string },
    read: (source: ExportSource, uid: string, at: ExportPosition) => Promise<Piece>,
  ): Read =>
  async (source, uid, at) => {
    const collection = place.pattern.split('/')[0] ?? '';
    const rooms = (await source.tree.keys(collection)).filter((room) => room >= at.room);
    const [room, following] = rooms;
    if (room === undefined) return { items: [] };
    const piece = await read(source, uid, { ...at, room, after: room === at.room ? at.after : '' });
    if (piece.on !== undefined || following === undefined) return piece;
    return { ...piece, on: { room: following, after: '' } };
  };

/** The collections that have one row a person, as the contract lists them. Their rooms are many, and come page by page. */
const ownPlaces = [
  ...new Set(
    Object.values(paths)
      .map(({ pattern }) => pattern.split('/'))
      .filter(([collection, second]) => second === '{uid}' && collection !== 'mine')
      .map(([collection]) => collection),
  ),
];

const reads: Readonly<Record<ExportPosition['section'], Read>> = {
  profile: async ({ tree }, uid) => {
    const own = ownPlaces.map((collection) => `${collection}/${uid}`);
    const values = await Promise.all(own.map((path) => tree.read(path)));
    return { items: own.flatMap((path, index) => item(path, values[index] ?? null)) };
  },

  rooms: async ({ tree }, uid, { after }) => {
    const { rows, last } = await rowsAfter(tree, paths.mine.at({ uid }), after);
    const items = await Promise.all(
      [...rows].map(async ([roomId, value]) => {
        const path = paths.member.at({ roomId, uid });
        return [...item(paths.mineEntry.at({ uid, roomId }), value), ...item(path, await tree.read(path))];
      }),
    );
    return { items: items.flat(), ...(last === undefined ? {} : { on: { room: '', after: last } }) };
  },

  messages: roomByRoom(paths.messages, async ({ messagesOf }, uid, { room: roomId, after }) => {
    const rows = await messagesOf(uid, { roomId, after, first: rowsPerRead });
    const last = [...rows.keys()].at(-1);
    return {
      items: [...rows].flatMap(([messageId, value]) => item(paths.message.at({ roomId, messageId }), value)),
      ...(rows.size < rowsPerRead || last === undefined ? {} : { on: { room: roomId, after: last } }),
    };
  }),

  reactions: roomByRoom(serverPaths.reactionsInRoom, async ({ tree }, uid, { room: roomId, after }) => {
    const { rows, last } = await rowsAfter(tree, serverPaths.reactionsInRoom.at({ roomId }), after);
    return {
      items: [...rows].flatMap(([messageId, people]) =>
        item(`${paths.reactions.at({ roomId, messageId })}/${uid}`, childrenOf(people).get(uid) ?? null),
      ),
      ...(last === undefined ? {} : { on: { room: roomId, after: last } }),
    };
  }),

  reports: async ({ tree }, uid, { after }) => {
    const { rows, last } = await rowsAfter(tree, 'reports', after);
    return {
      items: [...rows].flatMap(([reportId, report]) =>
        childrenOf(report).get('uid') === uid ? item(paths.report.at({ reportId }), report) : [],
      ),
      ...(last === undefined ? {} : { on: { room: '', after: last } }),
    };
  },
};

const after = (at: ExportPosition, on: Piece['on']): ExportPosition | undefined => {
  if (on !== undefined) return { ...at, ...on };
  const section = sections[sections.indexOf(at.section) + 1];
  return section === undefined ? undefined : { section, room: '', after: '' };
};

/**
 * A page of what is stored about somebody: their profile and limits, their rooms, what they said, how they reacted, what they reported. Not
 * who reported them: that is about those others.
 */
export const exportPage = async (
  source: ExportSource,
  uid: string,
  from: ExportPosition,
): Promise<ExportPage> => {
  const items: ExportedItem[] = [];
  let characters = 0;
  let at: ExportPosition | undefined = from;
  // One read can bring twice as many items as rows.
  const isRoom = (): boolean =>
    items.length + 2 * rowsPerRead <= limits.exportItems && characters < mostCharacters;
  for (let count = 0; at !== undefined && count < mostReads && isRoom(); count += 1) {
    const piece: Piece = await reads[at.section](source, uid, at);
    items.push(...piece.items);
    characters += JSON.stringify(piece.items).length;
    at = after(at, piece.on);
  }
  return { items, next: at === undefined ? null : JSON.stringify([at.section, at.room, at.after]) };
};
