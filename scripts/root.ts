import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the whole project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What a run leaves behind and the next one finds: data, logs, a browser. Ignored by git; may be deleted at any time. */
export const keep = join(root, '.causerie');
