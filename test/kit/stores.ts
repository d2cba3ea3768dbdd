import { afterAll } from 'vitest';

import { createStorePlaces } from './store-places.ts';

const places = createStorePlaces();
afterAll(() => places.close());

/**
 * SQLite and PostgreSQL, for `describe.each(STORES)('… on $name', ({ newPlace }) => …)`. All that they made is removed when the
 * tests of the file are over.
 */
export const STORES = places.stores;
