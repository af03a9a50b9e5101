import { limits, paths, type RoomId } from '@causerie/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { readPage } from '../../backend/readPage.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { Button } from '../../ui/Button.tsx';
import { useCloseDialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { fold } from '../../ui/fold.ts';
import { Problem } from '../../ui/Problem.tsx';
import { readDirectory, type ListedRoom } from './directory.ts';
import { addressOf } from './roomInAddress.ts';
import './BrowseRooms.css';

/** The public rooms, page by page. What is searched is what has been fetched, and it says so. */
export const BrowseRooms = ({
  own,
  onCreate,
}: {
  readonly own: ReadonlySet<string>;
  readonly onCreate: () => void;
}) => {
  const { browse: words } = useScreenStrings();
  const [rooms, setRooms] = useState<readonly ListedRoom[]>([]);
  const [state, setState] = useState<'loading' | 'more' | 'all' | 'failed'>('loading');
  const [typed, setTyped] = useState('');
  const last = useRef<string>(undefined);

  const load = useCallback(async (): Promise<void> => {
    try {
      const page = await readPage(paths.directory.at({}), last.current, limits.roomsPerRead);
      last.current = page.at(-1)?.key ?? last.current;
      const found = readDirectory(page);
      setRooms((before) => [...before, ...found.filter(({ id }) => before.every((room) => room.id !== id))]);
      setState(page.length < limits.roomsPerRead ? 'all' : 'more');
    } catch {
      setState('failed');
    }
  }, []);
  useEffect(() => void load(), [load]);

  const wanted = fold(typed.trim());
  const shown = rooms.filter(({ name, topic }) => fold(`${name} ${topic}`).includes(wanted));
  return (
    <>
      <Field label={words.search} hint={state === 'more' ? words.searched(rooms.length) : undefined}>
        {(field) => (
          <input {...field} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        )}
      </Field>
      <output className="visually-hidden">
        {state === 'loading' ? words.loading : words.found(shown.length)}
      </output>
      <ul className="dialog-rows">
        {shown.map((room) => (
          <Row key={room.id} room={room} isOwn={own.has(room.id)} />
        ))}
      </ul>
      {state === 'loading' && <p className="dialog-hint">{words.loading}</p>}
      {state !== 'loading' && state !== 'failed' && shown.length === 0 && (
        <p className="dialog-hint">{rooms.length === 0 ? words.none : words.noMatch}</p>
      )}
      <Problem words={state === 'failed' ? words.failed : undefined} />
      <div className="dialog-buttons">
        {(state === 'more' || state === 'failed') && (
          <Button
            kind="quiet"
            onClick={() => {
              setState('loading');
              void load();
            }}
          >
            {state === 'more' ? words.more : words.tryAgain}
          </Button>
        )}
        <Button kind={shown.length === 0 ? 'primary' : 'quiet'} onClick={onCreate}>
          {words.create}
        </Button>
      </div>
    </>
  );
};

const Row = ({
  room: { id, name, topic },
  isOwn,
}: {
  readonly room: { readonly id: RoomId; readonly name: string; readonly topic: string };
  readonly isOwn: boolean;
}) => {
  const { browse: words } = useScreenStrings();
  const close = useCloseDialog();
  return (
    <li>
      <a className="browse-row" href={addressOf(id)} onClick={close}>
        <span className="browse-words">
          <bdi className="browse-name">{name}</bdi>
          <bdi className="browse-topic">{topic}</bdi>
        </span>
        <span className="browse-action">{isOwn ? words.open : words.join}</span>
      </a>
    </li>
  );
};
