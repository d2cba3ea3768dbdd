import { writeFile } from 'node:fs/promises';

import { printedSchema } from './print-schema.ts';

// Run by `npm run codegen` from the root of the package.
await writeFile('schema/schema.graphql', printedSchema());
