import type { Connection } from '../../src/inspect/answers.ts';
import type { QueryWords } from '../strings/Strings.ts';

type Query = Connection['listens'][number]['query'];

/** Reads the letters by which the protocol names the parts of a query. */
export const queryWords = (query: Query): QueryWords => {
  const field = new Map(Object.entries(query));
  const bound = (value: string, key: string): string | undefined => {
    if (!field.has(value)) return undefined;
    const at = JSON.stringify(field.get(value));
    return field.has(key) ? `${at}, ${JSON.stringify(field.get(key))}` : at;
  };
  const limit = field.get('l');
  const order = field.get('i');
  return {
    order: typeof order === 'string' ? order : undefined,
    from: bound('sp', 'sn'),
    isFromIncluded: field.get('sin') !== false,
    to: bound('ep', 'en'),
    isToIncluded: field.get('ein') !== false,
    limit: typeof limit === 'number' ? limit : undefined,
    isFromEnd: field.get('vf') === 'r',
  };
};
