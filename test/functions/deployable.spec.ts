import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../functions/', import.meta.url));
const bundle = readFileSync(`${folder}lib/index.js`, 'utf8');
const manifest = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as {
  readonly main: string;
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** Loads the bundle as a process of its own and says whether jsdom came with it. */
const loadsJsdom = (functionTarget?: string): boolean => {
  const script = `
    import { createRequire } from 'node:module';
    const { cache } = createRequire(import.meta.url);
    const { onMessageWritten } = await import(${JSON.stringify(`${folder}lib/index.js`)});
    if (typeof onMessageWritten !== 'function') throw new Error('There is no such function.');
    // The process ends when nothing is left to load.
    process.once('exit', () => console.log(Object.keys(cache).some((file) => file.includes('/node_modules/jsdom/'))));`;
  const { FUNCTION_TARGET: _, ...env } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: folder,
    env: functionTarget === undefined ? env : { ...env, FUNCTION_TARGET: functionTarget },
    encoding: 'utf8',
  });
  if (stderr !== '') throw new Error(stderr);
  return stdout.trim() === 'true';
};

describe('the functions folder, deployed by itself', () => {
  it('needs nothing but what its manifest lists', () => {
    const imports = Array.from(
      bundle.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g),
      ([, name = '']) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'),
    );
    const known = new Set([...Object.keys(manifest.dependencies), ...builtinModules]);
    expect(imports).not.toEqual([]);
    expect(imports.filter((name) => !known.has(name.replace(/^node:/, '')))).toEqual([]);
  });

  it('lists packages of the registry only, each at one version', () => {
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(manifest).toMatchObject({ main: 'lib/index.js', engines: { node: '22' } });
  });

  it('loads jsdom only in the instance that renders', () => {
    expect(loadsJsdom()).toBe(false);
    expect(loadsJsdom('anotherFunction')).toBe(false);
    expect(loadsJsdom('onMessageWritten')).toBe(true);
  });
});
