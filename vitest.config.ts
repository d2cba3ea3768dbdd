import { defineConfig } from 'vitest/config';

/**
 * graphql 16 ships two builds without an `exports` map: Vite would take the `module` one for our files while Node gives its
 * libraries the `main` one, and graphql refuses to work with two copies of itself.
 */
export const oneGraphql = { find: /^graphql$/, replacement: 'graphql/index.js' };

/** The suites that start PostgreSQL servers and kill processes: each file in a process of its own, since the first to end would stop the server of the others. */
const STORES = ['test/ledger/**/*.test.ts', 'test/faults/**/*.test.ts', 'test/e2e/audit-verify.test.ts'];

const common = { environment: 'node', testTimeout: 20_000, hookTimeout: 30_000 } as const;

export default defineConfig({
  test: {
    // Two workers on two cores: many suites wait for processes they started, for a disk or for a clock.
    maxWorkers: 2,
    reporters: ['default'],
    // graphql-js leaves rejections behind where a list fails before all of its items have come; there it is run for comparison.
    onUnhandledError: (error) => ('VITEST_TEST_PATH' in error && String(error.VITEST_TEST_PATH).endsWith('differential.test.ts') ? false : undefined),
    projects: [
      { resolve: { alias: [oneGraphql] }, test: { ...common, name: 'stores', include: STORES } },
      // Loading the schema and its libraries anew for each file took longer than half of the tests: here files follow one another in one process.
      {
        resolve: { alias: [oneGraphql] },
        test: { ...common, name: 'product', include: ['test/**/*.test.ts'], exclude: ['test/browser/**', ...STORES], isolate: false },
      },
    ],
  },
});
