import type { InvoiceAction } from '../../domain/invoice-transitions.ts';
import { faultOfInvoiceAction } from '../../domain/invoice-transitions.ts';
import type { Invoice as InvoiceModel } from '../../domain/invoice.ts';
import type { Preparation } from '../../ledger/ledger.ts';
import type { Drafts, ObjectReference } from '../../ledger/operations.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import type { InvoiceTransitionErrorModel } from '../errors/invoice-transition-error.ts';
import { invoiceTransition, InvoiceTransitionError } from '../errors/invoice-transition-error.ts';
import { runWrite } from '../mutation/run-write.ts';
import { OPTIONAL_KEY, WRITE_ERRORS } from '../mutation/write-result.ts';
import { found } from '../node/found.ts';
import { idMember, noteNoObject } from '../shared/id-member.ts';
import { Invoice } from './invoice-ref.ts';

type ActName = 'invoiceSend' | 'invoiceCancel' | 'invoiceSuspend' | 'invoiceResume' | 'invoiceArchive' | 'invoiceUnarchive' | 'invoicePush' | 'invoiceSign';

/** A mutation that does something with one invoice. */
export interface InvoiceAct<Name extends ActName> {
  readonly name: Name;
  readonly action: InvoiceAction;
  /** What it does, for whoever writes the query. */
  readonly description: string;
  /** What is true once it is done. */
  readonly done: string;
  /** Which invoices it takes. */
  readonly takes: string;
  /** What is sent; `null`, with a fault, where this invoice cannot be named upstream. */
  readonly draft: (invoice: InvoiceModel, faults: FaultCollector) => Drafts[Name] | null;
}

export interface InvoiceActPayloadModel {
  readonly kind: string;
  readonly reference: ObjectReference;
}

const prepareAct = async <Name extends ActName>(
  { action, draft }: InvoiceAct<Name>, invoiceId: string | number, context: GraphContext, faults: FaultCollector,
): Promise<Preparation<Name, InvoiceTransitionErrorModel> | null> => {
  const id = idMember(context, 'invoiceId', 'Invoice', invoiceId, faults);
  if (id === null) return null;
  const invoice = await context.loaders.invoiceById.load(id);
  if (invoice === null) {
    noteNoObject('invoiceId', 'Invoice', faults);
    return null;
  }
  const fault = faultOfInvoiceAction(action, invoice);
  if (fault !== null) return { ok: false, refusal: invoiceTransition(invoice.status, fault) };
  const sent = draft(invoice, faults);
  return sent === null ? null : { ok: true, draft: sent };
};

/** The links of an invoice go by its public key; one that has none cannot be reached by them. */
export const actDraft = ({ id, publicKey, status }: InvoiceModel, faults: FaultCollector): Drafts['invoiceSend'] | null => {
  if (publicKey !== null) return { invoiceId: id, publicKey, status };
  faults.add(['invoiceId'], '`invoiceId` names an invoice without a public key; e-Cont.md cannot do this with it.');
  return null;
};

/** Adds the mutation with its input, payload and result, all named for it. Answers the payload, for members of its own. */
export const addInvoiceAct = <Name extends ActName>(act: InvoiceAct<Name>) => {
  const { name } = act;
  const typeName = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const kind = `${typeName}Payload`;

  const Input = builder.inputType(`${typeName}Input`, {
    description: `Names the invoice of \`${name}\`.`,
    fields: (t) => ({
      idempotencyKey: t.id({ description: OPTIONAL_KEY }),
      invoiceId: t.id({ required: true, description: `The invoice, by its \`id\`. ${act.takes}` }),
    }),
  });
  const Payload = builder.objectRef<InvoiceActPayloadModel>(kind).implement({
    description: act.done,
    fields: (t) => ({
      invoice: t.field({
        type: Invoice,
        nullable: true,
        description: 'The invoice, read afresh. `null` with an error when that reading fails: it was done all the same.',
        resolve: async ({ reference: { id } }, _args, { loaders }) => found('invoice', id === null ? null : await loaders.invoiceById.load(id)),
      }),
    }),
  });
  const Result = builder.unionType(`${typeName}Result`, {
    description: `What became of \`${name}\`.`,
    types: [Payload, InvoiceTransitionError, ...WRITE_ERRORS],
    resolveType: (value) => value.kind,
  });
  builder.mutationField(name, (t) =>
    t.field({
      type: Result,
      nullable: true,
      description: act.description,
      args: { input: t.arg({ type: Input, required: true, description: 'The invoice.' }) },
      resolve: (_root, { input }, context, info) =>
        runWrite<Name, InvoiceActPayloadModel, InvoiceTransitionErrorModel>(
          { operation: name, input, prepare: (faults) => prepareAct(act, input.invoiceId, context, faults), payload: (reference) => ({ kind, reference }) },
          context,
          info,
        ),
    }),
  );
  return Payload;
};
