import type { Denial } from '../src/engine/denials.ts';
import type {
  ConnectionsAnswer,
  Edit,
  EditAnswer,
  LiveAnswer,
  TreeAnswer,
  TreeQuestion,
  ValueAnswer,
} from '../src/inspect/answers.ts';

/** Everything the page asks of the emulator that serves it. Each promise rejects when the emulator does not answer. */
export const server = {
  live: (since: number): Promise<LiveAnswer> => ask(`live?since=${since}`),
  connections: (ns: string): Promise<ConnectionsAnswer> => ask(`connections?ns=${encodeURIComponent(ns)}`),
  tree: (question: TreeQuestion): Promise<TreeAnswer> => ask('tree', question),
  value: (ns: string, path: readonly string[]): Promise<ValueAnswer> => ask('value', { ns, path }),
  edit: (edit: Edit): Promise<EditAnswer> => ask('edit', edit),
  /** All that is at a location, priorities included, as a file. */
  download: async (ns: string, path: readonly string[]): Promise<Blob> => {
    const response = await fetch(`${urlOf(ns, path)}&format=export`, { headers: asOwner });
    if (!response.ok) throw new Error(await errorIn(response));
    return response.blob();
  },
  /** Puts a file at a location, in place of all that is there, without calling functions. */
  upload: async (ns: string, path: readonly string[], file: Blob): Promise<void> => {
    const response = await fetch(`${urlOf(ns, path)}&print=silent&disableTriggers=true`, {
      method: 'PUT',
      headers: { ...asOwner, 'content-type': 'application/json' },
      body: file,
    });
    if (!response.ok) throw new Error(await errorIn(response));
  },
  rules: async (ns: string): Promise<string> => {
    const response = await fetch(`/.settings/rules.json?ns=${encodeURIComponent(ns)}`, { headers: asOwner });
    if (!response.ok) throw new Error(await errorIn(response));
    return response.text();
  },
  denials: async (ns: string): Promise<readonly Denial[]> => {
    const response = await fetch(`/.inspect/denials.json?ns=${encodeURIComponent(ns)}`, { headers: asOwner });
    if (!response.ok) throw new Error(await errorIn(response));
    return (await response.json()) as readonly Denial[];
  },
};

const asOwner = { authorization: 'Bearer owner' };

const urlOf = (ns: string, path: readonly string[]): string =>
  `/${path.map(encodeURIComponent).join('/')}.json?ns=${encodeURIComponent(ns)}`;

const ask = async <Answer>(name: string, body?: object): Promise<Answer> => {
  const response = await fetch(`/.inspect/api/${name}`, {
    headers: { 'x-inspector': '1' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(await errorIn(response));
  return (await response.json()) as Answer;
};

const errorIn = async (response: Response): Promise<string> => {
  const text = await response.text();
  try {
    const { error } = JSON.parse(text) as { readonly error?: unknown };
    return typeof error === 'string' ? error : text;
  } catch {
    return text;
  }
};
