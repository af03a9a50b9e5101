import { childrenOf, type Tree, unchanged, type Window } from './tree.ts';

export interface TreeAddress {
  /** Without a slash at its end. */
  readonly origin: string;
  /** The instance, where the origin does not say it: emulators serve several under one. */
  readonly namespace?: string;
  /** What the requests are made with. */
  readonly token: () => Promise<string>;
}

/** A request that hangs would hold the instance until its own end. */
const requestMs = 20_000;
/** A write that calls no function. */
const quiet = { disableTriggers: 'true' } as const;
/** So many others in a row are an outage, or somebody who wants it to be one. */
const mostTries = 20;

/** The database has answered, and not with what was asked for. Says which status, and nothing of what was stored. */
class TreeError extends Error {
  override readonly name = 'TreeError';
}

const answer = async (response: Response): Promise<unknown> => {
  if (response.ok) return response.json();
  await response.body?.cancel();
  throw new TreeError(`status ${response.status}`);
};

/**
 * The tree over REST: it can read keys without what is below them, write without calling functions, and needs no connection that has to be
 * opened first and kept.
 */
export const restTree = ({ origin, namespace, token }: TreeAddress): Tree => {
  const request = async (
    path: string,
    params: Readonly<Record<string, string>>,
    init: {
      readonly method?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    } = {},
  ): Promise<Response> => {
    const keys = path === '' ? [] : path.split('/');
    const query = new URLSearchParams({ ...params, ...(namespace === undefined ? {} : { ns: namespace }) });
    return fetch(`${origin}/${keys.map(encodeURIComponent).join('/')}.json?${query}`, {
      method: init.method ?? 'GET',
      headers: { Authorization: `Bearer ${await token()}`, ...init.headers },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      signal: AbortSignal.timeout(requestMs),
    });
  };

  return {
    read: async (path, window) => answer(await request(path, window === undefined ? {} : paramsOf(window))),

    keys: async (path) => {
      const children = childrenOf(await answer(await request(path, { shallow: 'true' })));
      return [...children.keys()].toSorted();
    },

    update: async (changes) => {
      if (changes.size === 0) return;
      const init = { method: 'PATCH', body: Object.fromEntries(changes) };
      await answer(await request('', quiet, init));
    },

    change: async (path, plan, isQuiet = false) => {
      let found = await request(path, {}, { headers: { 'X-Firebase-ETag': 'true' } });
      for (let tries = 1; tries <= mostTries; tries += 1) {
        const current = found.status === 412 ? await found.json() : await answer(found);
        const etag = found.headers.get('etag') ?? '';
        const planned = plan(current);
        if (planned === unchanged) return current;
        found = await request(path, isQuiet ? quiet : {}, {
          method: 'PUT',
          headers: { 'if-match': etag },
          body: planned,
        });
        if (found.status !== 412) return answer(found);
      }
      throw new TreeError('contention');
    },
  };
};

const paramsOf = ({ equalTo, startAt, first }: Window): Readonly<Record<string, string>> => ({
  orderBy: JSON.stringify(equalTo?.child ?? '$key'),
  ...(equalTo === undefined ? {} : { equalTo: JSON.stringify(equalTo.value) }),
  ...(startAt === undefined ? {} : { startAt: JSON.stringify(startAt) }),
  limitToFirst: String(first),
});
