import type { Customer, CustomerDraft } from '../../domain/customer.ts';
import type { OperationSpec, Payloads } from './operation-spec.ts';
import { onlyFree, refer } from './operation-spec.ts';

const blankAsNull = (value: unknown): unknown => (value === '' ? null : value);

/** The row says what the draft says, in everything that the draft says. */
export const saysTheSame = (row: Customer, { legalName, id: _id, ...draft }: CustomerDraft): boolean =>
  Object.entries(draft).every(([name, value]) => (value as unknown) === undefined || blankAsNull(row[name as keyof Customer]) === blankAsNull(value)) &&
  Object.entries(legalName ?? {}).every(([language, text]) => row.legalName[language as keyof Customer['legalName']] === text);

/** `put/customer` without an id. A customer bears no mark of ours: it is the new one with the same data that was not there before. */
export const customerCreate: OperationSpec<Payloads['customerCreate']> = {
  async send(upstream, scope, { draft }) {
    return refer(await upstream.putCustomer(scope, draft), ({ id }) => ({ type: 'Customer', id }));
  },
  async find(upstream, scope, { draft, knownIds }, trail) {
    const filter = draft.idno === undefined ? (draft.email === undefined ? null : { emails: [draft.email] }) : { idnos: [draft.idno] };
    if (filter === null) return 'untraceable';
    const { rows } = await upstream.listCustomers(scope, { filter, sort: [{ field: 'id', direction: 'desc' }], start: 0, length: 100 });
    const fresh = rows.filter((row) => !knownIds.includes(row.id) && saysTheSame(row, draft));
    return onlyFree(fresh.map(({ id }) => ({ type: 'Customer', id })), trail);
  },
};

/** `put/customer` with an id. It took place when the customer says what it was told. */
export const customerUpdate: OperationSpec<Payloads['customerUpdate']> = {
  async send(upstream, scope, { draft }) {
    return refer(await upstream.putCustomer(scope, draft), () => ({ type: 'Customer', id: draft.id }));
  },
  async find(upstream, scope, { draft }) {
    const customer = await upstream.getCustomer(scope, { id: draft.id });
    if (customer === null) return 'ambiguous';
    return saysTheSame(customer, draft) ? { found: { type: 'Customer', id: draft.id } } : 'absent';
  },
};
