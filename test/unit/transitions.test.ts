import { describe, expect, it } from 'vitest';

import { INVOICE_STATUSES } from '../../src/domain/invoice.ts';
import { faultOfInvoiceAction, INVOICE_ACTIONS } from '../../src/domain/invoice-transitions.ts';
import { SUBSCRIPTION_STATUSES } from '../../src/domain/subscription.ts';
import { faultOfSubscriptionAction, SUBSCRIPTION_ACTIONS } from '../../src/domain/subscription-transitions.ts';

describe('faultOfInvoiceAction', () => {
  /** What each status allows while the invoice is not in the archive. */
  it.each([
    ['DRAFT', ['SEND', 'CANCEL', 'ARCHIVE', 'PUSH', 'SIGN']],
    ['OPEN', ['SEND', 'CANCEL', 'SUSPEND', 'ARCHIVE', 'PUSH', 'SIGN']],
    ['SUSPENDED', ['CANCEL', 'RESUME', 'ARCHIVE', 'PUSH', 'SIGN']],
    ['SENT', ['SEND', 'CANCEL', 'SUSPEND', 'ARCHIVE', 'PUSH', 'SIGN']],
    ['PARTIALLY_PAID', ['SEND', 'ARCHIVE', 'PUSH', 'SIGN']],
    ['PAID', ['SEND', 'ARCHIVE', 'PUSH', 'SIGN']],
    ['REVERSED', ['ARCHIVE', 'PUSH', 'SIGN']],
    ['REFUNDED', ['ARCHIVE', 'PUSH', 'SIGN']],
    ['CANCELLED', ['ARCHIVE', 'PUSH', 'SIGN']],
    ['DENIED', ['ARCHIVE', 'PUSH', 'SIGN']],
    ['ARCHIVED', ['PUSH', 'SIGN']],
    ['UNKNOWN', ['SEND', 'CANCEL', 'SUSPEND', 'RESUME', 'ARCHIVE', 'PUSH', 'SIGN']],
  ] as const)('of an invoice that is %s', (status, allowed) => {
    expect(INVOICE_ACTIONS.filter((action) => faultOfInvoiceAction(action, { status, isArchived: false }) === null)).toEqual(allowed);
  });

  it('knows every status', () => {
    expect(INVOICE_STATUSES).toHaveLength(12);
  });

  it('lets what is in the archive out, unless its status is ARCHIVED', () => {
    for (const status of INVOICE_STATUSES) {
      expect(faultOfInvoiceAction('ARCHIVE', { status, isArchived: true })).toBe('The invoice is in the archive already.');
      expect(faultOfInvoiceAction('UNARCHIVE', { status, isArchived: true }) === null, status).toBe(status !== 'ARCHIVED');
    }
  });

  it('says what would be right', () => {
    expect([
      faultOfInvoiceAction('CANCEL', { status: 'PAID', isArchived: false }),
      faultOfInvoiceAction('RESUME', { status: 'OPEN', isArchived: false }),
      faultOfInvoiceAction('UNARCHIVE', { status: 'PAID', isArchived: false }),
      faultOfInvoiceAction('UNARCHIVE', { status: 'ARCHIVED', isArchived: true }),
    ]).toEqual([
      'The invoice is PAID; only one that is DRAFT, OPEN, SENT or SUSPENDED can be cancelled.',
      'The invoice is OPEN; only one that is SUSPENDED can be resumed.',
      'The invoice is not in the archive.',
      'The invoice is ARCHIVED, and that status is for good; only one that was put aside as it stands can be taken out of the archive.',
    ]);
  });
});

describe('faultOfSubscriptionAction', () => {
  it.each([
    ['PENDING', ['CANCEL']],
    ['DEMO', ['CANCEL']],
    ['ACTIVE', ['PAUSE', 'CANCEL']],
    ['SUSPENDED', ['RESUME', 'CANCEL']],
    ['CANCELLED', []],
    ['UNKNOWN', ['PAUSE', 'RESUME', 'CANCEL']],
  ] as const)('of a subscription that is %s', (status, allowed) => {
    expect(SUBSCRIPTION_ACTIONS.filter((action) => faultOfSubscriptionAction(action, status) === null)).toEqual(allowed);
  });

  it('knows every status, and says what would be right', () => {
    expect(SUBSCRIPTION_STATUSES).toHaveLength(6);
    expect([faultOfSubscriptionAction('PAUSE', 'DEMO'), faultOfSubscriptionAction('CANCEL', 'CANCELLED')]).toEqual([
      'The subscription is DEMO; only one that is ACTIVE can be paused.',
      'The subscription is CANCELLED already.',
    ]);
  });
});
