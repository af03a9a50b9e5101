import { admin } from '../auth/identity.ts';
import type { Database, Failure } from '../engine/database.ts';
import { toJson } from '../tree/json.ts';
import { emptyNode, type Node, nodeAt } from '../tree/node.ts';
import { formatPath, keyProblem, keysProblem, type Path } from '../tree/path.ts';
import type { Edit, EditAnswer, EditProblem } from './answers.ts';
import { isAtMost } from './treePlaces.ts';

/** An edit that can be taken back, while the places it changed are still as it left them. */
interface Undoable {
  readonly number: number;
  readonly database: Database;
  readonly places: readonly { readonly path: Path; readonly before: Node; readonly after: Node }[];
}

/** Changes data in the owner's name, all or nothing, and remembers how to take back the last change. */
export class Edits {
  #number = 0;
  /** One, as it may hold on to a tree of a million. */
  #last: Undoable | undefined;

  apply(database: Database, edit: Edit): EditAnswer {
    if (edit.act === 'set') return this.#set(database, edit);
    if (edit.act === 'rename') return this.#rename(database, edit);
    if (edit.act === 'remove') return this.#remove(database, edit.path);
    return this.#undo(database, edit.undo);
  }

  #set(
    database: Database,
    { path, value, isNew = false, ifText }: Extract<Edit, { act: 'set' }>,
  ): EditAnswer {
    const problem = keysProblem(path);
    if (problem !== undefined) return refuse('key', problem);
    const node = nodeAt(database.root, path);
    if (isNew && node.kind !== 'empty') return refuse('exists', printed(path));
    if (ifText !== undefined && editableText(node) !== ifText) return refuse('changed', printed(path));
    return this.#change(database, [path], () => database.set(admin, path, value));
  }

  #rename(database: Database, { path, key }: Extract<Edit, { act: 'rename' }>): EditAnswer {
    const problem = keyProblem(key);
    if (problem !== undefined) return refuse('key', problem);
    const node = nodeAt(database.root, path);
    const old = path.at(-1);
    if (old === undefined || node.kind === 'empty') return refuse('gone', printed(path));
    const to = [...path.slice(0, -1), key];
    if (nodeAt(database.root, to).kind !== 'empty') return refuse('exists', printed(to));
    const places = [
      // In this order, or a parent of one child would go in between, and its priority with it.
      { path: to, node },
      { path, node: emptyNode },
    ];
    return this.#change(database, [path, to], () => database.place(places));
  }

  #remove(database: Database, path: Path): EditAnswer {
    if (nodeAt(database.root, path).kind === 'empty') return refuse('gone', printed(path));
    return this.#change(database, [path], () => database.set(admin, path, null));
  }

  #undo(database: Database, number: number): EditAnswer {
    const last = this.#last;
    if (last?.number !== number || last.database !== database) return refuse('gone', '');
    const changed = last.places.find(({ path, after }) => nodeAt(database.root, path) !== after);
    if (changed !== undefined) return refuse('changed', printed(changed.path));
    const result = database.place(last.places.map(({ path, before }) => ({ path, node: before })));
    if (!result.ok) return refuse('data', result.message);
    this.#last = undefined;
    return { ok: true };
  }

  #change(
    database: Database,
    paths: readonly Path[],
    write: () => { readonly ok: true } | Failure,
  ): EditAnswer {
    const before = database.root;
    const result = write();
    if (!result.ok) return refuse('data', result.message);
    const after = database.root;
    const number = ++this.#number;
    this.#last = {
      number,
      database,
      places: paths
        .map((path) => placeChanged(before, after, path))
        .map((path) => ({ path, before: nodeAt(before, path), after: nodeAt(after, path) })),
    };
    return { ok: true, undo: number };
  }
}

/** A value as an editor shows it, or undefined when there is more of it than an editor is of use for. */
export const editableText = (node: Node): string | undefined =>
  isAtMost(node, editable.locations, editable.characters)
    ? JSON.stringify(toJson(node, 'export'), null, 2)
    : undefined;

const editable = { locations: 5_000, characters: 500_000 };

/** Where a write began to change things: a value that gets children is gone, and so is who lost his last child. */
const placeChanged = (before: Node, after: Node, path: Path): Path => {
  const depth = path.findIndex((_, at) => {
    const above = path.slice(0, at);
    const { kind } = nodeAt(before, above);
    return kind === 'leaf' || (kind === 'branch' && nodeAt(after, above).kind === 'empty');
  });
  return depth === -1 ? path : path.slice(0, depth);
};

const printed = (path: Path): string => `/${formatPath(path)}`;

const refuse = (problem: EditProblem, detail: string): EditAnswer => ({ ok: false, problem, detail });
