import { rootPath, type Path } from './path.ts';

/** What is wrong with a value someone asked to write. A class, because any plain object could be the value itself. */
export class DataProblem {
  /** A sentence for the client, with the place in it. */
  readonly problem: string;
  /** Where in the written value, relative to its root. */
  readonly path: Path;

  constructor(what: string, path: Path = rootPath) {
    this.problem = `Invalid data${path.length === 0 ? '' : ` at ${placeName(path)}`}: ${what}`;
    this.path = [...path];
  }
}

export const isDataProblem = (value: unknown): value is DataProblem => value instanceof DataProblem;

const placeName = (path: Path): string => {
  const text = path.join('/');
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
};
