import type { ErrorCode as ErrorCodeName } from '../../domain/error-codes.ts';
import type { IssueJobRow } from '../../ledger/jobs/issue-job.ts';
import { jobRowState } from '../../ledger/jobs/job-state.ts';
import { builder } from '../builder.ts';
import { ErrorCode } from '../errors/error-code.ts';
import { outcomeUnknown } from '../errors/outcome-unknown-error.ts';
import { Invoice } from './invoice-ref.ts';
import { loadInvoice } from './load-invoice.ts';

const RowState = builder.enumType('InvoiceIssueJobRowState', {
  description: 'Where one row of a job stands.',
  values: {
    WAITING: { description: 'It has not been sent yet.' },
    IN_PROGRESS: { description: 'It is being sent.' },
    DONE: { description: 'Its invoice was issued.' },
    REFUSED: { description: 'Nothing was made of it; `code` and `message` say why.' },
    UNKNOWN: { description: 'It was sent, but no answer that can be trusted came back: the invoice may exist. It is looked for, and not sent again by itself.' },
  } as const,
});

/** Why a row has no invoice; `null` where it has one, or may get it. */
const problemOf = ({ key, record, failure }: IssueJobRow): { readonly code: ErrorCodeName; readonly message: string } | null => {
  if (record?.state === 'UNKNOWN') return outcomeUnknown(key, record.sentAt, record.nextCheckAt);
  return failure ?? record?.failure ?? null;
};

export const InvoiceIssueJobRow = builder.objectRef<IssueJobRow>('InvoiceIssueJobRow').implement({
  description: 'One invoice of a job.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Place in `invoices` of the input, from 0.' }),
    idempotencyKey: t.exposeID('key', { description: 'The key of this row: of the job, a slash, and the index. `mutationOutcome` knows it, and `invoiceIssue` with it and the same input is a repeat of this row.' }),
    state: t.field({ type: RowState, description: 'How far it is.', resolve: ({ record, failure }) => jobRowState(failure !== null, record?.state ?? null) }),
    invoice: t.field({
      type: Invoice,
      nullable: true,
      description: 'The invoice that was issued; `null` as long as there is none.',
      resolve: ({ record }, _args, { loaders }) => (record?.reference == null ? null : loadInvoice(loaders, record.reference)),
    }),
    code: t.field({ type: ErrorCode, nullable: true, description: 'Why there is no invoice, for programs; `null` where there is one, or may be.', resolve: (row) => problemOf(row)?.code ?? null }),
    message: t.string({ nullable: true, description: 'Why there is no invoice, for people; `null` where there is one, or may be.', resolve: (row) => problemOf(row)?.message ?? null }),
  }),
});

export const InvoiceIssueJobRowConnection = builder.connectionObject(
  {
    type: InvoiceIssueJobRow,
    name: 'InvoiceIssueJobRowConnection',
    description: 'A page of the rows of a job.',
    fields: (t) => ({ totalCount: t.int({ nullable: true, description: 'How many rows the job has in all.', resolve: (list) => list.totalCount() }) }),
  },
  { name: 'InvoiceIssueJobRowEdge', description: 'A row in a page.' },
);
