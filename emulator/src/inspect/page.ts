import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

export interface InspectorPage {
  readonly html: string;
  /** Lets the page run the one script and use the one style sheet that it was built with, and ask this server alone. */
  readonly policy: string;
}

/** Where the build puts it: beside the bundle that this code is in then, or in `dist` when it runs from its sources. */
const places = ['./inspector.html', '../../dist/inspector.html'];

let known: InspectorPage | undefined;

/** The inspector's page, or undefined when nobody has built it. */
export const inspectorPage = (): InspectorPage | undefined => {
  if (known !== undefined) return known;
  const file = places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url));
  if (file === undefined) return undefined;
  const html = readFileSync(file, 'utf8');
  known = { html, policy: policyFor(html) };
  return known;
};

export const notBuilt =
  'The inspector is a page that has to be built once, and it has not been: run `npx vite build emulator`.\n';

/** @param html with its script and its styles in it, each in one element */
const policyFor = (html: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashesOf(html, 'script')}`,
    `style-src ${hashesOf(html, 'style')}`,
    "connect-src 'self'",
    // The report of what rules came to, which this server prints.
    "frame-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

const hashesOf = (html: string, element: 'script' | 'style'): string => {
  const contents = [...html.matchAll(new RegExp(`<${element}\\b[^>]*>([^]*?)</${element}>`, 'g'))].map(
    ([, content = '']) => content,
  );
  const hashes = contents.map(
    (content) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`,
  );
  return hashes.length === 0 ? "'none'" : hashes.join(' ');
};
