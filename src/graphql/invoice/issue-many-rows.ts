import type { Customer } from '../../domain/customer.ts';
import type { JobRowRequest } from '../../ledger/jobs/issue-job.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import type { GraphContext } from '../context.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import { createFaultCollector } from '../errors/fault-collector.ts';
import type { InputFaultModel } from '../errors/invalid-input-error.ts';
import type { IssueInput, ReadIssue } from './issue-order.ts';
import { orderOf, readIssue } from './issue-order.ts';

/** A row as it can be sent, or what is wrong with it. */
export interface PreparedRow {
  readonly request: JobRowRequest;
  readonly faults: readonly InputFaultModel[];
}

interface ReadRow {
  readonly input: IssueInput;
  readonly read: ReadIssue;
  readonly faults: FaultCollector;
}

/** The customers that rows name, each once: read together, a call for each hundred of them. */
const readCustomers = async (rows: readonly ReadRow[], loaders: Loaders): Promise<ReadonlyMap<number, Customer | null>> => {
  const ids = [...new Set(rows.flatMap(({ read, faults }) => (read.customerId === null || faults.faults.length > 0 ? [] : [read.customerId])))];
  return new Map(await Promise.all(ids.map(async (id): Promise<[number, Customer | null]> => [id, await loaders.customerById.load(id)])));
};

/** All that is wrong with a row in one text, for whoever looks at the job later. */
const told = (faults: readonly InputFaultModel[]): string => faults.map(({ message }) => message).join(' ');

/** Checks every row and reads what they need together. `canonical` holds the same rows as plain data. Throws what the reading throws. */
export const prepareRows = async (inputs: readonly IssueInput[], canonical: readonly unknown[], context: GraphContext): Promise<readonly PreparedRow[]> => {
  const { loaders } = context;
  const now = context.now();
  const rows = inputs.map((input): ReadRow => {
    const faults = createFaultCollector();
    return { input, read: readIssue(context, input, now, faults), faults };
  });
  const [department, customers] = await Promise.all([loaders.department(), readCustomers(rows, loaders)]);
  return rows.map(({ input, read, faults }, i) => {
    const plain = canonical[i];
    const customer = read.customerId === null ? null : (customers.get(read.customerId) ?? null);
    const prepared = faults.faults.length > 0 ? null : orderOf(input, read, department, customer, faults);
    if (prepared !== null) return { request: { ok: true, input: plain, draft: prepared.draft, defaults: prepared.defaults }, faults: [] };
    return { request: { ok: false, input: plain, failure: { code: 'INVALID_INPUT', message: told(faults.faults) } }, faults: faults.faults };
  });
};
