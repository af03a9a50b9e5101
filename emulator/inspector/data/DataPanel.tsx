/** @jsxImportSource preact */
import { useId, useRef, useState } from 'preact/hooks';
import type { Edit } from '../../src/inspect/answers.ts';
import { server } from '../server.ts';
import { useStrings } from '../strings/language.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import { formatPath, placeId, readPath, rootId, type TreeRow } from './treeRows.ts';
import { type TreeKey, TreeView } from './TreeView.tsx';
import { useTree } from './useTree.ts';
import { ValueDialog } from './ValueDialog.tsx';

interface DataPanelProps {
  readonly ns: string;
  readonly onTrouble: (error: unknown) => void;
}

type Asking =
  | { readonly what: 'edit'; readonly path: readonly string[]; readonly text: string }
  | { readonly what: 'add'; readonly path: readonly string[] }
  | { readonly what: 'rename'; readonly path: readonly string[] }
  | { readonly what: 'removeAll' }
  | { readonly what: 'import'; readonly path: readonly string[]; readonly file: File };

interface Said {
  readonly text: string;
  readonly isBad: boolean;
}

/** The data of one database: to look at as it changes, and to change. */
export const DataPanel = ({ ns, onTrouble }: DataPanelProps) => {
  const strings = useStrings();
  const words = strings.data;
  const tree = useTree(ns, onTrouble);
  const [selectedId, setSelectedId] = useState(rootId);
  const [takesFocus, setTakesFocus] = useState(false);
  const [asking, setAsking] = useState<Asking>();
  const [said, setSaid] = useState<Said>();
  const [undo, setUndo] = useState<number>();
  const [typedPath, setTypedPath] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const help = useId();

  const selected = rowOf(tree.rows, selectedId);
  if (selected === undefined || !tree.isLoaded) return null;
  const { path } = selected.content;
  const isRange = selected.content.kind === 'range';
  const isEmpty = selected.content.kind === 'node' && selected.content.node.kind === 'empty';
  const say = (text: string, isBad = false): void => setSaid({ text, isBad });
  const fail = (error: unknown): void => say(error instanceof Error ? error.message : String(error), true);

  /** @returns whether it is there; else the nearest above it is selected */
  const reveal = async (to: readonly string[]): Promise<boolean> => {
    const id = await tree.reveal(to);
    setTakesFocus(true);
    setSelectedId(id);
    return id === placeId({ path: to });
  };

  const goTo = async (to: readonly string[]): Promise<void> => {
    const isThere = await reveal(to);
    setSaid(undefined);
    if (!isThere) say(words.notThere(formatPath(to)));
    await tree.refresh();
  };

  /** @returns what is wrong, for the dialog that asked */
  const change = async (edit: Edit, done: string): Promise<string | undefined> => {
    const answer = await server.edit(edit);
    if (!answer.ok) return words.problem(answer.problem, answer.detail);
    setUndo(answer.undo);
    setAsking(undefined);
    say(done);
    await tree.refresh();
    return undefined;
  };

  const remove = async (): Promise<void> => {
    const problem = await change({ act: 'remove', ns, path }, words.removed(formatPath(path)));
    if (problem !== undefined) return say(problem, true);
    // The line has gone: the keyboard goes to the next one, or to the one above.
    const next = neighbour(tree.rows, selected);
    setTakesFocus(true);
    if (next !== undefined) setSelectedId(next.id);
  };

  const act = async (what: TreeKey): Promise<void> => {
    setSaid(undefined);
    if (what === 'add') return setAsking({ what, path });
    if (isRange) return tree.toggle(selected, !selected.isOpen);
    if (what === 'rename' && path.length > 0) return setAsking({ what, path });
    if (what === 'remove' && !isEmpty) return path.length === 0 ? setAsking({ what: 'removeAll' }) : remove();
    if (what !== 'edit') return;
    const value = await server.value(ns, path);
    if ('tooLarge' in value) say(words.tooLarge, true);
    else setAsking({ what, path, text: value.text });
  };
  const start = (what: TreeKey) => (): void => void act(what).catch(fail);

  const takeBack = async (): Promise<void> => {
    if (undo === undefined) return;
    const problem = await change({ act: 'undo', ns, undo }, words.undone);
    setUndo(undefined);
    if (problem !== undefined) say(problem, true);
  };

  const exportFile = async (): Promise<void> => {
    const name = `${[ns, ...path]
      .join('-')
      .replace(/[^\p{L}\p{N}_-]+/gu, '_')
      .slice(0, 80)}.json`;
    const address = URL.createObjectURL(await server.download(ns, path));
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    URL.revokeObjectURL(address);
    say(words.exported(name));
  };

  const close = (): void => setAsking(undefined);
  const shown = formatPath(path);

  return (
    <div class="data">
      <form
        class="goto"
        onSubmit={(event) => {
          event.preventDefault();
          goTo(readPath(typedPath)).catch(fail);
        }}
      >
        <label>
          <span class="label">{words.goTo}</span>
          <input
            value={typedPath}
            placeholder="/"
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setTypedPath(currentTarget.value)}
          />
        </label>
        <button type="submit">{words.go}</button>
      </form>
      <fieldset class="toolbar" aria-label={words.actions}>
        <code class="path" title={words.selected}>
          {shown}
        </code>
        <button type="button" onClick={start('add')}>
          {words.add}
        </button>
        <button type="button" disabled={isRange} onClick={start('edit')}>
          {words.edit}
        </button>
        <button type="button" disabled={isRange || path.length === 0} onClick={start('rename')}>
          {words.rename}
        </button>
        <button type="button" disabled={isRange || isEmpty} onClick={start('remove')}>
          {words.remove}
        </button>
        <button type="button" disabled={undo === undefined} onClick={() => void takeBack().catch(fail)}>
          {words.undo}
        </button>
        <button type="button" onClick={() => void exportFile().catch(fail)}>
          {words.exportFile}
        </button>
        <button type="button" onClick={() => file.current?.click()}>
          {words.importFile}
        </button>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          class="unseen"
          tabIndex={-1}
          aria-label={words.importFile}
          onChange={({ currentTarget }) => {
            const chosen = currentTarget.files?.[0];
            // The same file can be chosen again.
            currentTarget.value = '';
            if (chosen !== undefined) setAsking({ what: 'import', path, file: chosen });
          }}
        />
      </fieldset>
      <output class={said?.isBad === true ? 'said bad' : 'said'}>{said?.text}</output>
      <TreeView
        label={words.tree(ns)}
        rows={tree.rows}
        selected={selected}
        takesFocus={takesFocus && asking === undefined}
        describedBy={help}
        onSelect={({ id }, byKeyboard) => {
          setTakesFocus(byKeyboard);
          setSelectedId(id);
        }}
        onToggle={tree.toggle}
        onKey={(key) => void act(key).catch(fail)}
      />
      <p id={help} class="quiet">
        {words.keys}
      </p>
      {asking?.what === 'edit' && (
        <ValueDialog
          title={words.editTitle(formatPath(asking.path))}
          text={asking.text}
          hasKey={false}
          onSave={(_key, value) =>
            change(
              { act: 'set', ns, path: asking.path, value, ifText: asking.text },
              words.saved(formatPath(asking.path)),
            )
          }
          onClose={close}
        />
      )}
      {asking?.what === 'add' && (
        <ValueDialog
          title={words.addTitle(formatPath(asking.path))}
          text=""
          hasKey
          onSave={async (key, value) => {
            const to = [...asking.path, key];
            const edit: Edit = { act: 'set', ns, path: to, value, isNew: true };
            const problem = await change(edit, words.saved(formatPath(to)));
            if (problem === undefined) await reveal(to);
            return problem;
          }}
          onClose={close}
        />
      )}
      {asking?.what === 'rename' && (
        <RenameDialog
          title={words.renameTitle(formatPath(asking.path))}
          oldKey={asking.path.at(-1) ?? ''}
          onRename={async (key) => {
            const to = [...asking.path.slice(0, -1), key];
            const edit: Edit = { act: 'rename', ns, path: asking.path, key };
            const problem = await change(edit, words.renamed(formatPath(asking.path), formatPath(to)));
            if (problem === undefined) await reveal(to);
            return problem;
          }}
          onClose={close}
        />
      )}
      {asking?.what === 'removeAll' && (
        <ConfirmDialog
          title={words.removeAllTitle(ns)}
          action={words.removeAll}
          onConfirm={() => change({ act: 'remove', ns, path: [] }, words.removed('/'))}
          onClose={close}
        />
      )}
      {asking?.what === 'import' && (
        <ConfirmDialog
          title={words.importTitle(formatPath(asking.path))}
          text={words.importText(asking.file.name, strings.bytes(asking.file.size))}
          action={words.importDo}
          onConfirm={async () => {
            await server.upload(ns, asking.path, asking.file);
            setUndo(undefined);
            setAsking(undefined);
            say(words.imported(asking.file.name, formatPath(asking.path)));
            await tree.refresh();
            return undefined;
          }}
          onClose={close}
        />
      )}
    </div>
  );
};

/** The line that is selected, or, when it has gone, the nearest above that there still is. */
const rowOf = (rows: readonly TreeRow[], id: string): TreeRow | undefined => {
  const row = rows.find((each) => each.id === id);
  if (row !== undefined) return row;
  const [path] = JSON.parse(id) as [readonly string[]];
  if (path.length === 0) return rows[0];
  return rowOf(rows, JSON.stringify([path.slice(0, -1), null, null]));
};

const neighbour = (rows: readonly TreeRow[], row: TreeRow): TreeRow | undefined => {
  const siblings = rows.filter(({ parentId }) => parentId === row.parentId);
  const at = siblings.indexOf(row);
  return siblings[at + 1] ?? siblings[at - 1] ?? rows.find(({ id }) => id === row.parentId);
};
