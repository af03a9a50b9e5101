/** Reads what the inspector's page asks, which comes over the network like anything else. */
import type { Json } from '../tree/json.ts';
import type { Edit, TreeQuestion } from './answers.ts';

/** Rows that can be open at once, and keys above one of them. */
const most = { open: 1_000, keys: 64, keyCharacters: 1_000 };

type Fields = ReadonlyMap<string, unknown>;

export const parseTreeQuestion = (value: unknown): TreeQuestion | undefined => {
  const fields = fieldsOf(value);
  const ns = fields?.get('ns');
  const open = fields?.get('open');
  if (typeof ns !== 'string' || !Array.isArray(open) || open.length > most.open) return undefined;
  const places = open.map(parsePlace).filter((place) => place !== undefined);
  return places.length === open.length ? { ns, open: places } : undefined;
};

export const parseValueQuestion = (
  value: unknown,
): { readonly ns: string; readonly path: readonly string[] } | undefined => {
  const fields = fieldsOf(value);
  const ns = fields?.get('ns');
  const path = parseKeys(fields?.get('path'));
  return typeof ns !== 'string' || path === undefined ? undefined : { ns, path };
};

export const parseEdit = (value: unknown): Edit | undefined => {
  const fields = fieldsOf(value);
  const ns = fields?.get('ns');
  if (fields === undefined || typeof ns !== 'string') return undefined;
  const act = fields.get('act');
  if (act === 'undo') {
    const undo = fields.get('undo');
    return typeof undo === 'number' ? { act, ns, undo } : undefined;
  }
  const path = parseKeys(fields.get('path'));
  if (path === undefined) return undefined;
  const key = fields.get('key');
  const ifText = fields.get('ifText');
  switch (act) {
    case 'set':
      if (!fields.has('value')) return undefined;
      return {
        act,
        ns,
        path,
        value: fields.get('value') as Json,
        isNew: fields.get('isNew') === true,
        ...(typeof ifText === 'string' ? { ifText } : {}),
      };
    case 'rename':
      return typeof key === 'string' ? { act, ns, path, key } : undefined;
    case 'remove':
      return { act, ns, path };
    default:
      return undefined;
  }
};

const parsePlace = (value: unknown): TreeQuestion['open'][number] | undefined => {
  const fields = fieldsOf(value);
  const path = parseKeys(fields?.get('path'));
  if (fields === undefined || path === undefined) return undefined;
  const from = fields.get('from');
  const to = fields.get('to');
  const version = fields.get('version');
  return {
    path,
    ...(typeof from === 'string' ? { from } : {}),
    ...(typeof to === 'string' ? { to } : {}),
    ...(typeof version === 'number' ? { version } : {}),
  };
};

const parseKeys = (value: unknown): readonly string[] | undefined => {
  if (!Array.isArray(value) || value.length > most.keys) return undefined;
  const keys: readonly unknown[] = value;
  return keys.every((key): key is string => typeof key === 'string' && key.length <= most.keyCharacters)
    ? keys
    : undefined;
};

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : undefined;
