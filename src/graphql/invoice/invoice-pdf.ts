import type { DocumentLink } from '../context.ts';
import { builder } from '../builder.ts';

export const InvoicePdf = builder.objectRef<DocumentLink>('InvoicePdf').implement({
  description: 'The invoice as a PDF file.',
  fields: (t) => ({
    url: t.field({ type: 'URL', description: 'A signed address on this server. Whoever has it can read the file until it expires.', resolve: ({ url }) => url }),
    expiresAt: t.field({ type: 'DateTime', description: 'From then on the address answers `LINK_EXPIRED`.', resolve: ({ expiresAt }) => expiresAt }),
    filename: t.exposeString('filename', { description: 'The name that a download gets.' }),
  }),
});
