import { builder } from '../builder.ts';
import type { UserErrorModel } from './user-error.ts';
import { UserError } from './user-error.ts';

/** What a preview was made from. */
export const PREVIEW_PARTS = ['INPUT', 'CUSTOMER', 'TARIFF', 'DEPARTMENT', 'TOTALS'] as const;
export type PreviewPart = (typeof PREVIEW_PARTS)[number];

export interface PreviewStaleErrorModel extends UserErrorModel {
  readonly kind: 'PreviewStaleError';
  readonly changed: readonly (PreviewPart | 'TOKEN')[];
}

/** What was shown is not what would be issued. */
export const previewStale = (changed: readonly (PreviewPart | 'TOKEN')[]): PreviewStaleErrorModel => ({
  kind: 'PreviewStaleError',
  code: 'PREVIEW_STALE',
  message: changed.includes('TOKEN')
    ? '`previewToken` is none of this server, or is too old. Preview the invoice again. Nothing was sent.'
    : `What \`previewToken\` stands for has changed: ${changed.map((part) => part.toLowerCase()).join(', ')}. Preview the invoice again. Nothing was sent.`,
  path: ['input', 'previewToken'],
  changed,
});

const Part = builder.enumType('PreviewPart', {
  description: 'What an invoice was shown from.',
  values: {
    INPUT: { description: 'What the caller gave: it is not the invoice that was previewed.' },
    CUSTOMER: { description: 'The payer as e-Cont.md keeps it, or which customer the invoice is linked to.' },
    TARIFF: { description: 'The tariff of the subscription that is billed, or which tariff that is.' },
    DEPARTMENT: { description: "The seller's office: its VAT, currency, payment term or details." },
    TOTALS: { description: 'The net price, the VAT or the gross price.' },
    TOKEN: { description: 'The token itself: it is garbage, was signed by nobody here, or is older than its `expiresAt`.' },
  } as const,
});

export const PreviewStaleError = builder.objectRef<PreviewStaleErrorModel>('PreviewStaleError').implement({
  description: 'What `invoicePreview` showed is not what would be issued now. Nothing was sent.',
  interfaces: [UserError],
  fields: (t) => ({
    changed: t.field({ type: [Part], description: 'What differs, at least one.', resolve: ({ changed }) => changed }),
  }),
});
