import type { Sandbox } from '../../src/sandbox/start.ts';
import type { PostedAnswer } from './facade-process.ts';

/** Where operations are sent to. */
export interface Endpoint {
  readonly post: (body: { readonly query: string; readonly variables?: unknown }) => Promise<PostedAnswer>;
}

/** What became of an issue, as a client reads it. */
export interface IssueAnswer {
  readonly typename: string;
  readonly code: string | null;
  readonly retryable: boolean;
  readonly upstreamId: number | null;
  readonly orderNumber: string | null;
}

const ISSUE = `mutation Issue($input: InvoiceIssueInput!) { invoiceIssue(input: $input) {
  __typename
  ... on InvoiceIssuePayload { invoice { upstreamId orderNumber } }
  ... on UserError { code message retryable }
} }`;

/** The input of a key: each has an order number of its own, by which the sandbox counts without asking the ledger. */
export const inputOf = (key: string): Readonly<Record<string, unknown>> => ({
  idempotencyKey: key,
  orderNumber: orderNumberOf(key),
  customer: { email: 'plata@exemplu.md', companyName: 'Exemplu SRL' },
  lines: [{ name: 'Abonament', unitPrice: '100.00', quantity: 2 }],
});
export const orderNumberOf = (key: string): string => `N-${key}`;

interface IssueResult {
  readonly __typename: string;
  readonly invoice?: { readonly upstreamId: number; readonly orderNumber: string | null } | null;
  readonly code?: string;
  readonly retryable?: boolean;
}

/** Sends the issue of a key once. `null`: nobody answered. */
export const issueOnce = async (endpoint: Endpoint, key: string, over: Readonly<Record<string, unknown>> = {}): Promise<IssueAnswer | null> => {
  const answer = await endpoint.post({ query: ISSUE, variables: { input: { ...inputOf(key), ...over } } });
  if (answer === null) return null;
  const result = answer.data?.['invoiceIssue'] as IssueResult | null | undefined;
  if (result == null) {
    const [error] = (answer.errors ?? []) as readonly { readonly extensions?: { readonly code?: string; readonly retryable?: boolean } }[];
    return { typename: 'error', code: error?.extensions?.code ?? JSON.stringify(answer), retryable: error?.extensions?.retryable ?? false, upstreamId: null, orderNumber: null };
  }
  return { typename: result.__typename, code: result.code ?? null, retryable: result.retryable ?? false, upstreamId: result.invoice?.upstreamId ?? null, orderNumber: result.invoice?.orderNumber ?? null };
};

const RESOLVE = `mutation Resolve($input: MutationOutcomeResolveInput!) { mutationOutcomeResolve(input: $input) { __typename ... on UserError { code message } } }`;

/** Says, as a person who sees that there is no invoice, that it shall be sent again. Answers the type or code of what came of it. */
export const resendOf = async (endpoint: Endpoint, key: string): Promise<string> => {
  const answer = await endpoint.post({ query: RESOLVE, variables: { input: { idempotencyKey: key, resolution: 'RESEND', reason: 'It is not in the list of invoices.' } } });
  if (answer === null) return 'nobody';
  const result = answer.data?.['mutationOutcomeResolve'] as { readonly __typename: string; readonly code?: string } | null | undefined;
  return result == null ? `error ${JSON.stringify(answer.errors)}` : (result.code ?? result.__typename);
};

/** Calls of `put/invoice` that came so far. */
export const putsOf = (sandbox: Sandbox): number => sandbox.calls.count('invoice.put');

/** What the sandbox itself says against the keys: invoices that were made twice, for nobody, or not at all. Empty: exactly one for each. */
export const breachesOf = (sandbox: Sandbox, keys: readonly string[]): readonly string[] => {
  const byNumber = sandbox.state.invoices.createdBy('order_number');
  const byId = sandbox.state.invoices.createdBy('order_id');
  const wanted = new Set(keys.map(orderNumberOf));
  return [
    ...[...wanted].filter((number) => !byNumber.has(number)).map((number) => `no invoice of ${number}`),
    ...[...byNumber].filter(([, count]) => count > 1).map(([number, count]) => `${count} invoices of ${number}`),
    ...[...byNumber.keys()].filter((number) => !wanted.has(number)).map((number) => `an invoice of ${number}, which nobody asked for`),
    ...[...byId].filter(([, count]) => count > 1).map(([id, count]) => `${count} invoices of order id ${id}`),
  ];
};
