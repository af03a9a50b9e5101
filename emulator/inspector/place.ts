export const views = ['data', 'connections', 'activity', 'denials', 'coverage', 'rules'] as const;
export type View = (typeof views)[number];

/** Where in the inspector somebody is, as its address says: `#denials/demo`, `#rules/demo/12`. */
export interface InspectorPlace {
  readonly view: View;
  /** Undefined as long as nobody chose one. */
  readonly ns?: string;
  readonly line?: number;
}

export const readPlace = (hash: string): InspectorPlace => {
  const [view, ns, line] = hash.replace(/^#/, '').split('/').map(decode);
  const number = Number(line);
  return {
    view: views.find((each) => each === view) ?? 'data',
    ...(ns === undefined || ns === '' ? {} : { ns }),
    ...(Number.isSafeInteger(number) && number > 0 ? { line: number } : {}),
  };
};

export const formatPlace = ({ view, ns = '', line }: InspectorPlace): string =>
  `#${view}/${encodeURIComponent(ns)}${line === undefined ? '' : `/${line}`}`;

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
};
