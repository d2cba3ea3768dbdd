/** What is published beside the program: the schema, ready operations, documents. As far from the compiled files as from the bundle. */
export const SCHEMA_FOLDER = new URL('../../schema/', import.meta.url);
