/** What was thrown, as an error: loaders answer errors in the place of what failed. */
export const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
