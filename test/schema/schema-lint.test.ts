import { describe, expect, it } from 'vitest';

import { schema } from '../../src/graphql/schema.ts';
import { lintSchema } from './rules/all.ts';

describe('the published schema', () => {
  it('keeps every convention', () => {
    expect(lintSchema(schema)).toEqual([]);
  });
});
