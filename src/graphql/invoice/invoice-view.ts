import { builder } from '../builder.ts';

export const InvoiceView = builder.enumType('InvoiceView', {
  description: "A ready selection of invoices, as the tabs of e-Cont.md's own list. Combined with `filter` by AND.",
  values: {
    ALL: { description: 'Every invoice.' },
    ACTUAL: { description: 'Invoices that wait for money.' },
    DEADLINE: { description: 'Invoices that are due within 3 days.' },
    EXPIRED: { description: 'Invoices past their due date.' },
    REJECTED: { description: 'Cancelled invoices.' },
    ARCHIVED: { description: 'Invoices in the archive.' },
  } as const,
});
