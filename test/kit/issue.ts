import { randomUUID } from 'node:crypto';

import type { Executed } from './execute.ts';
import { execute } from './execute.ts';
import type { FakeUpstream } from './fake-upstream.ts';

const ISSUE = `mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) {
  __typename
  ... on InvoiceIssuePayload { invoice { upstreamId orderId } }
  ... on UserError { code message path retryable }
  ... on InvalidInputError { faults { path message } }
  ... on UpstreamRejectedError { upstreamFields { name message } retryAfterSeconds }
  ... on OutcomeUnknownError { idempotencyKey since nextCheckAt }
} }`;

export const LINE = { name: 'Abonament', unitPrice: '100.00', quantity: 1 };
export const PAYER = { email: 'a@exemplu.md' };

/** Runs `invoiceIssue`, under a fresh key where the input has none, and selects all that it can answer. */
export const issue = (upstream: FakeUpstream, input: Readonly<Record<string, unknown>>): Promise<Executed> => execute(upstream, ISSUE, { input: { idempotencyKey: randomUUID(), ...input } });
