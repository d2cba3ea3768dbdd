import type { GraphQLResolveInfo } from 'graphql';

import { faultOfKey } from '../../ledger/idempotency-key.ts';
import type { IssueJob, JobPolicy, JobRowRequest } from '../../ledger/jobs/issue-job.ts';
import { UpstreamError } from '../../upstream/errors.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { createFaultCollector } from '../errors/fault-collector.ts';
import type { IdempotencyKeyExpiredErrorModel, IdempotencyKeyReusedErrorModel } from '../errors/idempotency-errors.ts';
import { IdempotencyKeyExpiredError, IdempotencyKeyReusedError, keyExpired, keyReused } from '../errors/idempotency-errors.ts';
import type { InvalidInputErrorModel } from '../errors/invalid-input-error.ts';
import { invalidInput, InvalidInputError } from '../errors/invalid-input-error.ts';
import type { UpstreamRejectedErrorModel } from '../errors/upstream-rejected-error.ts';
import { upstreamRejected, UpstreamRejectedError } from '../errors/upstream-rejected-error.ts';
import { canonicalInput } from '../mutation/canonical-input.ts';
import { faultsAsError } from '../mutation/run-write.ts';
import { REQUIRED_KEY } from '../mutation/write-result.ts';
import { InvoiceIssueJob, IssueManyPolicy } from './invoice-issue-job.ts';
import { invoiceMembers } from './invoice-issue-input.ts';
import type { IssueInput } from './issue-order.ts';
import { prepareRows } from './issue-many-rows.ts';

/** Most invoices of one job: a month of a small office, and a body within the limit of a request. */
export const MAX_ROWS = 500;

const OPERATION = 'invoiceIssueMany';

const InvoiceIssueManyRowInput = builder.inputType('InvoiceIssueManyRowInput', {
  description: 'One of many invoices to issue: the members of `InvoiceIssueInput`, without a key. Exactly one of `customerId` and `customer` is needed.',
  fields: (t) => invoiceMembers(t),
});

const InvoiceIssueManyInput = builder.inputType('InvoiceIssueManyInput', {
  description: 'Invoices to issue one after another.',
  fields: (t) => ({
    idempotencyKey: t.id({ required: true, description: REQUIRED_KEY }),
    policy: t.field({ type: IssueManyPolicy, defaultValue: 'CONTINUE', description: 'What a row that cannot be issued means for the others.' }),
    invoices: t.field({ type: [InvoiceIssueManyRowInput], required: true, description: `The invoices, 1 to ${MAX_ROWS}. They are issued in this order.` }),
  }),
});

interface InvoiceIssueManyPayloadModel {
  readonly kind: 'InvoiceIssueManyPayload';
  readonly job: IssueJob;
}

const InvoiceIssueManyPayload = builder.objectRef<InvoiceIssueManyPayloadModel>('InvoiceIssueManyPayload').implement({
  description: 'The invoices are written down and are issued one after another, also when the server stops meanwhile.',
  fields: (t) => ({ job: t.field({ type: InvoiceIssueJob, nullable: true, description: 'The job: ask it how far it is.', resolve: ({ job }) => job }) }),
});

const InvoiceIssueManyResult = builder.unionType('InvoiceIssueManyResult', {
  description: 'What became of `invoiceIssueMany`.',
  types: [InvoiceIssueManyPayload, InvalidInputError, UpstreamRejectedError, IdempotencyKeyReusedError, IdempotencyKeyExpiredError],
  resolveType: ({ kind }) => kind,
});

interface ManyInput {
  readonly idempotencyKey: string | number;
  readonly policy?: JobPolicy | null | undefined;
  readonly invoices: readonly IssueInput[];
}

type Refusal = InvalidInputErrorModel | UpstreamRejectedErrorModel;

/** What the input says wrong by itself, apart from its rows. */
const refusalOfInput = ({ idempotencyKey, invoices }: ManyInput): InvalidInputErrorModel | null => {
  const faults = createFaultCollector();
  faults.note(['idempotencyKey'], faultOfKey(`${idempotencyKey}`));
  if (invoices.length < 1 || invoices.length > MAX_ROWS) faults.add(['invoices'], `\`invoices\` holds ${invoices.length} invoices; it must hold 1 to ${MAX_ROWS}.`);
  return faultsAsError(faults);
};

/** The rows as they are written down, or why none is. */
const rowsOrRefusal = async ({ invoices }: ManyInput, policy: JobPolicy, canonical: readonly unknown[], context: GraphContext): Promise<readonly JobRowRequest[] | Refusal> => {
  try {
    const rows = await prepareRows(invoices, canonical, context);
    const [first, ...others] = rows.flatMap(({ faults }, i) => faults.map(({ path, message }) => ({ path: ['input', 'invoices', `${i}`, ...path.slice(1)], message })));
    return policy === 'CONTINUE' || first === undefined ? rows.map(({ request }) => request) : invalidInput([first, ...others]);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return upstreamRejected(error);
  }
};

type Result = InvoiceIssueManyPayloadModel | Refusal | IdempotencyKeyReusedErrorModel | IdempotencyKeyExpiredErrorModel;

const issueMany = async (input: ManyInput, context: GraphContext, info: GraphQLResolveInfo): Promise<Result> => {
  const { ledger } = context;
  const key = `${input.idempotencyKey}`;
  const badInput = refusalOfInput(input);
  if (badInput !== null) {
    await ledger.noteRefusal(OPERATION, faultOfKey(key) === null ? key : null, badInput.code);
    return badInput;
  }
  const policy = input.policy ?? 'CONTINUE';
  const canonical = canonicalInput(info.schema, 'InvoiceIssueManyInput', input) as { readonly invoices: readonly unknown[] };
  let refusal: Refusal | null = null;
  const started = await ledger.jobs.start({
    key,
    policy,
    input: { ...canonical, policy },
    async prepare() {
      const prepared = await rowsOrRefusal(input, policy, canonical.invoices, context);
      if (!('kind' in prepared)) return prepared;
      refusal = prepared;
      return null;
    },
  });
  // Invoices may be there that were not when the rows were checked.
  context.loaders.forget();
  switch (started.outcome) {
    case 'started':
      return { kind: 'InvoiceIssueManyPayload', job: started.job };
    case 'keyReused':
      return keyReused(started.key, started.since);
    case 'keyExpired':
      return keyExpired(started.key, started.since);
    case 'notStarted': {
      const why = refusal as Refusal | null;
      if (why === null) throw new Error('invoiceIssueMany started nothing and found no fault');
      await ledger.noteRefusal(OPERATION, key, why.code);
      return why;
    }
  }
};

builder.mutationField(OPERATION, (t) =>
  t.field({
    type: InvoiceIssueManyResult,
    nullable: true,
    description: 'Issues up to 500 invoices one after another, in the background. Each is made at most once, whatever breaks on the way; the answer tells where to ask how far it is.',
    args: { input: t.arg({ type: InvoiceIssueManyInput, required: true, description: 'The invoices.' }) },
    resolve: (_root, { input }, context, info) => issueMany(input, context, info),
  }),
);
