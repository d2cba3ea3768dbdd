import { createPreviewSignatures } from '../../src/server/preview-signatures.ts';

/** Signs the previews of the tests that run without a server. */
export const PREVIEWS = createPreviewSignatures('a secret of the tests, long enough');
