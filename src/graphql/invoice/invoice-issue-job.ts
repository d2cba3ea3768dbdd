import type { IssueJob, IssueJobRow } from '../../ledger/jobs/issue-job.ts';
import { builder } from '../builder.ts';
import { argumentError } from '../errors/coded-error.ts';
import { found } from '../node/found.ts';
import { upstreamIdOf } from '../node/global-id.ts';
import { readLedgerConnection } from '../pagination/ledger-connection.ts';
import { InvoiceIssueJobRow, InvoiceIssueJobRowConnection } from './invoice-issue-job-row.ts';

export const IssueManyPolicy = builder.enumType('IssueManyPolicy', {
  description: 'What a row that cannot be issued means for the others.',
  values: {
    ALL_OR_NOTHING: { description: 'Every row is checked before any is sent; with one fault nothing is. What e-Cont.md refuses afterwards does not undo the rows before it.' },
    CONTINUE: { description: 'Rows with a fault are refused, the others are sent.' },
  } as const,
});

const State = builder.enumType('InvoiceIssueJobState', {
  description: 'Whether a job has rows left to send.',
  values: {
    RUNNING: { description: 'Rows are left to send, by this server or by the next one.' },
    COMPLETED: { description: 'No row is left to send. Rows of unknown outcome are still looked for.' },
  } as const,
});

const Progress = builder.objectRef<IssueJob['progress']>('InvoiceIssueJobProgress').implement({
  description: 'The rows of a job by where they stand. `total = waiting + done + refused + unknown`.',
  fields: (t) => ({
    total: t.exposeInt('total', { description: 'All rows of the job.' }),
    waiting: t.exposeInt('waiting', { description: 'Rows that have not been sent yet, or are being sent.' }),
    done: t.exposeInt('done', { description: 'Rows whose invoice was issued.' }),
    refused: t.exposeInt('refused', { description: 'Rows that nothing was made of.' }),
    unknown: t.exposeInt('unknown', { description: 'Rows of which nobody knows yet whether their invoice was made.' }),
  }),
});

export const InvoiceIssueJob = builder.objectRef<IssueJob>('InvoiceIssueJob');

builder.node(InvoiceIssueJob, {
  description: 'Many invoices that are issued one after another, each at most once. It goes on after a restart, and costs no call to read.',
  id: { resolve: ({ id }) => id },
  fields: (t) => ({
    idempotencyKey: t.exposeID('key', { description: 'The key of `invoiceIssueMany` that started it.' }),
    policy: t.field({ type: IssueManyPolicy, description: 'What a row that cannot be issued means for the others.', resolve: ({ policy }) => policy }),
    state: t.field({ type: State, description: 'Whether rows are left to send.', resolve: ({ state }) => state }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true, description: 'When no row was left to send; `null` before that.' }),
    progress: t.field({ type: Progress, description: 'How far it is.', resolve: ({ progress }) => progress }),
    rows: t.connection({
      type: InvoiceIssueJobRow,
      nullable: true,
      description: 'Its rows, in the order of the input.',
      resolve: ({ id }, args, context, info) =>
        readLedgerConnection<IssueJobRow>({ identity: { list: 'InvoiceIssueJob.rows', parent: id }, read: (window) => context.ledger.jobs.rows(id, window), positionOf: ({ index }) => index }, args, context, info),
    }, InvoiceIssueJobRowConnection),
  }),
});

builder.queryField('invoiceIssueJob', (t) =>
  t.field({
    type: InvoiceIssueJob,
    nullable: true,
    description: 'A job of many invoices, by its id or by its key. An unknown one answers `null` with the code `NOT_FOUND`.',
    args: {
      id: t.arg.id({ description: 'The `id` of the job. Exactly one of `id` and `idempotencyKey` is needed.' }),
      idempotencyKey: t.arg.id({ description: 'The key of `invoiceIssueMany`.' }),
    },
    resolve: async (_root, { id, idempotencyKey }, context) => {
      if ((id == null) === (idempotencyKey == null)) throw argumentError('INVALID_INPUT', 'id', 'Exactly one of `id` and `idempotencyKey` is needed.');
      if (idempotencyKey != null) return found('job', await context.ledger.jobs.byKey(idempotencyKey));
      const jobId = upstreamIdOf(context, 'InvoiceIssueJob', id ?? '');
      return found('job', jobId === null ? null : await context.ledger.jobs.byId(jobId));
    },
  }),
);
