import { builder } from '../builder.ts';
import type { PreviewWarning, PreviewWarningCode as PreviewWarningCodeName } from './preview-warnings.ts';
import { PREVIEW_WARNINGS } from './preview-warnings.ts';

const values = Object.fromEntries(Object.entries(PREVIEW_WARNINGS).map(([name, description]) => [name, { value: name, description }])) as Record<
  PreviewWarningCodeName,
  { readonly value: PreviewWarningCodeName; readonly description: string }
>;

const InvoicePreviewWarningCode = builder.enumType('InvoicePreviewWarningCode', { description: 'What `invoicePreview` may warn of.', values });

export const InvoicePreviewWarning = builder.objectRef<PreviewWarning>('InvoicePreviewWarning').implement({
  description: 'Something to look at before the invoice is issued. It does not stop the issue.',
  fields: (t) => ({
    code: t.field({ type: InvoicePreviewWarningCode, description: 'What it is, for programs.', resolve: ({ code }) => code }),
    message: t.exposeString('message', { description: 'What it is, in English, for people.' }),
    path: t.stringList({ nullable: true, description: 'The place in the input, from `input` on; `null` where no single place is meant.', resolve: ({ path }) => path }),
  }),
});
