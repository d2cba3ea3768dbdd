import type { CustomerDraft } from '../../domain/customer.ts';
import type { Preparation } from '../../ledger/ledger.ts';
import type { ObjectReference } from '../../ledger/operations.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import { runWrite } from '../mutation/run-write.ts';
import { REQUIRED_KEY, WRITE_ERRORS } from '../mutation/write-result.ts';
import { found } from '../node/found.ts';
import type { CustomerDataInput } from './customer-data-input.ts';
import { customerDataFields, readCustomerData } from './customer-data-input.ts';
import { Customer } from './customer-ref.ts';

const CustomerCreateInput = builder.inputType('CustomerCreateInput', {
  description: 'A customer to make. It needs an e-mail address and a name: `name`, `firstName` or `lastName`. What is left out or `null` is as e-Cont.md decides.',
  fields: (t) => ({
    idempotencyKey: t.id({ required: true, description: REQUIRED_KEY }),
    email: t.string({ required: true, description: 'Where invoices are sent.' }),
    ...customerDataFields(t),
  }),
});

interface CustomerCreatePayloadModel {
  readonly kind: 'CustomerCreatePayload';
  readonly reference: ObjectReference;
}

const CustomerCreatePayload = builder.objectRef<CustomerCreatePayloadModel>('CustomerCreatePayload').implement({
  description: 'The customer was made.',
  fields: (t) => ({
    customer: t.field({
      type: Customer,
      nullable: true,
      description: 'The new customer, read back from e-Cont.md. `null` with an error when that reading fails: the customer exists all the same.',
      resolve: async ({ reference: { id } }, _args, { loaders }) => found('customer', id === null ? null : await loaders.customerById.load(id)),
    }),
  }),
});

const CustomerCreateResult = builder.unionType('CustomerCreateResult', {
  description: 'What became of `customerCreate`.',
  types: [CustomerCreatePayload, ...WRITE_ERRORS],
  resolveType: ({ kind }) => kind,
});

/** Customers alike that are there already, the newest: the new one is recognised by not being one of them. */
const alikeIds = async ({ idno, email = '' }: CustomerDraft, loaders: Loaders): Promise<readonly number[]> => {
  const filter = idno === undefined ? { emails: [email] } : { idnos: [idno] };
  const { rows } = await loaders.customers({ filter, sort: [{ field: 'id', direction: 'desc' }] }, { from: 'start', count: 100 });
  return rows.map(({ row }) => row.id);
};

const prepareCreate = async (input: CustomerDataInput, { loaders }: GraphContext, faults: FaultCollector): Promise<Preparation<'customerCreate', never> | null> => {
  const draft = readCustomerData(input, faults);
  if (draft.name === undefined && draft.firstName === undefined && draft.lastName === undefined) faults.add(['name'], 'One of `name`, `firstName` and `lastName` is needed.');
  if (faults.faults.length > 0) return null;
  return { ok: true, draft: { draft, knownIds: await alikeIds(draft, loaders) } };
};

builder.mutationField('customerCreate', (t) =>
  t.field({
    type: CustomerCreateResult,
    nullable: true,
    description: 'Makes a customer. With one key at most one customer is made; two customers may share an IDNO.',
    args: { input: t.arg({ type: CustomerCreateInput, required: true, description: 'The customer.' }) },
    resolve: (_root, { input }, context, info) =>
      runWrite<'customerCreate', CustomerCreatePayloadModel>(
        {
          operation: 'customerCreate',
          input,
          prepare: (faults) => prepareCreate(input, context, faults),
          payload: (reference) => ({ kind: 'CustomerCreatePayload', reference }),
        },
        context,
        info,
      ),
  }),
);
