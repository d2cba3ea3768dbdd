import { defineConfig } from 'vitest/config';

/**
 * graphql 16 ships two builds without an `exports` map: Vite would take the `module` one for our files while Node gives its
 * libraries the `main` one, and graphql refuses to work with two copies of itself.
 */
export const oneGraphql = { find: /^graphql$/, replacement: 'graphql/index.js' };

export default defineConfig({
  resolve: { alias: [oneGraphql] },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'node_modules/**', 'dist/**'],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    reporters: ['default'],
    // graphql-js leaves rejections behind where a list fails before all of its items have come; there it is run for comparison.
    onUnhandledError: (error) => ('VITEST_TEST_PATH' in error && String(error.VITEST_TEST_PATH).endsWith('differential.test.ts') ? false : undefined),
  },
});
