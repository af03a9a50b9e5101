import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Place, PlaceAnswer } from '../../src/inspect/answers.ts';
import { server } from '../server.ts';
import { usePoll } from '../usePoll.ts';
import { placeId, rangeWith, rootId, rootPlace, type TreeRow, treeRows } from './treeRows.ts';

/** How often to look whether something changed. */
const pauseMs = 1_000;
/** As many places as the server answers about at once. */
const mostOpen = 1_000;

interface Known {
  readonly open: ReadonlyMap<string, Place>;
  readonly answers: ReadonlyMap<string, PlaceAnswer>;
}

const nothing: Known = { open: new Map([[rootId, rootPlace]]), answers: new Map() };

export interface Tree {
  readonly rows: readonly TreeRow[];
  readonly isLoaded: boolean;
  readonly toggle: (row: TreeRow, isOpen: boolean) => void;
  /** Opens everything on the way to a location. @returns the line of it, or of the nearest above that is there */
  readonly reveal: (path: readonly string[]) => Promise<string>;
  /** Looks at once, as after an edit. */
  readonly refresh: () => Promise<void>;
}

/** The part of a database that is open on the screen, kept as it is in the database. */
export const useTree = (ns: string, onTrouble: (error: unknown) => void): Tree => {
  const [known, setKnown] = useState(nothing);
  const latest = useRef(known);
  const put = useCallback((change: (before: Known) => Known): void => {
    latest.current = change(latest.current);
    setKnown(latest.current);
  }, []);
  useEffect(() => put(() => nothing), [ns, put]);

  const load = useCallback(
    async (places: readonly Place[]): Promise<void> => {
      const { answers } = latest.current;
      const open = places.slice(0, mostOpen).map((place) => {
        const version = answers.get(placeId(place))?.version;
        return version === undefined ? place : { ...place, version };
      });
      const answer = await server.tree({ ns, open });
      const news = answer.places.flatMap((each, index) => {
        const place = places[index];
        return each === null || place === undefined ? [] : [[placeId(place), each] as const];
      });
      if (news.length === 0) return;
      put((before) => ({ ...before, answers: new Map([...before.answers, ...news]) }));
    },
    [ns, put],
  );

  const refresh = useCallback(async (): Promise<void> => {
    try {
      await load([...latest.current.open.values()]);
    } catch (error) {
      onTrouble(error);
    }
  }, [load, onTrouble]);
  usePoll(refresh, pauseMs, [ns]);

  const openPlace = (place: Place): void =>
    put((before) => ({ ...before, open: new Map([...before.open, [placeId(place), place]]) }));

  const toggle = (row: TreeRow, isOpen: boolean): void => {
    const { place } = row;
    if (place === undefined || row.isOpen === isOpen) return;
    if (isOpen) {
      openPlace(place);
      load([place]).catch(onTrouble);
      return;
    }
    put(({ open, answers }) => ({
      open: new Map([...open].filter(([id]) => id !== row.id)),
      answers: row.id === rootId ? answers : new Map([...answers].filter(([id]) => id !== row.id)),
    }));
  };

  const reveal = async (path: readonly string[]): Promise<string> => {
    await load([rootPlace]);
    for (const [depth, key] of path.entries()) {
      const above = path.slice(0, depth);
      let place: Place | undefined = { path: above };
      while (place !== undefined) {
        openPlace(place);
        await load([place]);
        const answer = latest.current.answers.get(placeId(place));
        if (answer?.node.kind !== 'branch') return placeId({ path: above });
        place = rangeWith(answer, above, key);
      }
    }
    // The last step was to look among the children, so whether it is there is known.
    const isThere = treeRows('', new Set(latest.current.open.keys()), latest.current.answers).some(
      ({ id }) => id === placeId({ path }),
    );
    return placeId({ path: isThere ? path : path.slice(0, -1) });
  };

  const open = useMemo(() => new Set(known.open.keys()), [known.open]);
  const rows = useMemo(() => treeRows(ns, open, known.answers), [ns, open, known.answers]);
  return { rows, isLoaded: known.answers.has(rootId), toggle, reveal, refresh };
};
