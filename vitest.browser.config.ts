import { defineConfig } from 'vitest/config';

import { oneGraphql } from './vitest.config.ts';

/** Tests that need a browser; `npm test` does without them. */
export default defineConfig({
  resolve: { alias: [oneGraphql] },
  test: { include: ['test/browser/**/*.test.ts'], environment: 'node', testTimeout: 60_000, hookTimeout: 60_000 },
});
