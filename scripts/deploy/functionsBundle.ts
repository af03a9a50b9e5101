import { builtinModules } from 'node:module';
import { parseAst } from 'vite';
import type { Refusal } from './refusal.ts';

/** What one file of JavaScript takes from elsewhere and gives. */
export interface Module {
  readonly imports: readonly string[];
  readonly exports: readonly string[];
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';

const nodesBelow = (value: unknown): readonly Node[] => {
  if (Array.isArray(value)) return value.flatMap(nodesBelow);
  if (!isNode(value)) return [];
  return [value, ...Object.values(value).flatMap(nodesBelow)];
};

const textOf = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'Literal' && typeof value['value'] === 'string'
    ? value['value']
    : undefined;

const nameOf = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'Identifier' ? String(value['name']) : textOf(value);

const importOf = (node: Node): string | undefined => {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ImportExpression':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return textOf(node['source']);
    case 'CallExpression':
      return nameOf(node['callee']) === 'require'
        ? textOf((node['arguments'] as readonly unknown[])[0])
        : undefined;
    default:
      return undefined;
  }
};

/** Throws where the source is not JavaScript, which a bundle always is. */
export const readModule = (source: string): Module => {
  const nodes = nodesBelow(parseAst(source));
  return {
    imports: [...new Set(nodes.map(importOf).filter((name) => name !== undefined))],
    exports: nodes
      .filter(({ type }) => type === 'ExportSpecifier')
      .map((node) => nameOf(node['exported']))
      .filter((name) => name !== undefined),
  };
};

/** `dompurify` of `dompurify/dist/x.js`, `@scope/name` of `@scope/name/x`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const builtins: ReadonlySet<string> = new Set(builtinModules);

const isPackage = (specifier: string): boolean =>
  !/^(?:\.|\/|node:|file:)/.test(specifier) && !builtins.has(specifier);

/** A version that a registry can resolve; workspaces and folders of this machine are unknown to it. */
const isPublished = (version: string): boolean => /^[\d^~><=v]/.test(version);

/**
 * Why the deployed functions would not find what they import: they go up as one folder, and what its package.json lists is installed there.
 *
 * @param imports of every file of the bundle
 * @param dependencies of the functions' package.json
 */
export const unlistedImports = (
  imports: readonly string[],
  dependencies: ReadonlyMap<string, string>,
): readonly Refusal[] =>
  [...new Set(imports.filter(isPackage).map(packageOf))].flatMap((name) => {
    const version = dependencies.get(name);
    if (version !== undefined && isPublished(version)) return [];
    return [
      {
        what:
          version === undefined
            ? `The functions import ${name}, which functions/package.json does not list.`
            : `The functions import ${name}, which functions/package.json takes from ${version}: that is not there when deployed.`,
        fix: name.startsWith('@causerie/')
          ? 'Have it bundled: `ssr.noExternal` in functions/vite.config.ts.'
          : 'Add it to "dependencies" there (not to "devDependencies"), with its version.',
      },
    ];
  });
