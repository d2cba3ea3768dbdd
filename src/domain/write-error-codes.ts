import { writeFile } from 'node:fs/promises';

import { errorCodesDocument } from './error-codes-document.ts';

// Run by `npm run codegen` from the root of the package.
await writeFile('schema/errors.md', errorCodesDocument());
