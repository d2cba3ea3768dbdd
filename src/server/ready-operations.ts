import { readdirSync, readFileSync } from 'node:fs';

import { SCHEMA_FOLDER } from './schema-folder.ts';

/** One of the published operations, with variables that run against the sandbox. */
export interface ReadyOperation {
  readonly name: string;
  readonly query: string;
  readonly variables: string;
}

const FOLDER = new URL('operations/', SCHEMA_FOLDER);

/** The published operations, in the order in which a newcomer meets them: what lists first, what needs an id last. */
const ORDER = ['InvoiceList', 'BillingOverview', 'CustomerList', 'InvoiceIssue', 'InvoiceIssueMany', 'InvoiceIssueJob', 'InvoiceSend', 'InvoiceCancel', 'PaymentRecord', 'CustomerCreate', 'SubscriptionPause', 'MutationOutcome', 'UnknownOutcomes', 'AuditLog', 'InvoiceDetails', 'CustomerCard', 'SubscriptionList', 'PaymentList', 'Settings', 'Refetch'];

const readText = (name: string): string | null => {
  try {
    return readFileSync(new URL(name, FOLDER), 'utf8');
  } catch {
    return null;
  }
};

const place = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

/** Reads the operations of `schema/operations/`; none when the folder was not shipped. */
export const readReadyOperations = (): readonly ReadyOperation[] => {
  let files: string[];
  try {
    files = readdirSync(FOLDER).filter((file) => file.endsWith('.graphql'));
  } catch {
    return [];
  }
  return files
    .map((file) => file.replace(/\.graphql$/, ''))
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
    .map((name) => ({ name, query: readText(`${name}.graphql`) ?? '', variables: readText(`${name}.variables.json`) ?? '{}' }));
};
