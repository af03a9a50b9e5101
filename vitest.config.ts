import { defineConfig } from 'vitest/config';

const packages = '{contract,rules,emulator,functions,web,scripts}';

/** Whether it is asked how well the rules are tested: see "Proving the rules" in CONTRIBUTING.md. */
const isProof = process.env['CAUSERIE_PROOF'] !== undefined;

/** What the tests of the rules came to: it begins when they have ended. */
const proof = {
  test: {
    name: 'proof',
    include: ['test/proof/**/*.spec.ts'],
    globalSetup: ['test/proof/collect.ts'],
    sequence: { groupOrder: 1 },
  },
};

/**
 * Four kinds of tests, by what has to run beside them. No test is ever retried: one that fails now and then
 * has found something.
 */
export default defineConfig({
  test: {
    projects: [
      {
        // Pure parts, beside their sources.
        test: {
          name: 'unit',
          include: [`${packages}/**/*.test.{ts,tsx}`],
          exclude: ['**/node_modules/**', '**/dist/**', '**/lib/**'],
          testTimeout: 10_000,
        },
      },
      {
        // The official SDKs and REST against an emulator that each file starts for itself.
        test: { name: 'protocol', include: ['test/protocol/**/*.spec.ts'], testTimeout: 20_000 },
      },
      {
        // The printed rules, who may do what.
        test: {
          name: 'rules',
          include: ['test/rules/**/*.spec.ts'],
          globalSetup: isProof ? ['test/proof/collect.ts'] : [],
          testTimeout: 20_000,
        },
      },
      ...(isProof ? [proof] : []),
      {
        // Everything together, and real browsers: one emulator suite for all of them.
        test: {
          name: 'suite',
          include: ['test/{functions,e2e,attacks}/**/*.spec.ts'],
          globalSetup: ['test/support/suite.ts'],
          // They share two processors with the suite itself; side by side they would only measure each other.
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
