import type { Executed } from './execute.ts';
import { execute } from './execute.ts';
import type { FakeUpstream } from './fake-upstream.ts';

const ISSUE = `mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) {
  __typename
  ... on InvoiceIssuePayload { orderId invoice { upstreamId orderId } }
  ... on UserError { code message path retryable }
  ... on InvalidInputError { faults { path message } }
  ... on UpstreamRejectedError { upstreamFields { name message } retryAfterSeconds }
  ... on OutcomeUnknownError { orderId since }
} }`;

export const LINE = { name: 'Abonament', unitPrice: '100.00', quantity: 1 };
export const PAYER = { email: 'a@exemplu.md' };

/** Runs `invoiceIssue` and selects all that it can answer. */
export const issue = (upstream: FakeUpstream, input: Readonly<Record<string, unknown>>): Promise<Executed> => execute(upstream, ISSUE, { input });
