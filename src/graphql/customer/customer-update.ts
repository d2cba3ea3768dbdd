import type { Customer as CustomerModel, CustomerDraft } from '../../domain/customer.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { Preparation } from '../../ledger/ledger.ts';
import type { ObjectReference } from '../../ledger/operations.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import { runWrite } from '../mutation/run-write.ts';
import { OPTIONAL_KEY, WRITE_ERRORS } from '../mutation/write-result.ts';
import { found } from '../node/found.ts';
import { idMember, noteNoObject } from '../shared/id-member.ts';
import type { CustomerDataInput } from './customer-data-input.ts';
import { customerDataFields, readCustomerData } from './customer-data-input.ts';
import { Customer } from './customer-ref.ts';

const CustomerUpdateInput = builder.inputType('CustomerUpdateInput', {
  description: 'What changes of a customer, at least one thing. What is left out or `null` stays as it is: e-Cont.md has no way to clear it.',
  fields: (t) => ({
    idempotencyKey: t.id({ description: OPTIONAL_KEY }),
    customerId: t.id({ required: true, description: 'Who changes, by the `id` of a customer.' }),
    email: t.string({ description: 'Where invoices are sent.' }),
    ...customerDataFields(t),
  }),
});

interface CustomerUpdatePayloadModel {
  readonly kind: 'CustomerUpdatePayload';
  readonly reference: ObjectReference;
}

const CustomerUpdatePayload = builder.objectRef<CustomerUpdatePayloadModel>('CustomerUpdatePayload').implement({
  description: 'The customer was changed.',
  fields: (t) => ({
    customer: t.field({
      type: Customer,
      nullable: true,
      description: 'The customer, read afresh. `null` with an error when that reading fails: it was changed all the same.',
      resolve: async ({ reference: { id } }, _args, { loaders }) => found('customer', id === null ? null : await loaders.customerById.load(id)),
    }),
  }),
});

const CustomerUpdateResult = builder.unionType('CustomerUpdateResult', {
  description: 'What became of `customerUpdate`.',
  types: [CustomerUpdatePayload, ...WRITE_ERRORS],
  resolveType: ({ kind }) => kind,
});

/** The full name goes as a whole, so the languages that were not given go as they stand. */
const wholeLegalName = (draft: CustomerDraft, customer: CustomerModel): CustomerDraft => {
  if (draft.legalName === undefined) return draft;
  const standing = Object.fromEntries(LANGUAGES.flatMap((language) => (customer.legalName[language] === null ? [] : [[language, customer.legalName[language]]])));
  return { ...draft, legalName: { ...standing, ...draft.legalName } };
};

type UpdateInput = CustomerDataInput & { readonly customerId: string | number };

const prepareUpdate = async (input: UpdateInput, context: GraphContext, faults: FaultCollector): Promise<Preparation<'customerUpdate', never> | null> => {
  const { loaders } = context;
  const id = idMember(context, 'customerId', 'Customer', input.customerId, faults);
  const draft = readCustomerData(input, faults);
  if (Object.keys(draft).length === 0) faults.add([], 'There is nothing to change: give at least one member beside `customerId`.');
  if (faults.faults.length > 0 || id === null) return null;
  const customer = await loaders.customerById.load(id);
  if (customer === null) {
    noteNoObject('customerId', 'Customer', faults);
    return null;
  }
  return { ok: true, draft: { draft: { ...wholeLegalName(draft, customer), id } } };
};

builder.mutationField('customerUpdate', (t) =>
  t.field({
    type: CustomerUpdateResult,
    nullable: true,
    description: 'Changes what is given of a customer and leaves the rest. Invoices that were issued keep the data they were issued with.',
    args: { input: t.arg({ type: CustomerUpdateInput, required: true, description: 'The changes.' }) },
    resolve: (_root, { input }, context, info) =>
      runWrite<'customerUpdate', CustomerUpdatePayloadModel>(
        {
          operation: 'customerUpdate',
          input,
          prepare: (faults) => prepareUpdate(input, context, faults),
          payload: (reference) => ({ kind: 'CustomerUpdatePayload', reference }),
        },
        context,
        info,
      ),
  }),
);
