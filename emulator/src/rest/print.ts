import type { Json } from '../tree/json.ts';
import { prettyJson } from './prettyJson.ts';
import type { Target } from './request.ts';
import { respond, respondEmpty, respondError, type RestResponse } from './response.ts';

/** The service sends no more than this at once. */
const responseBytes = 256 * 1024 * 1024;

/** A function a page has defined, perhaps inside an object of its own: nothing that could be a program. */
const callbackName = /^[A-Za-z_$][\w$]{0,63}(?:\.[A-Za-z_$][\w$]{0,63}){0,7}$/;

/** A value in the form that `print`, `callback` and `download` ask for. */
export const printValue = (
  { params }: Target,
  value: Json,
  headers: Readonly<Record<string, string>> = {},
): RestResponse => {
  const callback = params.get('callback');
  if (callback !== undefined && !callbackName.test(callback)) {
    return respondError(400, 'callback must be the name of a JavaScript function, such as "app.onData".');
  }
  if (params.get('print') === 'silent') return respondEmpty(204, headers);
  const text = stringify(value, params.get('print') === 'pretty');
  if (text === undefined || text.length > responseBytes) return tooLarge;
  const all = { ...headers, ...attachment(params.get('download')) };
  if (callback === undefined) return respond(200, text, all);
  return respond(200, `${callback}(${asScript(text)});`, {
    ...all,
    'Content-Type': 'application/javascript; charset=utf-8',
  });
};

const tooLarge = respondError(
  400,
  'Data requested exceeds the maximum size that can be accessed with a single request.',
);

const stringify = (value: Json, isPretty: boolean): string | undefined => {
  try {
    return isPretty ? prettyJson(value) : JSON.stringify(value);
  } catch (error) {
    // The engine of Node holds no text of half a gigabyte.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

/** Two characters that JSON may hold and old JavaScript takes for ends of lines. */
const asScript = (json: string): string =>
  json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

const attachment = (file: string | undefined): Readonly<Record<string, string>> =>
  file === undefined
    ? {}
    : { 'Content-Disposition': `attachment; filename="${file.replace(/[^\w.\- ]/g, '_').slice(0, 200)}"` };
