import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keep } from '../../scripts/root.ts';
import { openRooms } from '../e2e/visitor.ts';
import type { Finding } from './attack.ts';
import { catalogue } from './catalogue.ts';
import { lineOf, printReport, type ReportLine } from './report.ts';
import { Siege } from './siege.ts';
import { beginFire, fireId } from './underFire.ts';

/** Numbers with commas between them, when only some are wanted; `npm run attack -- --only` sets it. */
const wanted = process.env['CAUSERIE_ATTACKS']?.split(',').map(Number);
const attacks = catalogue.filter(({ id }) => wanted?.includes(id) ?? true);

/** An attack that came to no end has shown nothing. */
const asFinding = (error: unknown): Finding => ({
  tried: 0,
  by: '',
  evidence: [],
  breaches: [`Came to no end: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
});

const folder = join(keep, 'attacks');

describe('the suite under attack', () => {
  const siege = new Siege();
  const lines: ReportLine[] = [];

  beforeAll(async () => {
    await openRooms();
    if (attacks.some(({ id }) => id === fireId)) beginFire(siege);
  });
  afterAll(async () => {
    await siege.close();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'report.json'), `${JSON.stringify(lines, null, 2)}\n`);
    writeFileSync(join(folder, 'report.md'), `# Attacks\n\n${printReport(lines)}`);
  });

  it.each(attacks.map((attack) => [attack.id, attack.name, attack] as const))(
    '%i: %s',
    async (_id, _name, attack) => {
      const line = lineOf(attack, await attack.run(siege).catch(asFinding));
      lines.push(line);
      expect(line.breaches).toEqual([]);
      expect(line.verdict).not.toBe('BROKEN');
    },
    90_000,
  );

  it('has every number once', () => {
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
  });
});
