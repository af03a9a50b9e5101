import { isAbsolute, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './root.ts';

/** `…/rules/src/rules.ts:12:5: ERROR: Expected ")"`, as tsx writes it. */
const atFront = /^\s*(\S+\.tsx?):(\d+):(\d+): ERROR: (.*)$/m;
/** `Unexpected token`, and on the next line, in a drawn corner, `functions/src/index.ts:2:12`: Vite. */
const inCorner = /^(?:\[[^\]]*\]\s*)?(.+)\n\s*╭─\[ (\S+?):(\d+):(\d+) \]/m;
/** `ReferenceError: x is not defined`, and below it, somewhere, the first place in a source of ours. */
const thrown = /^\s*(?:Uncaught )?\w*Error(?: \[\w+\])?: (.*)$/m;
const place = /(?:file:\/\/)?(\/[^\s()]*\/(?:rules|contract|functions|emulator|web)\/[^\s():]+):(\d+):(\d+)/;

const at = (file: string, line: string, column: string, text: string): string =>
  `${isAbsolute(file) ? relative(root, file) : file}:${line}:${column}: ${text}`;

/** One sentence out of what a failed compilation prints, with the place to look at when it names one. */
export const describeFailure = (printed: string): string => {
  const output = stripVTControlCharacters(printed).trim();

  const [, frontFile, frontLine, frontColumn, frontText] = atFront.exec(output) ?? [];
  if (frontFile !== undefined) return at(frontFile, frontLine ?? '', frontColumn ?? '', frontText ?? '');

  const [, cornerText, cornerFile, cornerLine, cornerColumn] = inCorner.exec(output) ?? [];
  if (cornerFile !== undefined) return at(cornerFile, cornerLine ?? '', cornerColumn ?? '', cornerText ?? '');

  const error = thrown.exec(output);
  if (error === null) return output;
  const [, file, line, column] = place.exec(output.slice(error.index)) ?? [];
  return file === undefined ? error[0].trim() : at(file, line ?? '', column ?? '', error[1] ?? '');
};
