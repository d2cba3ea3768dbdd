/* eslint-disable */
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 4217 currency code in upper case, such as `"MDL"`. */
  CurrencyCode: { input: string; output: string; }
  /** A calendar day in Moldova, such as `"2026-11-02"`. */
  Date: { input: string; output: string; }
  /** A moment as RFC 3339 with an offset, such as `"2026-11-02T09:15:00+02:00"`. Answers carry Moldova's offset of that moment. */
  DateTime: { input: string; output: string; }
  /** An exact decimal number as a string, such as `"554.30"`: no exponent, no JSON number, trailing zeros kept. */
  Decimal: { input: string; output: string; }
  /** An absolute address (RFC 3986). */
  URL: { input: string; output: string; }
};

/** A postal address as e-Cont.md keeps it. */
export type Address = {
  __typename?: 'Address';
  /** City or village. */
  city?: Maybe<Scalars['String']['output']>;
  /** Country, ISO 3166-1 alpha-2, such as `MD`. */
  countryCode?: Maybe<Scalars['String']['output']>;
  /** Street and number. */
  line?: Maybe<Scalars['String']['output']>;
  /** Postal code, such as `MD-2001`. */
  postalCode?: Maybe<Scalars['String']['output']>;
};

/** A postal address as e-Cont.md keeps it. What is left out or `null` is not written. */
export type AddressInput = {
  /** City or village, up to 255 characters. */
  city?: InputMaybe<Scalars['String']['input']>;
  /** Country, ISO 3166-1 alpha-2, such as `MD`. */
  countryCode?: InputMaybe<Scalars['String']['input']>;
  /** Street and number, up to 255 characters. */
  line?: InputMaybe<Scalars['String']['input']>;
  /** Postal code, such as `MD-2001`, up to 16 characters. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
};

/** How a mutation ended, at the time of the record. */
export type AuditOutcome =
  /** It took place, now or, with the code REPEATED, before. */
  | 'DONE'
  /** Nothing was made; `code` says why. */
  | 'REFUSED'
  /** It was sent, and no answer that can be trusted came back. What became of it is in a later record. */
  | 'UNKNOWN';

/** One record of the audit log: a mutation and how it ended. Records are never changed, and each holds the hash of the one before. */
export type AuditRecord = {
  __typename?: 'AuditRecord';
  /** Who asked, by the name in the configuration of the server; `reconciler` where the server found out by itself. */
  caller: Scalars['String']['output'];
  /** The error code of what was not done; REPEATED where a key was answered from its record and nothing was sent; of `mutationOutcomeResolve`, RESEND or ABANDON. */
  code?: Maybe<Scalars['String']['output']>;
  /** SHA-256 over the place, all that the record says, and `previousHash`, in hexadecimal digits. */
  hash: Scalars['String']['output'];
  /** The hash of its idempotency key; keys themselves are not kept here. `null` where there was none that could be used. */
  keyHash?: Maybe<Scalars['String']['output']>;
  /** The same object as it is now; `null` when there was none, or it is gone. */
  object?: Maybe<Node>;
  /** The object as it was recorded, such as `Invoice:1042` by its upstream id, or `Invoice/` with its public key. */
  objectName?: Maybe<Scalars['String']['output']>;
  /** The mutation, such as `invoiceIssue`. */
  operation: Scalars['String']['output'];
  /** How it ended. */
  outcome: AuditOutcome;
  /** Place in the log, from 1. Places that are missing here belong to other accounts of the same ledger. */
  position: Scalars['Int']['output'];
  /** The `hash` of the record before, of whichever account; 64 zeros before the first. */
  previousHash: Scalars['String']['output'];
  /** Of `mutationOutcomeResolve`: why, in the words of whoever decided. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When the mutation ended. */
  recordedAt: Scalars['DateTime']['output'];
  /** The request that asked, as in the log of the server; `null` where there was none. */
  requestId?: Maybe<Scalars['String']['output']>;
};

/** A page of the audit log. */
export type AuditRecordConnection = {
  __typename?: 'AuditRecordConnection';
  /** The objects of this page, each with its cursor. */
  edges: Array<AuditRecordEdge>;
  /** The objects of `edges`, without their cursors. */
  nodes: Array<AuditRecord>;
  /** Whether there is more, and where to go on. */
  pageInfo: PageInfo;
  /** How many records the filter leaves in all; 10000 stands for as many or more. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A record in a page. */
export type AuditRecordEdge = {
  __typename?: 'AuditRecordEdge';
  /** Marks this place in the list, for `after` and `before`. Opaque; good only for the same filter, order and language. */
  cursor: Scalars['String']['output'];
  /** The object itself. */
  node: AuditRecord;
};

/** Which records. Members are joined by AND, the values of one member by OR. */
export type AuditRecordFilter = {
  /** Records of this key: it is looked for by its hash, also after the key itself is forgotten. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** Records of these mutations, such as `invoiceIssue`. */
  operation?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Records of mutations that ended so. */
  outcome?: InputMaybe<Array<AuditOutcome>>;
  /** When the mutation ended. */
  recordedAt?: InputMaybe<DateTimeRange>;
};

/** The department's account at its bank. */
export type BankAccount = {
  __typename?: 'BankAccount';
  /** Code of the bank (BIC). */
  bankCode?: Maybe<Scalars['String']['output']>;
  /** Name of the bank that keeps it. */
  bankName?: Maybe<Scalars['String']['output']>;
  /** The account in lei (IBAN). */
  iban?: Maybe<Scalars['String']['output']>;
};

/** How often a subscription is billed. */
export type BillingFrequency =
  /** Once a month. */
  | 'MONTHLY'
  /** A frequency that this version has no name for. */
  | 'UNKNOWN'
  /** Once a year. */
  | 'YEARLY';

/** A payer: a company or a person that invoices are issued to. */
export type Customer = Node & {
  __typename?: 'Customer';
  /** Postal address. */
  address: Address;
  /** What it owes now. Reads its open invoices. */
  balance?: Maybe<CustomerBalance>;
  /** When it was made. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The currency it is billed in. */
  currency?: Maybe<Scalars['CurrencyCode']['output']>;
  /** Where invoices are sent. */
  email?: Maybe<Scalars['String']['output']>;
  /** First name of a person. */
  firstName?: Maybe<Scalars['String']['output']>;
  /** Opaque and unique over all types. Keep it as it is; do not take it apart. */
  id: Scalars['ID']['output'];
  /** IDNO of a company or IDNP of a person: usually 13 digits, though 12 to 14 occur. */
  idno?: Maybe<Scalars['String']['output']>;
  /** Its invoices, newest issue first unless ordered otherwise. */
  invoices?: Maybe<InvoiceConnection>;
  /** The IDNO was checked against the state register. */
  isIdnoVerified: Scalars['Boolean']['output'];
  /** A person, not a company. */
  isIndividual: Scalars['Boolean']['output'];
  /** Legal form, such as `SRL`. */
  juridicalType?: Maybe<Scalars['String']['output']>;
  /** Last name of a person. */
  lastName?: Maybe<Scalars['String']['output']>;
  /** Full name. */
  legalName: LocalizedText;
  /** Short name. */
  name?: Maybe<Scalars['String']['output']>;
  /** Payments on its invoices, newest first unless ordered otherwise. Reads its invoices to find them. */
  payments?: Maybe<PaymentConnection>;
  /** Telephone number. */
  phone?: Maybe<Scalars['String']['output']>;
  /** The language it wants to be written to in. */
  preferredLanguage?: Maybe<Language>;
  /** What made it, as the upstream names it; `self`: by hand. */
  source?: Maybe<Scalars['String']['output']>;
  /** Its subscriptions, newest first unless ordered otherwise. */
  subscriptions?: Maybe<SubscriptionConnection>;
  /** When it was last changed. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The number that e-Cont.md knows it by. */
  upstreamId: Scalars['Int']['output'];
  /** VAT registration code. */
  vatCode?: Maybe<Scalars['String']['output']>;
};


/** A payer: a company or a person that invoices are issued to. */
export type CustomerInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InvoiceOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
  view?: InputMaybe<InvoiceView>;
};


/** A payer: a company or a person that invoices are issued to. */
export type CustomerPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PaymentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<PaymentOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** A payer: a company or a person that invoices are issued to. */
export type CustomerSubscriptionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SubscriptionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<SubscriptionOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};

/** What a customer owes the department: the invoices that are open, sent or paid in part. One department has one currency. */
export type CustomerBalance = {
  __typename?: 'CustomerBalance';
  /** Left to pay in all. */
  due: Money;
  /** How many invoices wait for money. */
  openInvoiceCount: Scalars['Int']['output'];
  /** Left to pay on invoices past their last day. */
  overdue: Money;
  /** How many of them are past their last day. */
  overdueInvoiceCount: Scalars['Int']['output'];
};

/** A page of customers. */
export type CustomerConnection = {
  __typename?: 'CustomerConnection';
  /** The objects of this page, each with its cursor. */
  edges: Array<CustomerEdge>;
  /** The objects of `edges`, without their cursors. */
  nodes: Array<Customer>;
  /** Whether there is more, and where to go on. */
  pageInfo: PageInfo;
  /** How many customers the filter leaves in all. May cost a call to the upstream. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A customer to make. It needs an e-mail address and a name: `name`, `firstName` or `lastName`. What is left out or `null` is as e-Cont.md decides. */
export type CustomerCreateInput = {
  /** Postal address. */
  address?: InputMaybe<AddressInput>;
  /** The currency it is billed in. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Where invoices are sent. */
  email: Scalars['String']['input'];
  /** First name of a person, up to 255 characters. */
  firstName?: InputMaybe<Scalars['String']['input']>;
  /** Names this write, 1 to 255 visible ASCII characters; a fresh UUID is a good one. The same key with the same input is the same write: it is sent at most once, and repeating it is safe. */
  idempotencyKey: Scalars['ID']['input'];
  /** IDNO of a company or IDNP of a person: 13 digits. */
  idno?: InputMaybe<Scalars['String']['input']>;
  /** A person, not a company. */
  isIndividual?: InputMaybe<Scalars['Boolean']['input']>;
  /** Legal form, such as `SRL`, up to 64 characters. */
  juridicalType?: InputMaybe<Scalars['String']['input']>;
  /** Last name of a person, up to 255 characters. */
  lastName?: InputMaybe<Scalars['String']['input']>;
  /** Full name. */
  legalName?: InputMaybe<LocalizedTextInput>;
  /** Short name, up to 255 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Telephone number. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** The language it wants to be written to in. */
  preferredLanguage?: InputMaybe<Language>;
  /** VAT registration code, up to 32 characters. */
  vatCode?: InputMaybe<Scalars['String']['input']>;
};

/** The customer was made. */
export type CustomerCreatePayload = {
  __typename?: 'CustomerCreatePayload';
  /** The new customer, read back from e-Cont.md. `null` with an error when that reading fails: the customer exists all the same. */
  customer?: Maybe<Customer>;
};

/** What became of `customerCreate`. */
export type CustomerCreateResult = CustomerCreatePayload | IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | OutcomeUnknownError | UpstreamRejectedError | WriteAbandonedError;

/** A customer in a page. */
export type CustomerEdge = {
  __typename?: 'CustomerEdge';
  /** Marks this place in the list, for `after` and `before`. Opaque; good only for the same filter, order and language. */
  cursor: Scalars['String']['output'];
  /** The object itself. */
  node: Customer;
};

/** Which customers. Members are joined by AND, the values of one member by OR. */
export type CustomerFilter = {
  /** When the customer was made. */
  createdAt?: InputMaybe<DateTimeRange>;
  /** Customers with these e-mail addresses. */
  email?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Customers with these ids. */
  id?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Customers with these IDNO or IDNP. */
  idno?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Only persons, or only companies. */
  isIndividual?: InputMaybe<Scalars['Boolean']['input']>;
  /** Customers who want to be written to in these languages. */
  preferredLanguage?: InputMaybe<Array<Language>>;
};

/** The order of customers. Equal ones are ordered by upstream id. */
export type CustomerOrder = {
  /** Which end comes first. */
  direction?: OrderDirection;
  /** What to order by. */
  field: CustomerOrderField;
};

/** What customers can be ordered by. */
export type CustomerOrderField =
  /** When it was made. */
  | 'CREATED_AT'
  /** The short name, as the upstream orders text. */
  | 'NAME'
  /** The number that the upstream gave it: the order of making. */
  | 'UPSTREAM_ID';

/** What changes of a customer, at least one thing. What is left out or `null` stays as it is: e-Cont.md has no way to clear it. */
export type CustomerUpdateInput = {
  /** Postal address. */
  address?: InputMaybe<AddressInput>;
  /** The currency it is billed in. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Who changes, by the `id` of a customer. */
  customerId: Scalars['ID']['input'];
  /** Where invoices are sent. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** First name of a person, up to 255 characters. */
  firstName?: InputMaybe<Scalars['String']['input']>;
  /** Names this write, 1 to 255 visible ASCII characters. The same key with the same input is the same write: it is sent at most once. The server makes one when it is left out. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** IDNO of a company or IDNP of a person: 13 digits. */
  idno?: InputMaybe<Scalars['String']['input']>;
  /** A person, not a company. */
  isIndividual?: InputMaybe<Scalars['Boolean']['input']>;
  /** Legal form, such as `SRL`, up to 64 characters. */
  juridicalType?: InputMaybe<Scalars['String']['input']>;
  /** Last name of a person, up to 255 characters. */
  lastName?: InputMaybe<Scalars['String']['input']>;
  /** Full name. */
  legalName?: InputMaybe<LocalizedTextInput>;
  /** Short name, up to 255 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Telephone number. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** The language it wants to be written to in. */
  preferredLanguage?: InputMaybe<Language>;
  /** VAT registration code, up to 32 characters. */
  vatCode?: InputMaybe<Scalars['String']['input']>;
};

/** The customer was changed. */
export type CustomerUpdatePayload = {
  __typename?: 'CustomerUpdatePayload';
  /** The customer, read afresh. `null` with an error when that reading fails: it was changed all the same. */
  customer?: Maybe<Customer>;
};

/** What became of `customerUpdate`. */
export type CustomerUpdateResult = CustomerUpdatePayload | IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | OutcomeUnknownError | UpstreamRejectedError | WriteAbandonedError;

/** A span of days in Moldova; both ends belong to it. A missing end is open. */
export type DateRange = {
  /** Not before this day. */
  from?: InputMaybe<Scalars['Date']['input']>;
  /** Not after this day. */
  to?: InputMaybe<Scalars['Date']['input']>;
};

/** A span of time; both ends belong to it. A missing end is open. */
export type DateTimeRange = {
  /** Not before this moment. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Not after this moment. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A span of amounts; both ends belong to it. A missing end is open. */
export type DecimalRange = {
  /** Not less than this. */
  from?: InputMaybe<Scalars['Decimal']['input']>;
  /** Not more than this. */
  to?: InputMaybe<Scalars['Decimal']['input']>;
};

/** The seller's office behind the keys of this server. It has one currency. */
export type Department = {
  __typename?: 'Department';
  /** The account it belongs to. Not for payers. */
  account: SellerAccount;
  /** Postal address. */
  address: Address;
  /** Where its money goes. */
  bankAccount: BankAccount;
  /** The currency of everything it issues. */
  currency: Scalars['CurrencyCode']['output'];
  /** What it does. */
  description: LocalizedText;
  /** E-mail address for payers. */
  email?: Maybe<Scalars['String']['output']>;
  /** IDNO of the seller. */
  idno?: Maybe<Scalars['String']['output']>;
  /** The start of its invoice numbers. */
  invoicePrefix?: Maybe<Scalars['String']['output']>;
  /** It charges VAT. */
  isVatPayer: Scalars['Boolean']['output'];
  /** Whether it works for real. */
  mode: DepartmentMode;
  /** Name of the office. */
  name: LocalizedText;
  /** Days from the issue of an invoice to its last day to pay. */
  paymentTermDays: Scalars['Int']['output'];
  /** Telephone number for payers. */
  phone?: Maybe<Scalars['String']['output']>;
  /** The language it works in. */
  preferredLanguage?: Maybe<Language>;
  /** The number that e-Cont.md knows it by. */
  upstreamId: Scalars['Int']['output'];
  /** How it charges VAT. */
  vat: Vat;
  /** VAT registration code of the seller. */
  vatCode?: Maybe<Scalars['String']['output']>;
};

/** Whether a department works for real. */
export type DepartmentMode =
  /** Its invoices are real. */
  | 'PRODUCTION'
  /** Its invoices are for trying things out. */
  | 'TEST'
  /** A mode that this version has no name for. */
  | 'UNKNOWN';

/** Every error code of this API; the same codes stand in `errors[].extensions.code`. See `schema/errors.md`. */
export type ErrorCode =
  /** Tokens cannot be checked now. Try again shortly; tell the operator if it stays. */
  | 'AUTH_UNAVAILABLE'
  /** The HTTP request is not a GraphQL request. Correct the request. */
  | 'BAD_REQUEST'
  /** A request holds one operation. Send each operation by itself; HTTP/2 and pipelining make that cheap. */
  | 'BATCHING_OFF'
  /** The body is too long. Send less at once. */
  | 'BODY_TOO_LARGE'
  /** The operation may return too many objects. Ask for smaller pages, or for fewer levels at once. */
  | 'COST_TOO_HIGH'
  /** The place that the cursor marks cannot be found any more. Start again without a cursor. */
  | 'CURSOR_EXPIRED'
  /** The time of the request is over. Try again, or give more time. */
  | 'DEADLINE_EXCEEDED'
  /** Only documents known beforehand are run here. Use a published operation, or have the manifest of the client given to the server. */
  | 'DOCUMENT_NOT_TRUSTED'
  /** The document is too long. Ask for less; use variables for values. */
  | 'DOCUMENT_TOO_LONG'
  /** The caller may not do this. Use a key that has the scope; ask the operator for one. */
  | 'FORBIDDEN'
  /** The document is not GraphQL. Correct the document at the location given. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document does not fit the schema. Correct the document; compare it with the schema. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** The key was used long ago. Look for the object; use a new key for a new write. */
  | 'IDEMPOTENCY_KEY_EXPIRED'
  /** The key belongs to another input. Use a new key for a new write; repeat the first input exactly to repeat a write. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The server failed. Report the request id. */
  | 'INTERNAL'
  /** The schema is not told here. Use the published schema. */
  | 'INTROSPECTION_DISABLED'
  /** The cursor does not belong to this list. Start again without a cursor. */
  | 'INVALID_CURSOR'
  /** The id is not one of this API, or of another type. Use an id as the API gave it. */
  | 'INVALID_ID'
  /** A value is not acceptable. Correct the value named. */
  | 'INVALID_INPUT'
  /** The page size or the mix of paging arguments is not allowed. Ask for a page within the limit, in one direction. */
  | 'INVALID_PAGE_SIZE'
  /** The object cannot go from its status to that one. Read the object again and offer what its status allows. */
  | 'INVALID_STATUS_TRANSITION'
  /** The same write, or one that excludes it, is under way. Repeat it with the same key after a while. */
  | 'IN_PROGRESS'
  /** The JSON of the request is too large. Send flatter or fewer values. */
  | 'JSON_TOO_COMPLEX'
  /** The ledger cannot be used: a write could not be recorded, so it was not sent. Repeat it with the same key after a while; tell the operator if it stays. */
  | 'LEDGER_UNAVAILABLE'
  /** The link is too old. Ask for `invoice.pdf` again. */
  | 'LINK_EXPIRED'
  /** The link is not one of this API. Ask for `invoice.pdf` again. */
  | 'LINK_INVALID'
  /** The field would have to read more rows than it may. Read the rows page by page with a filter instead. */
  | 'LIST_TOO_LONG'
  /** The address does not serve this method. Use a method of the `Allow` header. */
  | 'METHOD_NOT_ALLOWED'
  /** The caller takes no media type that the API has. Accept one of the two. */
  | 'NOT_ACCEPTABLE'
  /** There is no such object. Treat it as gone. */
  | 'NOT_FOUND'
  /** The server is starting or stopping. Try again shortly. */
  | 'NOT_READY'
  /** A page of this origin may not use the API. Ask the operator to list the origin; send `Accept: application/json` with a GET. */
  | 'ORIGIN_NOT_ALLOWED'
  /** A person has given this write up. Use another key if the write is still wanted. */
  | 'OUTCOME_ABANDONED'
  /** There is nothing to resolve. Go by the outcome in the answer. */
  | 'OUTCOME_SETTLED'
  /** It is not known whether the write took place. Repeat it with the same `idempotencyKey`, or ask `mutationOutcome`: both look for the object and send nothing. Never use another key for it. */
  | 'OUTCOME_UNKNOWN'
  /** The id is not that of the text. Send one of them, or make the hash of the exact text. */
  | 'PERSISTED_QUERY_MISMATCH'
  /** No document has this id. Send the text; have the manifest of the client given to the server. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** What was shown is not what would be issued. Preview again, and show the new totals. */
  | 'PREVIEW_STALE'
  /** The document is nested too deeply. Ask in two steps. */
  | 'QUERY_TOO_DEEP'
  /** The byte range lies outside the file. Ask without `Range`. */
  | 'RANGE_NOT_SATISFIABLE'
  /** The caller has used up what it may ask for. Wait `retryAfterSeconds`, as `Retry-After` says, and try again; `rateLimit` and the `RateLimit` headers tell how much is left. */
  | 'RATE_LIMITED'
  /** The request was ended before its answer. Send it again if it is still wanted. */
  | 'REQUEST_CANCELLED'
  /** A field is asked for too often in one place. Use `nodes`, or a filter with a list. */
  | 'TOO_MANY_ALIASES'
  /** The document holds too many definitions. Send only the operation that runs, with its fragments. */
  | 'TOO_MANY_DEFINITIONS'
  /** The document has too many directives. Split the operation. */
  | 'TOO_MANY_DIRECTIVES'
  /** The same fields stand in the same place too often. Ask for each field once. */
  | 'TOO_MANY_DUPLICATES'
  /** The operation has too many fields at its root. Split the operation; use `nodes` for objects by id. */
  | 'TOO_MANY_ROOT_FIELDS'
  /** A list argument is too long. Split the list. */
  | 'TOO_MANY_VALUES'
  /** The server does not know who asks. Send a valid key or token in `Authorization: Bearer …`. */
  | 'UNAUTHENTICATED'
  /** The body is of a kind that is not read. Send JSON, and say so. */
  | 'UNSUPPORTED_MEDIA_TYPE'
  /** The operation may need too many calls to e-Cont.md. Ask for smaller pages, or for fewer levels at once. */
  | 'UPSTREAM_BUDGET_EXCEEDED'
  /** This server has too many calls to e-Cont.md waiting. Wait `retryAfterSeconds` and try again; ask for less at once. */
  | 'UPSTREAM_BUSY'
  /** e-Cont.md has been failing, so it is not asked just now. Wait `retryAfterSeconds` and try again. */
  | 'UPSTREAM_CIRCUIT_OPEN'
  /** The connection to e-Cont.md broke. Try again. */
  | 'UPSTREAM_CONNECTION_LOST'
  /** e-Cont.md failed. Try again later. */
  | 'UPSTREAM_FAILED'
  /** e-Cont.md does not allow this. Tell the operator. */
  | 'UPSTREAM_FORBIDDEN'
  /** e-Cont.md knows no such object. Treat it as gone. */
  | 'UPSTREAM_NOT_FOUND'
  /** e-Cont.md answered something else than its contract says. Try again later; tell the operator if it stays. */
  | 'UPSTREAM_PROTOCOL'
  /** e-Cont.md asks for fewer requests. Wait `retryAfterSeconds`, or a while, and try again. */
  | 'UPSTREAM_RATE_LIMITED'
  /** e-Cont.md refused the request. Read the message and the fields; correct the values. */
  | 'UPSTREAM_REJECTED'
  /** e-Cont.md did not answer in time. Try again later. */
  | 'UPSTREAM_TIMEOUT'
  /** e-Cont.md does not accept the keys of this server. Tell the operator. */
  | 'UPSTREAM_UNAUTHENTICATED'
  /** e-Cont.md cannot be reached. Try again later. */
  | 'UPSTREAM_UNREACHABLE';

/** The key was used, but longer ago than its record is kept. Nothing was sent, so nothing was made twice. */
export type IdempotencyKeyExpiredError = UserError & {
  __typename?: 'IdempotencyKeyExpiredError';
  /** What happened, for programs. */
  code: ErrorCode;
  /** The key that was given. */
  idempotencyKey: Scalars['ID']['output'];
  /** What happened, for people; in the language of the operation where e-Cont.md gave the text. */
  message: Scalars['String']['output'];
  /** The place in the input that is at fault, from `input` on; `null` where it is no single place. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** The same input may succeed later, and sending it again is safe. */
  retryable: Scalars['Boolean']['output'];
  /** When it was first used. */
  usedAt: Scalars['DateTime']['output'];
};

/** The key was used for another input. Nothing was sent. */
export type IdempotencyKeyReusedError = UserError & {
  __typename?: 'IdempotencyKeyReusedError';
  /** What happened, for programs. */
  code: ErrorCode;
  /** The key that was given. */
  idempotencyKey: Scalars['ID']['output'];
  /** What happened, for people; in the language of the operation where e-Cont.md gave the text. */
  message: Scalars['String']['output'];
  /** The place in the input that is at fault, from `input` on; `null` where it is no single place. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** The same input may succeed later, and sending it again is safe. */
  retryable: Scalars['Boolean']['output'];
  /** When it was first used. */
  usedAt: Scalars['DateTime']['output'];
};

/** The write is under way, here or on another instance, or another one excludes it. It is safe to repeat it with the same key. */
export type InProgressError = UserError & {
  __typename?: 'InProgressError';
  /** What happened, for programs. */
  code: ErrorCode;
  /** The key of the write that is under way. */
  idempotencyKey: Scalars['ID']['output'];
  /** What happened, for people; in the language of the operation where e-Cont.md gave the text. */
  message: Scalars['String']['output'];
  /** The place in the input that is at fault, from `input` on; `null` where it is no single place. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** Of `mutationOutcomeResolve`: from when on it may be decided about; `null` elsewhere. */
  retryAt?: Maybe<Scalars['DateTime']['output']>;
  /** The same input may succeed later, and sending it again is safe. */
  retryable: Scalars['Boolean']['output'];
  /** Since when it is under way. */
  startedAt: Scalars['DateTime']['output'];
};

/** One thing that is wrong with an input. */
export type InputFault = {
  __typename?: 'InputFault';
  /** What is wrong, and what would be right. */
  message: Scalars['String']['output'];
  /** The place in the input, from `input` on; list places count from 0. */
  path: Array<Scalars['String']['output']>;
};

/** The input breaks a rule. Nothing was sent. */
export type InvalidInputError = UserError & {
  __typename?: 'InvalidInputError';
  /** What happened, for programs. */
  code: ErrorCode;
  /** Everything that is wrong, at least one. */
  faults: Array<InputFault>;
  /** What happened, for people; in the language of the operation where e-Cont.md gave the text. */
  message: Scalars['String']['output'];
  /** The place in the input that is at fault, from `input` on; `null` where it is no single place. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** The same input may succeed later, and sending it again is safe. */
  retryable: Scalars['Boolean']['output'];
};

/** An electronic invoice for payment (*cont de plată*). */
export type Invoice = Node & {
  __typename?: 'Invoice';
  /** The payer's details as printed. */
  buyer: InvoiceBuyer;
  /** When it was made. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The currency of every amount of it. */
  currency: Scalars['CurrencyCode']['output'];
  /** The payer; `null` when the upstream linked no customer. */
  customer?: Maybe<Customer>;
  /** The seller's office that it belongs to. */
  department?: Maybe<Department>;
  /** The last day to pay. */
  dueOn?: Maybe<Scalars['Date']['output']>;
  /** Opaque and unique over all types. Keep it as it is; do not take it apart. */
  id: Scalars['ID']['output'];
  /** It is in the archive, whatever its status. */
  isArchived: Scalars['Boolean']['output'];
  /** It waits for money and its last day to pay has passed, by the calendar of Moldova. */
  isOverdue: Scalars['Boolean']['output'];
  /** When it was issued: the date on it. */
  issuedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The language that it is printed in. */
  language?: Maybe<Language>;
  /** What is sold, at most 20 lines. */
  lines: Array<InvoiceLine>;
  /** The invoice number: the department's prefix and a running number, such as `MDL-1042`. */
  number?: Maybe<Scalars['String']['output']>;
  /** The id of the caller's own order that it was issued for. */
  orderId?: Maybe<Scalars['Int']['output']>;
  /** The number of the caller's own order that it was issued for. */
  orderNumber?: Maybe<Scalars['String']['output']>;
  /** When it was paid in full; `null` before that. */
  paidAt?: Maybe<Scalars['DateTime']['output']>;
  /** The payer's page with the pay button, at e-Cont.md: an address to hand out. */
  paymentUrl?: Maybe<Scalars['URL']['output']>;
  /** Payments on it, newest first unless ordered otherwise. */
  payments?: Maybe<PaymentConnection>;
  /** A short-lived address of its PDF file. Asking costs nothing upstream; reading the file does. */
  pdf?: Maybe<InvoicePdf>;
  /** The key in its public addresses: 32 hexadecimal digits. Whoever has it can see the invoice. */
  publicKey?: Maybe<Scalars['String']['output']>;
  /** When it was refunded; `null` before that. */
  refundedAt?: Maybe<Scalars['DateTime']['output']>;
  /** A note of the seller. */
  remark?: Maybe<Scalars['String']['output']>;
  /** What made it, as the upstream names it; `self`: by hand. */
  source?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  status: InvoiceStatus;
  /** The subscription that issued it; `null` for any other invoice. */
  subscription?: Maybe<Subscription>;
  /** IDNO of the seller. */
  supplierIdno?: Maybe<Scalars['String']['output']>;
  /** What it is about. */
  topic?: Maybe<Scalars['String']['output']>;
  /** What it costs, and what is paid. */
  totals: InvoiceTotals;
  /** The number that e-Cont.md knows it by. */
  upstreamId: Scalars['Int']['output'];
  /** How VAT is charged on it. */
  vat: Vat;
};


/** An electronic invoice for payment (*cont de plată*). */
export type InvoicePaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PaymentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<PaymentOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};

/** The payer's address. */
export type InvoiceAddressInput = {
  /** City or village. */
  city?: InputMaybe<Scalars['String']['input']>;
  /** Country, ISO 3166-1 alpha-2, such as `MD`. */
  countryCode?: InputMaybe<Scalars['String']['input']>;
  /** Street and number. */
  line1?: InputMaybe<Scalars['String']['input']>;
  /** Anything more: block, office. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Postal code, such as `MD-2001`. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
};

/** Names the invoice of `invoiceArchive`. */
export type InvoiceArchiveInput = {
  /** Names this write, 1 to 255 visible ASCII characters. The same key with the same input is the same write: it is sent at most once. The server makes one when it is left out. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** The invoice, by its `id`. It is not in the archive yet. */
  invoiceId: Scalars['ID']['input'];
};

/** The invoice was put aside; its status is what it was. */
export type InvoiceArchivePayload = {
  __typename?: 'InvoiceArchivePayload';
  /** The invoice, read afresh. `null` with an error when that reading fails: it was done all the same. */
  invoice?: Maybe<Invoice>;
};

/** What became of `invoiceArchive`. */
export type InvoiceArchiveResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | InvoiceArchivePayload | InvoiceTransitionError | OutcomeUnknownError | UpstreamRejectedError | WriteAbandonedError;

/** The payer's details as printed on the invoice. They stay as they were when it was issued; `Invoice.customer` is the payer today. */
export type InvoiceBuyer = {
  __typename?: 'InvoiceBuyer';
  /** Address on one line. */
  address?: Maybe<Scalars['String']['output']>;
  /** Where the invoice is sent. */
  email?: Maybe<Scalars['String']['output']>;
  /** IDNO of a company or IDNP of a person, usually 13 digits. */
  idno?: Maybe<Scalars['String']['output']>;
  /** Name of the company or person. */
  name?: Maybe<Scalars['String']['output']>;
  /** Telephone number. */
  phone?: Maybe<Scalars['String']['output']>;
  /** VAT registration code. */
  vatCode?: Maybe<Scalars['String']['output']>;
};

/** Names the invoice of `invoiceCancel`. */
export type InvoiceCancelInput = {
  /** Names this write, 1 to 255 visible ASCII characters. The same key with the same input is the same write: it is sent at most once. The server makes one when it is left out. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** The invoice, by its `id`. It is DRAFT, OPEN, SENT or SUSPENDED. */
  invoiceId: Scalars['ID']['input'];
};

/** The invoice is CANCELLED. */
export type InvoiceCancelPayload = {
  __typename?: 'InvoiceCancelPayload';
  /** The invoice, read afresh. `null` with an error when that reading fails: it was done all the same. */
  invoice?: Maybe<Invoice>;
};

/** What became of `invoiceCancel`. */
export type InvoiceCancelResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | InvoiceCancelPayload | InvoiceTransitionError | OutcomeUnknownError | UpstreamRejectedError | WriteAbandonedError;

/** A page of invoices. */
export type InvoiceConnection = {
  __typename?: 'InvoiceConnection';
  /** The objects of this page, each with its cursor. */
  edges: Array<InvoiceEdge>;
  /** The objects of `edges`, without their cursors. */
  nodes: Array<Invoice>;
  /** Whether there is more, and where to go on. */
  pageInfo: PageInfo;
  /** How many invoices the filter leaves in all. May cost a call to the upstream. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** The payer, in full. e-Cont.md links the invoice to the customer with the same IDNO, if there is one. */
export type InvoiceCustomerInput = {
  /** Postal address. */
  address?: InputMaybe<InvoiceAddressInput>;
  /** Name of the payer when it is a company. */
  companyName?: InputMaybe<Scalars['String']['input']>;
  /** Where the invoice is sent. */
  email: Scalars['String']['input'];
  /** First name of a person. */
  firstName?: InputMaybe<Scalars['String']['input']>;
  /** IDNO of a company: 13 digits. */
  idno?: InputMaybe<Scalars['String']['input']>;
  /** IDNP of a person: 13 digits. */
  idnp?: InputMaybe<Scalars['String']['input']>;
  /** Last name of a person. */
  lastName?: InputMaybe<Scalars['String']['input']>;
  /** Telephone number. */
  phone?: InputMaybe<Scalars['String']['input']>;
};

/** An invoice in a page. */
export type InvoiceEdge = {
  __typename?: 'InvoiceEdge';
  /** Marks this place in the list, for `after` and `before`. Opaque; good only for the same filter, order and language. */
  cursor: Scalars['String']['output'];
  /** The object itself. */
  node: Invoice;
};

/** Which invoices. Members are joined by AND, the values of one member by OR. */
export type InvoiceFilter = {
  /** The amount of the invoice. */
  amount?: InputMaybe<DecimalRange>;
  /** Invoices sent to these e-mail addresses. */
  buyerEmail?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Invoices printed for these IDNO or IDNP. */
  buyerIdno?: InputMaybe<Array<Scalars['String']['input']>>;
  /** When the invoice was made. */
  createdAt?: InputMaybe<DateTimeRange>;
  /** Invoices of these customers. */
  customerId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The last day to pay. */
  dueOn?: InputMaybe<DateRange>;
  /** Invoices with these ids. */
  id?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Only invoices in the archive, or only those outside it. */
  isArchived?: InputMaybe<Scalars['Boolean']['input']>;
  /** When the invoice was issued. */
  issuedAt?: InputMaybe<DateTimeRange>;
  /** Invoices with these numbers, such as `MDL-1042`. */
  number?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Invoices for these orders of the caller's own. */
  orderId?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** Invoices for orders with these numbers of the caller's own. */
  orderNumber?: InputMaybe<Array<Scalars['String']['input']>>;
  /** When it was paid in full. */
  paidAt?: InputMaybe<DateTimeRange>;
  /** Invoices with these public keys. */
  publicKey?: InputMaybe<Array<Scalars['String']['input']>>;
  /** When it was refunded. */
  refundedAt?: InputMaybe<DateTimeRange>;
  /** Invoices in these statuses. */
  status?: InputMaybe<Array<InvoiceStatus>>;
  /** Invoices that these subscriptions issued. */
  subscriptionId?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** An invoice to issue. Exactly one of `customerId` and `customer` is needed. */
export type InvoiceIssueInput = {
  /** The currency of the prices. It must be the department's, which is also what it is when left out. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** The payer, in full. */
  customer?: InputMaybe<InvoiceCustomerInput>;
  /** The payer, by the `id` of a customer. It needs an e-mail address. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** The last day to pay; by the department's payment term when left out. */
  dueOn?: InputMaybe<Scalars['Date']['input']>;
  /** The price with VAT that the payer was shown. When it differs from what the lines come to, nothing is issued. */
  expectedTotal?: InputMaybe<Scalars['Decimal']['input']>;
  /** Names this write, 1 to 255 visible ASCII characters; a fresh UUID is a good one. The same key with the same input is the same write: it is sent at most once, and repeating it is safe. */
  idempotencyKey: Scalars['ID']['input'];
  /** The date on the invoice; now when left out. */
  issuedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The language it is printed in; the department's when left out. */
  language?: InputMaybe<Language>;
  /** What is sold: 1 to 20 lines. */
  lines: Array<InvoiceLineInput>;
  /** The payer's note, up to 1000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** The number of the caller's own order, up to 64 characters; an id of our own when left out. */
  orderNumber?: InputMaybe<Scalars['String']['input']>;
  /** The `previewToken` of `invoicePreview` for the same invoice. When what would be issued now is not what was shown, nothing is issued. */
  previewToken?: InputMaybe<Scalars['String']['input']>;
  /** The seller's note, up to 1000 characters. */
  remark?: InputMaybe<Scalars['String']['input']>;
  /** The subscription that it bills, by its `id`. */
  subscriptionId?: InputMaybe<Scalars['ID']['input']>;
};

/** Many invoices that are issued one after another, each at most once. It goes on after a restart, and costs no call to read. */
export type InvoiceIssueJob = Node & {
  __typename?: 'InvoiceIssueJob';
  /** When no row was left to send; `null` before that. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and unique over all types. Keep it as it is; do not take it apart. */
  id: Scalars['ID']['output'];
  /** The key of `invoiceIssueMany` that started it. */
  idempotencyKey: Scalars['ID']['output'];
  /** What a row that cannot be issued means for the others. */
  policy: IssueManyPolicy;
  /** How far it is. */
  progress: InvoiceIssueJobProgress;
  /** Its rows, in the order of the input. */
  rows?: Maybe<InvoiceIssueJobRowConnection>;
  /** When it was asked for. */
  startedAt: Scalars['DateTime']['output'];
  /** Whether rows are left to send. */
  state: InvoiceIssueJobState;
};


/** Many invoices that are issued one after another, each at most once. It goes on after a restart, and costs no call to read. */
export type InvoiceIssueJobRowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** The rows of a job by where they stand. `total = waiting + done + refused + unknown`. */
export type InvoiceIssueJobProgress = {
  __typename?: 'InvoiceIssueJobProgress';
  /** Rows whose invoice was issued. */
  done: Scalars['Int']['output'];
  /** Rows that nothing was made of. */
  refused: Scalars['Int']['output'];
  /** All rows of the job. */
  total: Scalars['Int']['output'];
  /** Rows of which nobody knows yet whether their invoice was made. */
  unknown: Scalars['Int']['output'];
  /** Rows that have not been sent yet, or are being sent. */
  waiting: Scalars['Int']['output'];
};

/** One invoice of a job. */
export type InvoiceIssueJobRow = {
  __typename?: 'InvoiceIssueJobRow';
  /** Why there is no invoice, for programs; `null` where there is one, or may be. */
  code?: Maybe<ErrorCode>;
  /** The key of this row: of the job, a slash, and the index. `mutationOutcome` knows it, and `invoiceIssue` with it and the same input is a repeat of this row. */
  idempotencyKey: Scalars['ID']['output'];
  /** Place in `invoices` of the input, from 0. */
  index: Scalars['Int']['output'];
  /** The invoice that was issued; `null` as long as there is none. */
  invoice?: Maybe<Invoice>;
  /** Why there is no invoice, for people; `null` where there is one, or may be. */
  message?: Maybe<Scalars['String']['output']>;
  /** How far it is. */
  state: InvoiceIssueJobRowState;
};

/** A page of the rows of a job. */
export type InvoiceIssueJobRowConnection = {
  __typename?: 'InvoiceIssueJobRowConnection';
  /** The objects of this page, each with its cursor. */
  edges: Array<InvoiceIssueJobRowEdge>;
  /** The objects of `edges`, without their cursors. */
  nodes: Array<InvoiceIssueJobRow>;
  /** Whether there is more, and where to go on. */
  pageInfo: PageInfo;
  /** How many rows the job has in all. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A row in a page. */
export type InvoiceIssueJobRowEdge = {
  __typename?: 'InvoiceIssueJobRowEdge';
  /** Marks this place in the list, for `after` and `before`. Opaque; good only for the same filter, order and language. */
  cursor: Scalars['String']['output'];
  /** The object itself. */
  node: InvoiceIssueJobRow;
};

/** Where one row of a job stands. */
export type InvoiceIssueJobRowState =
  /** Its invoice was issued. */
  | 'DONE'
  /** It is being sent. */
  | 'IN_PROGRESS'
  /** Nothing was made of it; `code` and `message` say why. */
  | 'REFUSED'
  /** It was sent, but no answer that can be trusted came back: the invoice may exist. It is looked for, and not sent again by itself. */
  | 'UNKNOWN'
  /** It has not been sent yet. */
  | 'WAITING';

/** Whether a job has rows left to send. */
export type InvoiceIssueJobState =
  /** No row is left to send. Rows of unknown outcome are still looked for. */
  | 'COMPLETED'
  /** Rows are left to send, by this server or by the next one. */
  | 'RUNNING';

/** Invoices to issue one after another. */
export type InvoiceIssueManyInput = {
  /** Names this write, 1 to 255 visible ASCII characters; a fresh UUID is a good one. The same key with the same input is the same write: it is sent at most once, and repeating it is safe. */
  idempotencyKey: Scalars['ID']['input'];
  /** The invoices, 1 to 500. They are issued in this order. */
  invoices: Array<InvoiceIssueManyRowInput>;
  /** What a row that cannot be issued means for the others. */
  policy?: InputMaybe<IssueManyPolicy>;
};

/** The invoices are written down and are issued one after another, also when the server stops meanwhile. */
export type InvoiceIssueManyPayload = {
  __typename?: 'InvoiceIssueManyPayload';
  /** The job: ask it how far it is. */
  job?: Maybe<InvoiceIssueJob>;
};

/** What became of `invoiceIssueMany`. */
export type InvoiceIssueManyResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InvalidInputError | InvoiceIssueManyPayload | UpstreamRejectedError;

/** One of many invoices to issue: the members of `InvoiceIssueInput`, without a key. Exactly one of `customerId` and `customer` is needed. */
export type InvoiceIssueManyRowInput = {
  /** The currency of the prices. It must be the department's, which is also what it is when left out. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** The payer, in full. */
  customer?: InputMaybe<InvoiceCustomerInput>;
  /** The payer, by the `id` of a customer. It needs an e-mail address. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** The last day to pay; by the department's payment term when left out. */
  dueOn?: InputMaybe<Scalars['Date']['input']>;
  /** The price with VAT that the payer was shown. When it differs from what the lines come to, nothing is issued. */
  expectedTotal?: InputMaybe<Scalars['Decimal']['input']>;
  /** The date on the invoice; now when left out. */
  issuedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The language it is printed in; the department's when left out. */
  language?: InputMaybe<Language>;
  /** What is sold: 1 to 20 lines. */
  lines: Array<InvoiceLineInput>;
  /** The payer's note, up to 1000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** The number of the caller's own order, up to 64 characters; an id of our own when left out. */
  orderNumber?: InputMaybe<Scalars['String']['input']>;
  /** The seller's note, up to 1000 characters. */
  remark?: InputMaybe<Scalars['String']['input']>;
  /** The subscription that it bills, by its `id`. */
  subscriptionId?: InputMaybe<Scalars['ID']['input']>;
};

/** The invoice was issued. */
export type InvoiceIssuePayload = {
  __typename?: 'InvoiceIssuePayload';
  /** The new invoice as e-Cont.md answered, read back where it answered less than the whole. `null` with an error when that reading fails: the invoice exists all the same. */
  invoice?: Maybe<Invoice>;
};

/** What became of `invoiceIssue`. */
export type InvoiceIssueResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | InvoiceIssuePayload | OutcomeUnknownError | PreviewStaleError | UpstreamRejectedError | WriteAbandonedError;

/** One line of an invoice or of a subscription. There are at most 20. */
export type InvoiceLine = {
  __typename?: 'InvoiceLine';
  /** What is sold. */
  name: Scalars['String']['output'];
  /** Place in the document, from 1. */
  position: Scalars['Int']['output'];
  /** The seller's number of the product. */
  productCode?: Maybe<Scalars['Int']['output']>;
  /** How many units. */
  quantity: Scalars['Decimal']['output'];
  /** The seller's stock keeping unit. */
  sku?: Maybe<Scalars['String']['output']>;
  /** Price of the line. */
  total: Money;
  /** The unit, such as `pcs`. */
  unit: Scalars['String']['output'];
  /** Price of one unit. */
  unitPrice: Money;
  /** VAT of the line; `null` where the upstream tells none. */
  vatAmount?: Maybe<Money>;
  /** VAT rate of the line in per cent; `null` without VAT. */
  vatRate?: Maybe<Scalars['Decimal']['output']>;
};

/** One thing that is sold. */
export type InvoiceLineInput = {
  /** What it is, up to 255 characters. */
  name: Scalars['String']['input'];
  /** The seller's number of the product. */
  productCode?: InputMaybe<Scalars['Int']['input']>;
  /** How many units: 1 to 1 000 000. */
  quantity: Scalars['Int']['input'];
  /** Stock keeping unit. */
  sku?: InputMaybe<Scalars['String']['input']>;
  /** The unit, such as `pcs`. */
  unit?: InputMaybe<Scalars['String']['input']>;
  /** Price of one unit: 0 or more, at most 2 decimals. */
  unitPrice: Scalars['Decimal']['input'];
};

/** The order of invoices. Equal ones are ordered by upstream id. */
export type InvoiceOrder = {
  /** Which end comes first. */
  direction?: OrderDirection;
  /** What to order by. */
  field: InvoiceOrderField;
};

/** What invoices can be ordered by. */
export type InvoiceOrderField =
  /** The amount of the invoice, as a number. */
  | 'AMOUNT'
  /** When it was made. */
  | 'CREATED_AT'
  /** The last day to pay. */
  | 'DUE_ON'
  /** When it was issued. */
  | 'ISSUED_AT'
  /** The invoice number, as the upstream orders text. */
  | 'NUMBER'
  /** The number that the upstream gave it: the order of making. */
  | 'UPSTREAM_ID';

/** The invoice as a PDF file. */
export type InvoicePdf = {
  __typename?: 'InvoicePdf';
  /** From then on the address answers `LINK_EXPIRED`. */
  expiresAt: Scalars['DateTime']['output'];
  /** The name that a download gets. */
  filename: Scalars['String']['output'];
  /** A signed address on this server. Whoever has it can read the file until it expires. */
  url: Scalars['URL']['output'];
};

/** An invoice to look at before it is issued: the members of `InvoiceIssueInput`, without a key. Exactly one of `customerId` and `customer` is needed. */
export type InvoicePreviewInput = {
  /** The currency of the prices. It must be the department's, which is also what it is when left out. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** The payer, in full. */
  customer?: InputMaybe<InvoiceCustomerInput>;
  /** The payer, by the `id` of a customer. It needs an e-mail address. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** The last day to pay; by the department's payment term when left out. */
  dueOn?: InputMaybe<Scalars['Date']['input']>;
  /** The price with VAT that the payer was shown. When it differs from what the lines come to, nothing is issued. */
  expectedTotal?: InputMaybe<Scalars['Decimal']['input']>;
  /** The date on the invoice; now when left out. */
  issuedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The language it is printed in; the department's when left out. */
  language?: InputMaybe<Language>;
  /** What is sold: 1 to 20 lines. */
  lines: Array<InvoiceLineInput>;
  /** The payer's note, up to 1000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** The number of the caller's own order, up to 64 characters; an id of our own when left out. */
  orderNumber?: InputMaybe<Scalars['String']['input']>;
  /** The seller's note, up to 1000 characters. */
  remark?: InputMaybe<Scalars['String']['input']>;
  /** The subscription that it bills, by its `id`. */
  subscriptionId?: InputMaybe<Scalars['ID']['input']>;
};

/** The invoice as it would be issued now. Nothing was sent. */
export type InvoicePreviewPayload = {
  __typename?: 'InvoicePreviewPayload';
  /** The currency of every amount of it. */
  currency: Scalars['CurrencyCode']['output'];
  /** The customer that it will belong to; `null` when e-Cont.md will link none. */
  customer?: Maybe<Customer>;
  /** The last day to pay. */
  dueOn: Scalars['Date']['output'];
  /** Until when the token can be used. */
  expiresAt: Scalars['DateTime']['output'];
  /** Its lines with their VAT, at most 20. */
  lines: Array<InvoiceLine>;
  /** Hand it to `invoiceIssue`: what is not as it was shown is then not issued. Opaque. */
  previewToken: Scalars['String']['output'];
  /** What it will come to. */
  totals: InvoicePreviewTotals;
  /** What to look at first; often empty. None of it stops the issue. */
  warnings: Array<InvoicePreviewWarning>;
};

/** What became of `invoicePreview`. */
export type InvoicePreviewResult = InvalidInputError | InvoicePreviewPayload | UpstreamRejectedError;

/** The sums of an invoice that was not issued yet. `gross = net + tax`. */
export type InvoicePreviewTotals = {
  __typename?: 'InvoicePreviewTotals';
  /** The price with VAT: what the payer has to pay. */
  gross: Money;
  /** The price without VAT. */
  net: Money;
  /** VAT, rounded per line. */
  tax: Money;
};

/** Something to look at before the invoice is issued. It does not stop the issue. */
export type InvoicePreviewWarning = {
  __typename?: 'InvoicePreviewWarning';
  /** What it is, for programs. */
  code: InvoicePreviewWarningCode;
  /** What it is, in English, for people. */
  message: Scalars['String']['output'];
  /** The place in the input, from `input` on; `null` where no single place is meant. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** What `invoicePreview` may warn of. */
export type InvoicePreviewWarningCode =
  /** The invoice will belong to no customer: none has the IDNO or IDNP of the payer, or the payer has none. */
  | 'CUSTOMER_NOT_LINKED'
  /** The department works in test mode: the invoice is not meant for real. */
  | 'DEPARTMENT_IN_TEST_MODE'
  /** The last day to pay is today, tomorrow, or over. */
  | 'DUE_SOON'
  /** The last digit of the payer's IDNO or IDNP is not the one that the others lead to: look whether it is typed right. */
  | 'IDNO_CHECK_DIGIT'
  /** The payer's IDNO was not checked against the state register. */
  | 'IDNO_NOT_VERIFIED'
  /** VAT is not charged. */
  | 'NO_VAT'
  /** The customer has an open invoice of the same amount that was issued today: this may be a second one for the same. */
  | 'SIMILAR_INVOICE_OPEN'
  /** The department charges VAT in a way that this version does not know, so the totals are shown without it. */
  | 'VAT_UNKNOWN'
  /** A line costs nothing. */
  | 'ZERO_PRICE_LINE';

/** Names the invoice of `invoicePush`. */
export type InvoicePushInput = {
  /** Names this write, 1 to 255 visible ASCII characters. The same key with the same input is the same write: it is sent at most once. The server makes one when it is left out. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** The invoice, by its `id`. Its status does not matter. */
  invoiceId: Scalars['ID']['input'];
};

/** The invoice was pushed. What the integrations make of it, e-Cont.md does not tell. */
export type InvoicePushPayload = {
  __typename?: 'InvoicePushPayload';
  /** The invoice, read afresh. `null` with an error when that reading fails: it was done all the same. */
  invoice?: Maybe<Invoice>;
};

/** What became of `invoicePush`. */
export type InvoicePushResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | InvoicePushPayload | InvoiceTransitionError | OutcomeUnknownError | UpstreamRejectedError | WriteAbandonedError;

/** Names the invoice of `invoiceResume`. */
export type InvoiceResumeInput = {
  /** Names this write, 1 to 255 visible ASCII characters. The same key with the same input is the same write: it is sent at most once. The server makes one when it is left out. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** The invoice, by its `id`. It is SUSPENDED. */
  invoiceId: Scalars['ID']['input'];
};

/** The invoice is OPEN. */
export type InvoiceResumePayload = {
  __typename?: 'InvoiceResumePayload';
  /** The invoice, read afresh. `null` with an error when that reading fails: it was done all the same. */
  invoice?: Maybe<Invoice>;
};

/** What became of `invoiceResume`. */
export type InvoiceResumeResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | InvoiceResumePayload | InvoiceTransitionError | OutcomeUnknownError | UpstreamRejectedError | WriteAbandonedError;

/** Names the invoice of `invoiceSend`. */
export type InvoiceSendInput = {
  /** Names this write, 1 to 255 visible ASCII characters. The same key with the same input is the same write: it is sent at most once. The server makes one when it is left out. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** The invoice, by its `id`. It is DRAFT, OPEN, SENT, PARTIALLY_PAID or PAID, and its buyer has a well-formed e-mail address. */
  invoiceId: Scalars['ID']['input'];
};

/** The invoice was e-mailed to its payer. */
export type InvoiceSendPayload = {
  __typename?: 'InvoiceSendPayload';
  /** The invoice, read afresh. `null` with an error when that reading fails: it was done all the same. */
  invoice?: Maybe<Invoice>;
};

/** What became of `invoiceSend`. */
export type InvoiceSendResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | InvoiceSendPayload | InvoiceTransitionError | OutcomeUnknownError | UpstreamRejectedError | WriteAbandonedError;

/** Names the invoice of `invoiceSign`. */
export type InvoiceSignInput = {
  /** Names this write, 1 to 255 visible ASCII characters. The same key with the same input is the same write: it is sent at most once. The server makes one when it is left out. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** The invoice, by its `id`. Its status does not matter. */
  invoiceId: Scalars['ID']['input'];
};

/** The signing has begun. */
export type InvoiceSignPayload = {
  __typename?: 'InvoiceSignPayload';
  /** The invoice, read afresh. `null` with an error when that reading fails: it was done all the same. */
  invoice?: Maybe<Invoice>;
  /** Where the signer goes on; `null` when e-Cont.md did not tell, or when the signing was found out about later. */
  signUrl?: Maybe<Scalars['URL']['output']>;
};

/** What became of `invoiceSign`. */
export type InvoiceSignResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | InvoiceSignPayload | InvoiceTransitionError | OutcomeUnknownError | UpstreamRejectedError | WriteAbandonedError;

/** Where an invoice stands. Overdue is not a status: see `Invoice.isOverdue`. */
export type InvoiceStatus =
  /** Put away for good (`archived` upstream). See also `Invoice.isArchived`. */
  | 'ARCHIVED'
  /** Withdrawn by the seller (`rejected` upstream). */
  | 'CANCELLED'
  /** Refused by the payer (`denied` upstream). */
  | 'DENIED'
  /** Being prepared; not to be paid yet (`draft` upstream). */
  | 'DRAFT'
  /** To be paid (`actual` upstream). */
  | 'OPEN'
  /** Paid in full (`full` upstream). */
  | 'PAID'
  /** Part of it is paid (`part` upstream). */
  | 'PARTIALLY_PAID'
  /** All that was paid is refunded (`refunded` upstream). */
  | 'REFUNDED'
  /** Its payment was reversed (`reverse` upstream). */
  | 'REVERSED'
  /** To be paid, and e-mailed to the payer (`sended` upstream). */
  | 'SENT'
  /** Put on hold; not to be paid for now (`suspended` upstream). */
  | 'SUSPENDED'
  /** A status that this version has no name for; it cannot be filtered by. */
  | 'UNKNOWN';

/** Names the invoice of `invoiceSuspend`. */
export type InvoiceSuspendInput = {
  /** Names this write, 1 to 255 visible ASCII characters. The same key with the same input is the same write: it is sent at most once. The server makes one when it is left out. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** The invoice, by its `id`. It is OPEN or SENT. */
  invoiceId: Scalars['ID']['input'];
};

/** The invoice is SUSPENDED. */
export type InvoiceSuspendPayload = {
  __typename?: 'InvoiceSuspendPayload';
  /** The invoice, read afresh. `null` with an error when that reading fails: it was done all the same. */
  invoice?: Maybe<Invoice>;
};

/** What became of `invoiceSuspend`. */
export type InvoiceSuspendResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | InvoiceSuspendPayload | InvoiceTransitionError | OutcomeUnknownError | UpstreamRejectedError | WriteAbandonedError;

/** The sums of an invoice. `gross = net + tax`. */
export type InvoiceTotals = {
  __typename?: 'InvoiceTotals';
  /** Left to pay; zero once the invoice is settled, cancelled or denied. */
  due: Money;
  /** The price: with VAT. */
  gross: Money;
  /** Without VAT. */
  net: Money;
  /** Paid so far. */
  paid: Money;
  /** Paid back so far. */
  refunded: Money;
  /** VAT, rounded per line. */
  tax: Money;
};

/** The status of the invoice does not allow this. Nothing was sent. */
export type InvoiceTransitionError = UserError & {
  __typename?: 'InvoiceTransitionError';
  /** What happened, for programs. */
  code: ErrorCode;
  /** Where the invoice stands, read just before. */
  currentStatus: InvoiceStatus;
  /** What happened, for people; in the language of the operation where e-Cont.md gave the text. */
  message: Scalars['String']['output'];
  /** The place in the input that is at fault, from `input` on; `null` where it is no single place. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** The same input may succeed later, and sending it again is safe. */
  retryable: Scalars['Boolean']['output'];
};

/** Names the invoice of `invoiceUnarchive`. */
export type InvoiceUnarchiveInput = {
  /** Names this write, 1 to 255 visible ASCII characters. The same key with the same input is the same write: it is sent at most once. The server makes one when it is left out. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** The invoice, by its `id`. It is in the archive, and its status is another than ARCHIVED. */
  invoiceId: Scalars['ID']['input'];
};

/** The invoice is not in the archive any more. */
export type InvoiceUnarchivePayload = {
  __typename?: 'InvoiceUnarchivePayload';
  /** The invoice, read afresh. `null` with an error when that reading fails: it was done all the same. */
  invoice?: Maybe<Invoice>;
};

/** What became of `invoiceUnarchive`. */
export type InvoiceUnarchiveResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | InvoiceTransitionError | InvoiceUnarchivePayload | OutcomeUnknownError | UpstreamRejectedError | WriteAbandonedError;

/** A ready selection of invoices, as the tabs of e-Cont.md's own list. Combined with `filter` by AND. */
export type InvoiceView =
  /** Invoices that wait for money. */
  | 'ACTUAL'
  /** Every invoice. */
  | 'ALL'
  /** Invoices in the archive. */
  | 'ARCHIVED'
  /** Invoices that are due within 3 days. */
  | 'DEADLINE'
  /** Invoices past their due date. */
  | 'EXPIRED'
  /** Cancelled invoices. */
  | 'REJECTED';

/** What a row that cannot be issued means for the others. */
export type IssueManyPolicy =
  /** Every row is checked before any is sent; with one fault nothing is. What e-Cont.md refuses afterwards does not undo the rows before it. */
  | 'ALL_OR_NOTHING'
  /** Rows with a fault are refused, the others are sent. */
  | 'CONTINUE';

/** A language of e-Cont.md. */
export type Language =
  /** English, `en` in `Accept-Language`. */
  | 'EN'
  /** Romanian, `ro` in `Accept-Language`. */
  | 'RO'
  /** Russian, `ru` in `Accept-Language`. */
  | 'RU';

/** One text in the languages of e-Cont.md. */
export type LocalizedText = {
  __typename?: 'LocalizedText';
  /** In English. */
  en?: Maybe<Scalars['String']['output']>;
  /** In Romanian. */
  ro?: Maybe<Scalars['String']['output']>;
  /** In Russian. */
  ru?: Maybe<Scalars['String']['output']>;
  /** In the language of the operation; where that is missing, in the first of ro, ru, en that is there. */
  text?: Maybe<Scalars['String']['output']>;
};

/** One text in the languages of e-Cont.md. A language that is left out or `null` is not written. */
export type LocalizedTextInput = {
  /** In English, up to 255 characters. */
  en?: InputMaybe<Scalars['String']['input']>;
  /** In Romanian, up to 255 characters. */
  ro?: InputMaybe<Scalars['String']['input']>;
  /** In Russian, up to 255 characters. */
  ru?: InputMaybe<Scalars['String']['input']>;
};

/** An exact amount in a currency. */
export type Money = {
  __typename?: 'Money';
  /** The amount, exact. */
  amount: Scalars['Decimal']['output'];
  /** The currency (ISO 4217). */
  currency: Scalars['CurrencyCode']['output'];
};

/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Makes a customer. With one key at most one customer is made; two customers may share an IDNO. */
  customerCreate?: Maybe<CustomerCreateResult>;
  /** Changes what is given of a customer and leaves the rest. Invoices that were issued keep the data they were issued with. */
  customerUpdate?: Maybe<CustomerUpdateResult>;
  /** Puts an invoice aside. Its status stays as it is; `invoiceUnarchive` takes it back. */
  invoiceArchive?: Maybe<InvoiceArchiveResult>;
  /** Cancels an invoice that nothing was paid on. That is for good. */
  invoiceCancel?: Maybe<InvoiceCancelResult>;
  /** Issues an invoice and has e-Cont.md make it. With one key at most one invoice is made, whatever breaks on the way. */
  invoiceIssue?: Maybe<InvoiceIssueResult>;
  /** Issues up to 500 invoices one after another, in the background. Each is made at most once, whatever breaks on the way; the answer tells where to ask how far it is. */
  invoiceIssueMany?: Maybe<InvoiceIssueManyResult>;
  /** Shows an invoice as it would be issued now: its totals, VAT and what to look at first. It sends nothing, and needs no key. */
  invoicePreview?: Maybe<InvoicePreviewResult>;
  /** Has e-Cont.md push an invoice to the integrations that the department has connected. */
  invoicePush?: Maybe<InvoicePushResult>;
  /** Makes a suspended invoice payable again. It becomes OPEN, also where it was SENT before. */
  invoiceResume?: Maybe<InvoiceResumeResult>;
  /** Has e-Cont.md make the PDF and e-mail it to the payer. A DRAFT or OPEN invoice becomes SENT by it. Sending once more, with another key, e-mails it once more. */
  invoiceSend?: Maybe<InvoiceSendResult>;
  /** Starts the signing of an invoice by MSign. The signer goes on at the address in the answer. */
  invoiceSign?: Maybe<InvoiceSignResult>;
  /** Takes an invoice out of payment for a while. `invoiceResume` takes it back. */
  invoiceSuspend?: Maybe<InvoiceSuspendResult>;
  /** Takes an invoice out of the archive, as it stands. */
  invoiceUnarchive?: Maybe<InvoiceUnarchiveResult>;
  /** Closes a write of unknown outcome by the word of a person: the only way to send anything again. It is looked for first; where its object has turned up, nothing is sent. The decision and its reason are in the audit log. */
  mutationOutcomeResolve?: Maybe<MutationOutcomeResolveResult>;
  /** Records money that was received for an invoice outside the gateways, all that is due or a part. With one key at most one payment is recorded. */
  paymentRecord?: Maybe<PaymentRecordResult>;
  /** Pays a payment back, all that is left of it or a part. With one key it is paid back at most once, and refunds of one payment exclude each other. */
  paymentRefund?: Maybe<PaymentRefundResult>;
  /** Ends a subscription for good. Invoices that were issued stay as they are. */
  subscriptionCancel?: Maybe<SubscriptionCancelResult>;
  /** Subscribes a customer to a tariff. With one key at most one subscription is made. It is PENDING until it is started. */
  subscriptionCreate?: Maybe<SubscriptionCreateResult>;
  /** Pauses a subscription: no invoices are issued for it until `subscriptionResume`. */
  subscriptionPause?: Maybe<SubscriptionPauseResult>;
  /** Takes a paused subscription up again. */
  subscriptionResume?: Maybe<SubscriptionResumeResult>;
  /** Changes what is given of a subscription and leaves the rest. Invoices that were issued stay as they are. */
  subscriptionUpdate?: Maybe<SubscriptionUpdateResult>;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationCustomerCreateArgs = {
  input: CustomerCreateInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationCustomerUpdateArgs = {
  input: CustomerUpdateInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationInvoiceArchiveArgs = {
  input: InvoiceArchiveInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationInvoiceCancelArgs = {
  input: InvoiceCancelInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationInvoiceIssueArgs = {
  input: InvoiceIssueInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationInvoiceIssueManyArgs = {
  input: InvoiceIssueManyInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationInvoicePreviewArgs = {
  input: InvoicePreviewInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationInvoicePushArgs = {
  input: InvoicePushInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationInvoiceResumeArgs = {
  input: InvoiceResumeInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationInvoiceSendArgs = {
  input: InvoiceSendInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationInvoiceSignArgs = {
  input: InvoiceSignInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationInvoiceSuspendArgs = {
  input: InvoiceSuspendInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationInvoiceUnarchiveArgs = {
  input: InvoiceUnarchiveInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationMutationOutcomeResolveArgs = {
  input: MutationOutcomeResolveInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationPaymentRecordArgs = {
  input: PaymentRecordInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationPaymentRefundArgs = {
  input: PaymentRefundInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationSubscriptionCancelArgs = {
  input: SubscriptionCancelInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationSubscriptionCreateArgs = {
  input: SubscriptionCreateInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationSubscriptionPauseArgs = {
  input: SubscriptionPauseInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationSubscriptionResumeArgs = {
  input: SubscriptionResumeInput;
};


/** Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors. */
export type MutationSubscriptionUpdateArgs = {
  input: SubscriptionUpdateInput;
};

/** What went wrong with a write, as it was recorded. */
export type MutationFailure = {
  __typename?: 'MutationFailure';
  /** What happened, for programs. */
  code: ErrorCode;
  /** What happened, for people; in the language of the operation that sent it. */
  message: Scalars['String']['output'];
  /** What e-Cont.md says of single fields; often empty. */
  upstreamFields: Array<UpstreamField>;
};

/** What became of one write, by the key that it was sent under. */
export type MutationOutcome = {
  __typename?: 'MutationOutcome';
  /** How often e-Cont.md was looked through for it. */
  checks: Scalars['Int']['output'];
  /** Why it was refused, or why its outcome is not known; `null` where nothing went wrong, and once the retention has passed. */
  failure?: Maybe<MutationFailure>;
  /** The key of the caller, or the one that the server made; `null` once the retention has passed: then only its hash is kept. */
  idempotencyKey?: Maybe<Scalars['ID']['output']>;
  /** What stands for the key for ever, and in the audit log: a SHA-256 in hexadecimal digits. */
  keyHash: Scalars['String']['output'];
  /** When the server looks for it next by itself; `null` when it need not, or has given up and a person must look. */
  nextCheckAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it made or changed, as it is now; `null` as long as it is not DONE, and when the object is gone. */
  object?: Maybe<Node>;
  /** The mutation that wrote, such as `invoiceIssue`. */
  operation: Scalars['String']['output'];
  /** What a person last decided about it; `null` where nobody had to. */
  resolution?: Maybe<MutationOutcomeResolution>;
  /** When it was last sent: later than `startedAt` where it was sent once more. */
  sentAt: Scalars['DateTime']['output'];
  /** When its outcome was known; `null` as long as it is not. */
  settledAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was recorded, right before it was first sent. */
  startedAt: Scalars['DateTime']['output'];
  /** Whether it took place. */
  state: MutationOutcomeState;
};

/** A page of outcomes. */
export type MutationOutcomeConnection = {
  __typename?: 'MutationOutcomeConnection';
  /** The objects of this page, each with its cursor. */
  edges: Array<MutationOutcomeEdge>;
  /** The objects of `edges`, without their cursors. */
  nodes: Array<MutationOutcome>;
  /** Whether there is more, and where to go on. */
  pageInfo: PageInfo;
  /** How many outcomes the filter leaves in all; 10000 stands for as many or more. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An outcome in a page. */
export type MutationOutcomeEdge = {
  __typename?: 'MutationOutcomeEdge';
  /** Marks this place in the list, for `after` and `before`. Opaque; good only for the same filter, order and language. */
  cursor: Scalars['String']['output'];
  /** The object itself. */
  node: MutationOutcome;
};

/** Which outcomes. Members are joined by AND, the values of one member by OR. */
export type MutationOutcomeFilter = {
  /** Writes by these mutations, such as `invoiceIssue`. */
  operation?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Writes in these states. */
  state?: InputMaybe<Array<MutationOutcomeState>>;
};

/** What a person decided about a write while its outcome was not known. */
export type MutationOutcomeResolution = {
  __typename?: 'MutationOutcomeResolution';
  /** Who decided, by the name in the audit log. */
  caller: Scalars['String']['output'];
  /** Why, in the words of whoever decided. */
  reason: Scalars['String']['output'];
  /** Whether it was sent once more, or given up. */
  resolution: MutationResolution;
  /** When it was decided. */
  resolvedAt: Scalars['DateTime']['output'];
};

/** What a person decides about a write of unknown outcome. */
export type MutationOutcomeResolveInput = {
  /** The key of the write. Resolving it twice is safe: of two decisions the first holds. */
  idempotencyKey: Scalars['ID']['input'];
  /** Why, for whoever reads the audit log; up to 500 characters. */
  reason: Scalars['String']['input'];
  /** Whether to send it once more, or to give it up. */
  resolution: MutationResolution;
};

/** The decision was recorded and carried out. */
export type MutationOutcomeResolvePayload = {
  __typename?: 'MutationOutcomeResolvePayload';
  /** What became of the write. After RESEND it may be DONE, REFUSED, or UNKNOWN once more. */
  outcome: MutationOutcome;
};

/** What became of `mutationOutcomeResolve`. */
export type MutationOutcomeResolveResult = InProgressError | InvalidInputError | MutationOutcomeResolvePayload | OutcomeSettledError;

/** What became of a write. */
export type MutationOutcomeState =
  /** It took place; `object` is what it made or changed. */
  | 'DONE'
  /** It is being sent at this moment. */
  | 'IN_PROGRESS'
  /** Nothing was made: e-Cont.md said no, nothing could be sent, or a person gave it up. `failure` says which. */
  | 'REFUSED'
  /** It was sent, and no answer that can be trusted came back. It is looked for, and never sent again by itself. */
  | 'UNKNOWN';

/** What a person decides about a write of unknown outcome. */
export type MutationResolution =
  /** Never send it again, and stop looking for it. What it may have made stays in e-Cont.md. */
  | 'ABANDON'
  /** It did not take place: send it once more, under the same key. */
  | 'RESEND';

/** An object that can be read again by its `id` alone, through `node` or `nodes`. */
export type Node = {
  /** Opaque and unique over all types. Keep it as it is; do not take it apart. */
  id: Scalars['ID']['output'];
};

/** Which end of an order comes first. */
export type OrderDirection =
  /** Smallest, oldest or alphabetically first. */
  | 'ASC'
  /** Largest, newest or alphabetically last. */
  | 'DESC';

/** The outcome of the write is known, perhaps because its object has just turned up. Nothing was sent. */
export type OutcomeSettledError = UserError & {
  __typename?: 'OutcomeSettledError';
  /** What happened, for programs. */
  code: ErrorCode;
  /** What happened, for people; in the language of the operation where e-Cont.md gave the text. */
  message: Scalars['String']['output'];
  /** What became of the write. */
  outcome: MutationOutcome;
  /** The place in the input that is at fault, from `input` on; `null` where it is no single place. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** The same input may succeed later, and sending it again is safe. */
  retryable: Scalars['Boolean']['output'];
};

/** The write was sent, but e-Cont.md gave no answer that can be trusted: the object may exist. It is looked for, and not sent again by itself. */
export type OutcomeUnknownError = UserError & {
  __typename?: 'OutcomeUnknownError';
  /** What happened, for programs. */
  code: ErrorCode;
  /** The key to ask by: with `mutationOutcome`, or by repeating the same mutation. Made by the server where the caller gave none. */
  idempotencyKey: Scalars['ID']['output'];
  /** What happened, for people; in the language of the operation where e-Cont.md gave the text. */
  message: Scalars['String']['output'];
  /** When the server looks for it next by itself; `null` when it has given up and a person must look. */
  nextCheckAt?: Maybe<Scalars['DateTime']['output']>;
  /** The place in the input that is at fault, from `input` on; `null` where it is no single place. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** The same input may succeed later, and sending it again is safe. */
  retryable: Scalars['Boolean']['output'];
  /** When it was sent: from then on its outcome is not known. */
  since: Scalars['DateTime']['output'];
};

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last object of the page; `null` when the page is empty. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** There are more objects after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** There are more objects before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first object of the page; `null` when the page is empty. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** Money received, or being received, for an invoice. */
export type Payment = Node & {
  __typename?: 'Payment';
  /** What was paid. */
  amount: Money;
  /** The bank's approval code. */
  approvalCode?: Maybe<Scalars['String']['output']>;
  /** When it was made. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and unique over all types. Keep it as it is; do not take it apart. */
  id: Scalars['ID']['output'];
  /** What was paid for. */
  invoice?: Maybe<Invoice>;
  /** Card number, masked by the gateway. */
  maskedCard?: Maybe<Scalars['String']['output']>;
  /** The way it was made: `maib`, `mia_bpay`, `cash`, `bank_transfer` or another; an open list. */
  method?: Maybe<Scalars['String']['output']>;
  /** Retrieval reference number (RRN). */
  referenceNumber?: Maybe<Scalars['String']['output']>;
  /** What was paid back of it. */
  refunds: PaymentRefunds;
  /** What was left to pay of the invoice after it; `null` where the upstream tells none. */
  remaining?: Maybe<Money>;
  /** Where it stands. */
  status: PaymentStatus;
  /** Terminal of the gateway. */
  terminal?: Maybe<Scalars['String']['output']>;
  /** The gateway's id of the transaction. */
  transactionId?: Maybe<Scalars['String']['output']>;
  /** The last step it took at its gateway. */
  transactionType: PaymentTransactionType;
  /** The number that e-Cont.md knows it by. */
  upstreamId: Scalars['Int']['output'];
};

/** A page of payments. */
export type PaymentConnection = {
  __typename?: 'PaymentConnection';
  /** The objects of this page, each with its cursor. */
  edges: Array<PaymentEdge>;
  /** The objects of `edges`, without their cursors. */
  nodes: Array<Payment>;
  /** Whether there is more, and where to go on. */
  pageInfo: PageInfo;
  /** How many payments the filter leaves in all. May cost a call to the upstream. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A payment in a page. */
export type PaymentEdge = {
  __typename?: 'PaymentEdge';
  /** Marks this place in the list, for `after` and `before`. Opaque; good only for the same filter, order and language. */
  cursor: Scalars['String']['output'];
  /** The object itself. */
  node: Payment;
};

/** Which payments. Members are joined by AND, the values of one member by OR. */
export type PaymentFilter = {
  /** The amount of the payment. */
  amount?: InputMaybe<DecimalRange>;
  /** When the payment was made. */
  createdAt?: InputMaybe<DateTimeRange>;
  /** Payments with these ids. */
  id?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Payments on these invoices. */
  invoiceId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Payments made in these ways: `maib`, `mia_bpay`, `cash`, `bank_transfer` and others. */
  method?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Payments in these statuses. */
  status?: InputMaybe<Array<PaymentStatus>>;
  /** Payments with these transaction ids. */
  transactionId?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** The order of payments. Equal ones are ordered by upstream id. */
export type PaymentOrder = {
  /** Which end comes first. */
  direction?: OrderDirection;
  /** What to order by. */
  field: PaymentOrderField;
};

/** What payments can be ordered by. */
export type PaymentOrderField =
  /** The amount of the payment, as a number. */
  | 'AMOUNT'
  /** When it was made. */
  | 'CREATED_AT'
  /** The number that the upstream gave it: the order of making. */
  | 'UPSTREAM_ID';

/** A payment that was received outside the gateways. */
export type PaymentRecordInput = {
  /** What was received, in the currency of the invoice: more than 0, at most 2 decimals, and no more than is left to pay. A part is fine. */
  amount: Scalars['Decimal']['input'];
  /** Names this write, 1 to 255 visible ASCII characters; a fresh UUID is a good one. The same key with the same input is the same write: it is sent at most once, and repeating it is safe. */
  idempotencyKey: Scalars['ID']['input'];
  /** What was paid, by the `id` of an invoice that is OPEN, SENT or PARTIALLY_PAID. */
  invoiceId: Scalars['ID']['input'];
  /** The way it was made, such as `cash` or `bank_transfer`, up to 32 characters. What begins with `mia` is a payment by MIA: in MDL, at most 500 000. */
  method: Scalars['String']['input'];
  /** When it was received, today or before; now when left out or `null`. */
  paidAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The number that the bank or the cash desk gave it, up to 64 characters, once per invoice; one of our own when left out or `null`. */
  transactionId?: InputMaybe<Scalars['String']['input']>;
};

/** The payment was recorded. */
export type PaymentRecordPayload = {
  __typename?: 'PaymentRecordPayload';
  /** The new payment, read back from e-Cont.md; its `invoice` shows what is left to pay. `null` with an error when that reading fails: the payment exists all the same. */
  payment?: Maybe<Payment>;
};

/** What became of `paymentRecord`. */
export type PaymentRecordResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | InvoiceTransitionError | OutcomeUnknownError | PaymentRecordPayload | UpstreamRejectedError | WriteAbandonedError;

/** Money to pay back. */
export type PaymentRefundInput = {
  /** How much of it, in its currency: more than 0, at most 2 decimals, no more than is left of it. All that is left when left out or `null`. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** Names this write, 1 to 255 visible ASCII characters; a fresh UUID is a good one. The same key with the same input is the same write: it is sent at most once, and repeating it is safe. */
  idempotencyKey: Scalars['ID']['input'];
  /** The payment to pay back, by its `id`. It is CONFIRMED, and its invoice is PARTIALLY_PAID or PAID. */
  paymentId: Scalars['ID']['input'];
};

/** The money was paid back. */
export type PaymentRefundPayload = {
  __typename?: 'PaymentRefundPayload';
  /** The payment, read afresh: its `refunds` show what went back in all. `null` with an error when that reading fails: the refund was made all the same. */
  payment?: Maybe<Payment>;
};

/** What became of `paymentRefund`. */
export type PaymentRefundResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | InvoiceTransitionError | OutcomeUnknownError | PaymentRefundPayload | PaymentTransitionError | UpstreamRejectedError | WriteAbandonedError;

/** What was paid back of a payment. The upstream keeps the sum of all refunds, not each one. */
export type PaymentRefunds = {
  __typename?: 'PaymentRefunds';
  /** What can still be paid back; zero unless the payment is confirmed. */
  refundable: Money;
  /** When all of it was paid back; `null` before that. */
  reversedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Paid back so far. */
  total: Money;
};

/** Where a payment stands. */
export type PaymentStatus =
  /** The money is there. */
  | 'CONFIRMED'
  /** It did not go through. */
  | 'FAILED'
  /** All of it was paid back. */
  | 'REVERSED'
  /** A status that this version has no name for; it cannot be filtered by. */
  | 'UNKNOWN'
  /** Begun, not confirmed. */
  | 'WAITING';

/** The last step that a payment took at its gateway. */
export type PaymentTransactionType =
  /** The amount was reserved. */
  | 'AUTH'
  /** The amount was taken. */
  | 'CONFIRM'
  /** Some or all of it was paid back. */
  | 'REFUND'
  /** It was undone. */
  | 'REVERSE'
  /** A step that this version has no name for. */
  | 'UNKNOWN';

/** The status of the payment does not allow this. Nothing was sent. */
export type PaymentTransitionError = UserError & {
  __typename?: 'PaymentTransitionError';
  /** What happened, for programs. */
  code: ErrorCode;
  /** Where the payment stands, read just before. */
  currentStatus: PaymentStatus;
  /** What happened, for people; in the language of the operation where e-Cont.md gave the text. */
  message: Scalars['String']['output'];
  /** The place in the input that is at fault, from `input` on; `null` where it is no single place. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** The same input may succeed later, and sending it again is safe. */
  retryable: Scalars['Boolean']['output'];
};

/** What an invoice was shown from. */
export type PreviewPart =
  /** The payer as e-Cont.md keeps it, or which customer the invoice is linked to. */
  | 'CUSTOMER'
  /** The seller's office: its VAT, currency, payment term or details. */
  | 'DEPARTMENT'
  /** What the caller gave: it is not the invoice that was previewed. */
  | 'INPUT'
  /** The tariff of the subscription that is billed, or which tariff that is. */
  | 'TARIFF'
  /** The token itself: it is garbage, was signed by nobody here, or is older than its `expiresAt`. */
  | 'TOKEN'
  /** The net price, the VAT or the gross price. */
  | 'TOTALS';

/** What `invoicePreview` showed is not what would be issued now. Nothing was sent. */
export type PreviewStaleError = UserError & {
  __typename?: 'PreviewStaleError';
  /** What differs, at least one. */
  changed: Array<PreviewPart>;
  /** What happened, for programs. */
  code: ErrorCode;
  /** What happened, for people; in the language of the operation where e-Cont.md gave the text. */
  message: Scalars['String']['output'];
  /** The place in the input that is at fault, from `input` on; `null` where it is no single place. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** The same input may succeed later, and sending it again is safe. */
  retryable: Scalars['Boolean']['output'];
};

/** Everything that can be read. */
export type Query = {
  __typename?: 'Query';
  /** Every mutation, who asked for it and how it ended, the newest first. `npm run audit:verify` proves that no record was changed. */
  auditLog?: Maybe<AuditRecordConnection>;
  /** One customer, by exactly one of the arguments. An unknown one answers `null` with the code `NOT_FOUND`. */
  customer?: Maybe<Customer>;
  /** Customers of the department, newest first unless ordered otherwise. */
  customers?: Maybe<CustomerConnection>;
  /** The department behind the keys of this server. */
  department?: Maybe<Department>;
  /** One invoice, by exactly one of the arguments. An unknown one answers `null` with the code `NOT_FOUND`. */
  invoice?: Maybe<Invoice>;
  /** A job of many invoices, by its id or by its key. An unknown one answers `null` with the code `NOT_FOUND`. */
  invoiceIssueJob?: Maybe<InvoiceIssueJob>;
  /** Invoices of the department, newest issue first unless ordered otherwise. */
  invoices?: Maybe<InvoiceConnection>;
  /** What became of the write with this key, for whoever lost its answer. Where that is not known, e-Cont.md is looked through first; nothing is ever sent. `null`: nothing was sent under this key. */
  mutationOutcome?: Maybe<MutationOutcome>;
  /** What became of the writes so far, the newest first, as it is recorded: nothing is looked for. `mutationOutcomes(state: UNKNOWN)` is what a person must look at. */
  mutationOutcomes?: Maybe<MutationOutcomeConnection>;
  /** Any object by its id. An unknown id answers `null` with the code `NOT_FOUND`. */
  node?: Maybe<Node>;
  /** Objects by their ids, in the order asked for. An unknown id answers `null` in its place, with the code `NOT_FOUND`. */
  nodes?: Maybe<Array<Maybe<Node>>>;
  /** One payment. An unknown id answers `null` with the code `NOT_FOUND`. */
  payment?: Maybe<Payment>;
  /** Payments to the department, newest first unless ordered otherwise. */
  payments?: Maybe<PaymentConnection>;
  /** What the caller may still use. Asking costs one point, and no call to the upstream. */
  rateLimit?: Maybe<RateLimit>;
  /** One subscription. An unknown id answers `null` with the code `NOT_FOUND`. */
  subscription?: Maybe<Subscription>;
  /** Subscriptions of the department, newest first unless ordered otherwise. */
  subscriptions?: Maybe<SubscriptionConnection>;
  /** One tariff, by exactly one of the arguments. An unknown one answers `null` with the code `NOT_FOUND`. */
  tariff?: Maybe<Tariff>;
  /** Tariffs, in the upstream's own order. */
  tariffs?: Maybe<TariffConnection>;
};


/** Everything that can be read. */
export type QueryAuditLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditRecordFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read. */
export type QueryCustomerArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  idno?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be read. */
export type QueryCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<CustomerOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be read. */
export type QueryInvoiceArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  number?: InputMaybe<Scalars['String']['input']>;
  orderId?: InputMaybe<Scalars['Int']['input']>;
  publicKey?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be read. */
export type QueryInvoiceIssueJobArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};


/** Everything that can be read. */
export type QueryInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InvoiceOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
  view?: InputMaybe<InvoiceView>;
};


/** Everything that can be read. */
export type QueryMutationOutcomeArgs = {
  idempotencyKey: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryMutationOutcomesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<MutationOutcomeFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  state?: InputMaybe<MutationOutcomeState>;
};


/** Everything that can be read. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** Everything that can be read. */
export type QueryPaymentArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PaymentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<PaymentOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be read. */
export type QuerySubscriptionArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QuerySubscriptionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SubscriptionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<SubscriptionOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be read. */
export type QueryTariffArgs = {
  alias?: InputMaybe<Scalars['String']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
};


/** Everything that can be read. */
export type QueryTariffsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TariffFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};

/** What the caller may use. Cost is counted in points: one for each object that an operation may return, ten for a write; a bucket of `limit` points fills up evenly within a minute. */
export type RateLimit = {
  __typename?: 'RateLimit';
  /** Points that this operation was reckoned to cost, told by its page sizes before it ran; `extensions.cost.actual` tells what it did cost. */
  cost: Scalars['Int']['output'];
  /** Points of a full bucket: what may be used in a minute. */
  limit: Scalars['Int']['output'];
  /** Points that are left, once those of this operation are taken. What it does not use of them comes back when it is done. */
  remaining: Scalars['Int']['output'];
  /** When the bucket is full again, if nothing more is asked for. */
  resetAt: Scalars['DateTime']['output'];
};

/** The account at e-Cont.md that the department belongs to. */
export type SellerAccount = {
  __typename?: 'SellerAccount';
  /** Name of the account. */
  name?: Maybe<Scalars['String']['output']>;
  /** The plan by which e-Cont.md bills the account itself. */
  tariffAlias?: Maybe<Scalars['String']['output']>;
};

/** A customer billed each period: e-Cont.md issues the invoices by itself. */
export type Subscription = Node & {
  __typename?: 'Subscription';
  /** Price of one period. */
  amount: Money;
  /** When it was made. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who is billed. */
  customer?: Maybe<Customer>;
  /** When it ends; `null`: it has no end. */
  endsAt?: Maybe<Scalars['DateTime']['output']>;
  /** How long a period is. */
  frequency: BillingFrequency;
  /** Opaque and unique over all types. Keep it as it is; do not take it apart. */
  id: Scalars['ID']['output'];
  /** The invoices it issued, newest first unless ordered otherwise. */
  invoices?: Maybe<InvoiceConnection>;
  /** The invoice it issued last; `null` before the first. */
  lastInvoice?: Maybe<Invoice>;
  /** What each of its invoices sells. */
  lines: Array<InvoiceLine>;
  /** When its next invoice is issued; `null` when none is planned. */
  nextInvoiceAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it starts. */
  startsAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands. */
  status: SubscriptionStatus;
  /** The price plan it follows. */
  tariff?: Maybe<Tariff>;
  /** The number that e-Cont.md knows it by. */
  upstreamId: Scalars['Int']['output'];
};


/** A customer billed each period: e-Cont.md issues the invoices by itself. */
export type SubscriptionInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InvoiceOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
  view?: InputMaybe<InvoiceView>;
};

/** Names the subscription of `subscriptionCancel`. */
export type SubscriptionCancelInput = {
  /** Names this write, 1 to 255 visible ASCII characters. The same key with the same input is the same write: it is sent at most once. The server makes one when it is left out. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** The subscription, by its `id`. It is not CANCELLED yet. */
  subscriptionId: Scalars['ID']['input'];
};

/** The subscription is CANCELLED. */
export type SubscriptionCancelPayload = {
  __typename?: 'SubscriptionCancelPayload';
  /** The subscription, read afresh. `null` with an error when that reading fails: it was changed all the same. */
  subscription?: Maybe<Subscription>;
};

/** What became of `subscriptionCancel`. */
export type SubscriptionCancelResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | OutcomeUnknownError | SubscriptionCancelPayload | SubscriptionTransitionError | UpstreamRejectedError | WriteAbandonedError;

/** A page of subscriptions. */
export type SubscriptionConnection = {
  __typename?: 'SubscriptionConnection';
  /** The objects of this page, each with its cursor. */
  edges: Array<SubscriptionEdge>;
  /** The objects of `edges`, without their cursors. */
  nodes: Array<Subscription>;
  /** Whether there is more, and where to go on. */
  pageInfo: PageInfo;
  /** How many subscriptions the filter leaves in all. May cost a call to the upstream. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A subscription to make. What is left out or `null` comes from the tariff. */
export type SubscriptionCreateInput = {
  /** Price of one period in the currency of the tariff: more than 0, at most 2 decimals. With `lines` it is what they come to. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** Who is billed, by the `id` of a customer. */
  customerId: Scalars['ID']['input'];
  /** When it ends, after its start; it has no end when left out. */
  endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How long a period is; the tariff's when left out. */
  frequency?: InputMaybe<BillingFrequency>;
  /** Names this write, 1 to 255 visible ASCII characters; a fresh UUID is a good one. The same key with the same input is the same write: it is sent at most once, and repeating it is safe. */
  idempotencyKey: Scalars['ID']['input'];
  /** What each of its invoices sells, 1 to 20 lines; the tariff itself when left out. */
  lines?: InputMaybe<Array<InvoiceLineInput>>;
  /** When it starts: periods are counted from here. Now when left out. */
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The price plan, by the `id` of a tariff. */
  tariffId: Scalars['ID']['input'];
};

/** The subscription was made. */
export type SubscriptionCreatePayload = {
  __typename?: 'SubscriptionCreatePayload';
  /** The new subscription, read back from e-Cont.md. `null` with an error when that reading fails: the subscription exists all the same. */
  subscription?: Maybe<Subscription>;
};

/** What became of `subscriptionCreate`. */
export type SubscriptionCreateResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | OutcomeUnknownError | SubscriptionCreatePayload | UpstreamRejectedError | WriteAbandonedError;

/** A subscription in a page. */
export type SubscriptionEdge = {
  __typename?: 'SubscriptionEdge';
  /** Marks this place in the list, for `after` and `before`. Opaque; good only for the same filter, order and language. */
  cursor: Scalars['String']['output'];
  /** The object itself. */
  node: Subscription;
};

/** Which subscriptions. Members are joined by AND, the values of one member by OR. */
export type SubscriptionFilter = {
  /** When it was made. */
  createdAt?: InputMaybe<DateTimeRange>;
  /** Subscriptions of these customers. */
  customerId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Subscriptions with these ids. */
  id?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** When its next invoice is issued. */
  nextInvoiceAt?: InputMaybe<DateTimeRange>;
  /** When it starts. */
  startsAt?: InputMaybe<DateTimeRange>;
  /** Subscriptions in these statuses. */
  status?: InputMaybe<Array<SubscriptionStatus>>;
  /** Subscriptions to the tariffs with these aliases. */
  tariffAlias?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** The order of subscriptions. Equal ones are ordered by upstream id. */
export type SubscriptionOrder = {
  /** Which end comes first. */
  direction?: OrderDirection;
  /** What to order by. */
  field: SubscriptionOrderField;
};

/** What subscriptions can be ordered by. */
export type SubscriptionOrderField =
  /** When it was made. */
  | 'CREATED_AT'
  /** When its next invoice is issued. */
  | 'NEXT_INVOICE_AT'
  /** When it starts. */
  | 'STARTS_AT'
  /** The number that the upstream gave it: the order of making. */
  | 'UPSTREAM_ID';

/** Names the subscription of `subscriptionPause`. */
export type SubscriptionPauseInput = {
  /** Names this write, 1 to 255 visible ASCII characters. The same key with the same input is the same write: it is sent at most once. The server makes one when it is left out. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** The subscription, by its `id`. It is ACTIVE. */
  subscriptionId: Scalars['ID']['input'];
};

/** The subscription is SUSPENDED. */
export type SubscriptionPausePayload = {
  __typename?: 'SubscriptionPausePayload';
  /** The subscription, read afresh. `null` with an error when that reading fails: it was changed all the same. */
  subscription?: Maybe<Subscription>;
};

/** What became of `subscriptionPause`. */
export type SubscriptionPauseResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | OutcomeUnknownError | SubscriptionPausePayload | SubscriptionTransitionError | UpstreamRejectedError | WriteAbandonedError;

/** Names the subscription of `subscriptionResume`. */
export type SubscriptionResumeInput = {
  /** Names this write, 1 to 255 visible ASCII characters. The same key with the same input is the same write: it is sent at most once. The server makes one when it is left out. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** The subscription, by its `id`. It is SUSPENDED. */
  subscriptionId: Scalars['ID']['input'];
};

/** The subscription is ACTIVE. */
export type SubscriptionResumePayload = {
  __typename?: 'SubscriptionResumePayload';
  /** The subscription, read afresh. `null` with an error when that reading fails: it was changed all the same. */
  subscription?: Maybe<Subscription>;
};

/** What became of `subscriptionResume`. */
export type SubscriptionResumeResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | OutcomeUnknownError | SubscriptionResumePayload | SubscriptionTransitionError | UpstreamRejectedError | WriteAbandonedError;

/** Where a subscription stands. */
export type SubscriptionStatus =
  /** Runs: an invoice is issued each period. */
  | 'ACTIVE'
  /** Ended for good. */
  | 'CANCELLED'
  /** Free trial, 14 days. */
  | 'DEMO'
  /** Not started. */
  | 'PENDING'
  /** Paused: no invoices are issued. */
  | 'SUSPENDED'
  /** A status that this version has no name for; it cannot be filtered by. */
  | 'UNKNOWN';

/** The status of the subscription does not allow this. Nothing was sent. */
export type SubscriptionTransitionError = UserError & {
  __typename?: 'SubscriptionTransitionError';
  /** What happened, for programs. */
  code: ErrorCode;
  /** Where the subscription stands, read just before. */
  currentStatus: SubscriptionStatus;
  /** What happened, for people; in the language of the operation where e-Cont.md gave the text. */
  message: Scalars['String']['output'];
  /** The place in the input that is at fault, from `input` on; `null` where it is no single place. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** The same input may succeed later, and sending it again is safe. */
  retryable: Scalars['Boolean']['output'];
};

/** What changes of a subscription, at least one thing. What is left out or `null` stays as it is: e-Cont.md has no way to clear it. */
export type SubscriptionUpdateInput = {
  /** Price of one period: more than 0, at most 2 decimals. Alone it becomes the price of the one unit that is sold; where more is sold, give `lines` too. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** When it ends, after its start. */
  endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How long a period is. */
  frequency?: InputMaybe<BillingFrequency>;
  /** Names this write, 1 to 255 visible ASCII characters. The same key with the same input is the same write: it is sent at most once. The server makes one when it is left out. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** What each of its invoices sells, 1 to 20 lines, all of them anew. `amount` becomes what they come to. */
  lines?: InputMaybe<Array<InvoiceLineInput>>;
  /** What changes, by the `id` of a subscription. A CANCELLED one cannot be changed. */
  subscriptionId: Scalars['ID']['input'];
};

/** The subscription was changed. */
export type SubscriptionUpdatePayload = {
  __typename?: 'SubscriptionUpdatePayload';
  /** The subscription, read afresh. `null` with an error when that reading fails: it was changed all the same. */
  subscription?: Maybe<Subscription>;
};

/** What became of `subscriptionUpdate`. */
export type SubscriptionUpdateResult = IdempotencyKeyExpiredError | IdempotencyKeyReusedError | InProgressError | InvalidInputError | OutcomeUnknownError | SubscriptionTransitionError | SubscriptionUpdatePayload | UpstreamRejectedError | WriteAbandonedError;

/** A price plan that customers can subscribe to. */
export type Tariff = Node & {
  __typename?: 'Tariff';
  /** The short name that e-Cont.md knows it by. */
  alias: Scalars['String']['output'];
  /** Price of an extension; `null` when there is none. */
  extensionPrice?: Maybe<Money>;
  /** How long a period is. */
  frequency: BillingFrequency;
  /** Opaque and unique over all types. Keep it as it is; do not take it apart. */
  id: Scalars['ID']['output'];
  /** It is offered to customers. */
  isVisible: Scalars['Boolean']['output'];
  /** What it bounds. */
  limits: Array<TariffLimit>;
  /** The name shown to customers. */
  name: LocalizedText;
  /** Price of one period. */
  price: Money;
};

/** A page of tariffs. */
export type TariffConnection = {
  __typename?: 'TariffConnection';
  /** The objects of this page, each with its cursor. */
  edges: Array<TariffEdge>;
  /** The objects of `edges`, without their cursors. */
  nodes: Array<Tariff>;
  /** Whether there is more, and where to go on. */
  pageInfo: PageInfo;
  /** How many tariffs the filter leaves in all. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A tariff in a page. */
export type TariffEdge = {
  __typename?: 'TariffEdge';
  /** Marks this place in the list, for `after` and `before`. Opaque; good only for the same filter, order and language. */
  cursor: Scalars['String']['output'];
  /** The object itself. */
  node: Tariff;
};

/** Which tariffs. Members are joined by AND, the values of one member by OR. */
export type TariffFilter = {
  /** Tariffs with these aliases. */
  alias?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Only tariffs that are offered, or only those that are not. */
  isVisible?: InputMaybe<Scalars['Boolean']['input']>;
};

/** One thing that a tariff bounds. */
export type TariffLimit = {
  __typename?: 'TariffLimit';
  /** What is bounded, as the upstream names it. */
  name: Scalars['String']['output'];
  /** The bound, as the upstream writes it. */
  value: Scalars['String']['output'];
};

/** What e-Cont.md says of one field of its own. */
export type UpstreamField = {
  __typename?: 'UpstreamField';
  /** What is wrong with it, in the language of the operation. */
  message: Scalars['String']['output'];
  /** The field, as e-Cont.md names it. */
  name: Scalars['String']['output'];
};

/** e-Cont.md refused, or could not be reached at all. Nothing was made; see `code` for which. */
export type UpstreamRejectedError = UserError & {
  __typename?: 'UpstreamRejectedError';
  /** What happened, for programs. */
  code: ErrorCode;
  /** What happened, for people; in the language of the operation where e-Cont.md gave the text. */
  message: Scalars['String']['output'];
  /** The place in the input that is at fault, from `input` on; `null` where it is no single place. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** How long it asks to wait before another try; `null` where it does not say. */
  retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** The same input may succeed later, and sending it again is safe. */
  retryable: Scalars['Boolean']['output'];
  /** What it says of single fields; often empty. */
  upstreamFields: Array<UpstreamField>;
};

/** A failure that a client can expect and act on. */
export type UserError = {
  /** What happened, for programs. */
  code: ErrorCode;
  /** What happened, for people; in the language of the operation where e-Cont.md gave the text. */
  message: Scalars['String']['output'];
  /** The place in the input that is at fault, from `input` on; `null` where it is no single place. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** The same input may succeed later, and sending it again is safe. */
  retryable: Scalars['Boolean']['output'];
};

/** How value added tax is charged. */
export type Vat = {
  __typename?: 'Vat';
  /** How VAT relates to the prices. */
  mode: VatMode;
  /** The rate in per cent: 20, 12 or 8 in Moldova; `null` without VAT. */
  rate?: Maybe<Scalars['Decimal']['output']>;
};

/** How VAT relates to the prices of the lines. */
export type VatMode =
  /** The prices contain VAT: per line, VAT = total × rate / (100 + rate), rounded to 2 digits. */
  | 'INNER'
  /** VAT is not charged. */
  | 'NONE'
  /** VAT comes on top of the prices: per line, VAT = total × rate / 100, rounded to 2 digits. */
  | 'OVER'
  /** A mode that this version has no name for. */
  | 'UNKNOWN';

/** A person gave this write up while its outcome was not known. It is never sent again. */
export type WriteAbandonedError = UserError & {
  __typename?: 'WriteAbandonedError';
  /** When it was given up. */
  abandonedAt: Scalars['DateTime']['output'];
  /** What happened, for programs. */
  code: ErrorCode;
  /** The key that was given. */
  idempotencyKey: Scalars['ID']['output'];
  /** What happened, for people; in the language of the operation where e-Cont.md gave the text. */
  message: Scalars['String']['output'];
  /** The place in the input that is at fault, from `input` on; `null` where it is no single place. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** Why it was given up. */
  reason: Scalars['String']['output'];
  /** The same input may succeed later, and sending it again is safe. */
  retryable: Scalars['Boolean']['output'];
};

export type AuditLogQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditRecordFilter>;
}>;


export type AuditLogQuery = { __typename?: 'Query', auditLog?: { __typename?: 'AuditRecordConnection', totalCount?: number | null, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null }, nodes: Array<{ __typename?: 'AuditRecord', position: number, recordedAt: string, caller: string, operation: string, outcome: AuditOutcome, code?: string | null, objectName?: string | null, reason?: string | null, keyHash?: string | null, previousHash: string, hash: string }> } | null };

export type BillingOverviewQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
}>;


export type BillingOverviewQuery = { __typename?: 'Query', invoices?: { __typename?: 'InvoiceConnection', nodes: Array<{ __typename?: 'Invoice', id: string, number?: string | null, status: InvoiceStatus, totals: { __typename?: 'InvoiceTotals', gross: { __typename?: 'Money', amount: string, currency: string }, paid: { __typename?: 'Money', amount: string, currency: string } }, customer?: { __typename?: 'Customer', id: string, name?: string | null, subscriptions?: { __typename?: 'SubscriptionConnection', nodes: Array<{ __typename?: 'Subscription', id: string, status: SubscriptionStatus, nextInvoiceAt?: string | null }> } | null } | null, subscription?: { __typename?: 'Subscription', id: string, status: SubscriptionStatus } | null, payments?: { __typename?: 'PaymentConnection', nodes: Array<{ __typename?: 'Payment', id: string, method?: string | null, status: PaymentStatus, amount: { __typename?: 'Money', amount: string, currency: string } }> } | null }> } | null };

export type CustomerCardQueryVariables = Exact<{
  idno?: InputMaybe<Scalars['String']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
}>;


export type CustomerCardQuery = { __typename?: 'Query', customer?: { __typename?: 'Customer', id: string, name?: string | null, isIndividual: boolean, idno?: string | null, vatCode?: string | null, email?: string | null, phone?: string | null, preferredLanguage?: Language | null, legalName: { __typename?: 'LocalizedText', text?: string | null }, address: { __typename?: 'Address', line?: string | null, city?: string | null, postalCode?: string | null, countryCode?: string | null }, balance?: { __typename?: 'CustomerBalance', openInvoiceCount: number, overdueInvoiceCount: number, due: { __typename?: 'Money', amount: string, currency: string }, overdue: { __typename?: 'Money', amount: string, currency: string } } | null, subscriptions?: { __typename?: 'SubscriptionConnection', nodes: Array<{ __typename?: 'Subscription', id: string, status: SubscriptionStatus, amount: { __typename?: 'Money', amount: string, currency: string }, tariff?: { __typename?: 'Tariff', alias: string, name: { __typename?: 'LocalizedText', text?: string | null } } | null }> } | null, payments?: { __typename?: 'PaymentConnection', totalCount?: number | null, nodes: Array<{ __typename?: 'Payment', id: string, method?: string | null, createdAt?: string | null, amount: { __typename?: 'Money', amount: string, currency: string }, invoice?: { __typename?: 'Invoice', id: string, number?: string | null } | null }> } | null } | null };

export type CustomerCreateMutationVariables = Exact<{
  input: CustomerCreateInput;
}>;


export type CustomerCreateMutation = { __typename?: 'Mutation', customerCreate?:
    | { __typename: 'CustomerCreatePayload', customer?: { __typename?: 'Customer', id: string, name?: string | null, isIndividual: boolean, idno?: string | null, vatCode?: string | null, email?: string | null, phone?: string | null, preferredLanguage?: Language | null, createdAt?: string | null, legalName: { __typename?: 'LocalizedText', ro?: string | null, ru?: string | null, en?: string | null }, address: { __typename?: 'Address', line?: string | null, city?: string | null, postalCode?: string | null, countryCode?: string | null } } | null }
    | { __typename: 'IdempotencyKeyExpiredError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'IdempotencyKeyReusedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'InProgressError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'InvalidInputError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, faults: Array<{ __typename?: 'InputFault', path: Array<string>, message: string }> }
    | { __typename: 'OutcomeUnknownError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, idempotencyKey: string, since: string, nextCheckAt?: string | null }
    | { __typename: 'UpstreamRejectedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, retryAfterSeconds?: number | null, upstreamFields: Array<{ __typename?: 'UpstreamField', name: string, message: string }> }
    | { __typename: 'WriteAbandonedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
   | null };

export type CustomerListQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
}>;


export type CustomerListQuery = { __typename?: 'Query', customers?: { __typename?: 'CustomerConnection', pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null }, nodes: Array<{ __typename?: 'Customer', id: string, name?: string | null, idno?: string | null, email?: string | null, invoices?: { __typename?: 'InvoiceConnection', nodes: Array<{ __typename?: 'Invoice', id: string, number?: string | null, status: InvoiceStatus, totals: { __typename?: 'InvoiceTotals', gross: { __typename?: 'Money', amount: string, currency: string } }, payments?: { __typename?: 'PaymentConnection', nodes: Array<{ __typename?: 'Payment', id: string, createdAt?: string | null, amount: { __typename?: 'Money', amount: string, currency: string } }> } | null }> } | null }> } | null };

export type CustomerNameFragment = { __typename?: 'Customer', id: string, name?: string | null, idno?: string | null, email?: string | null };

export type InvoiceCancelMutationVariables = Exact<{
  input: InvoiceCancelInput;
}>;


export type InvoiceCancelMutation = { __typename?: 'Mutation', invoiceCancel?:
    | { __typename: 'IdempotencyKeyExpiredError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'IdempotencyKeyReusedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'InProgressError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'InvalidInputError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, faults: Array<{ __typename?: 'InputFault', path: Array<string>, message: string }> }
    | { __typename: 'InvoiceCancelPayload', invoice?: { __typename?: 'Invoice', id: string, number?: string | null, status: InvoiceStatus } | null }
    | { __typename: 'InvoiceTransitionError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, currentStatus: InvoiceStatus }
    | { __typename: 'OutcomeUnknownError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, idempotencyKey: string, since: string, nextCheckAt?: string | null }
    | { __typename: 'UpstreamRejectedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, retryAfterSeconds?: number | null, upstreamFields: Array<{ __typename?: 'UpstreamField', name: string, message: string }> }
    | { __typename: 'WriteAbandonedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
   | null };

export type InvoiceDetailsQueryVariables = Exact<{
  id?: InputMaybe<Scalars['ID']['input']>;
  number?: InputMaybe<Scalars['String']['input']>;
}>;


export type InvoiceDetailsQuery = { __typename?: 'Query', invoice?: { __typename?: 'Invoice', id: string, number?: string | null, orderId?: number | null, orderNumber?: string | null, status: InvoiceStatus, issuedAt?: string | null, dueOn?: string | null, paidAt?: string | null, language?: Language | null, remark?: string | null, paymentUrl?: string | null, vat: { __typename?: 'Vat', mode: VatMode, rate?: string | null }, totals: { __typename?: 'InvoiceTotals', net: { __typename?: 'Money', amount: string, currency: string }, tax: { __typename?: 'Money', amount: string, currency: string }, gross: { __typename?: 'Money', amount: string, currency: string }, paid: { __typename?: 'Money', amount: string, currency: string }, due: { __typename?: 'Money', amount: string, currency: string } }, buyer: { __typename?: 'InvoiceBuyer', name?: string | null, idno?: string | null, email?: string | null, address?: string | null }, lines: Array<{ __typename?: 'InvoiceLine', position: number, name: string, quantity: string, unit: string, unitPrice: { __typename?: 'Money', amount: string, currency: string }, total: { __typename?: 'Money', amount: string, currency: string } }>, payments?: { __typename?: 'PaymentConnection', nodes: Array<{ __typename?: 'Payment', id: string, method?: string | null, status: PaymentStatus, createdAt?: string | null, amount: { __typename?: 'Money', amount: string, currency: string }, refunds: { __typename?: 'PaymentRefunds', total: { __typename?: 'Money', amount: string, currency: string } } }> } | null, pdf?: { __typename?: 'InvoicePdf', url: string, expiresAt: string, filename: string } | null } | null };

export type InvoiceIssueMutationVariables = Exact<{
  input: InvoiceIssueInput;
}>;


export type InvoiceIssueMutation = { __typename?: 'Mutation', invoiceIssue?:
    | { __typename: 'IdempotencyKeyExpiredError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'IdempotencyKeyReusedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'InProgressError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'InvalidInputError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, faults: Array<{ __typename?: 'InputFault', path: Array<string>, message: string }> }
    | { __typename: 'InvoiceIssuePayload', invoice?: { __typename?: 'Invoice', id: string, number?: string | null, status: InvoiceStatus, dueOn?: string | null, paymentUrl?: string | null, totals: { __typename?: 'InvoiceTotals', net: { __typename?: 'Money', amount: string, currency: string }, tax: { __typename?: 'Money', amount: string, currency: string }, gross: { __typename?: 'Money', amount: string, currency: string } }, pdf?: { __typename?: 'InvoicePdf', url: string } | null } | null }
    | { __typename: 'OutcomeUnknownError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, idempotencyKey: string, since: string, nextCheckAt?: string | null }
    | { __typename: 'PreviewStaleError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'UpstreamRejectedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, retryAfterSeconds?: number | null, upstreamFields: Array<{ __typename?: 'UpstreamField', name: string, message: string }> }
    | { __typename: 'WriteAbandonedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
   | null };

export type InvoiceIssueJobQueryVariables = Exact<{
  idempotencyKey: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type InvoiceIssueJobQuery = { __typename?: 'Query', invoiceIssueJob?: { __typename?: 'InvoiceIssueJob', id: string, state: InvoiceIssueJobState, startedAt: string, completedAt?: string | null, progress: { __typename?: 'InvoiceIssueJobProgress', total: number, waiting: number, done: number, refused: number, unknown: number }, rows?: { __typename?: 'InvoiceIssueJobRowConnection', totalCount?: number | null, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null }, nodes: Array<{ __typename?: 'InvoiceIssueJobRow', index: number, state: InvoiceIssueJobRowState, code?: ErrorCode | null, message?: string | null, invoice?: { __typename?: 'Invoice', id: string, number?: string | null, status: InvoiceStatus } | null }> } | null } | null };

export type InvoiceIssueManyMutationVariables = Exact<{
  input: InvoiceIssueManyInput;
}>;


export type InvoiceIssueManyMutation = { __typename?: 'Mutation', invoiceIssueMany?:
    | { __typename: 'IdempotencyKeyExpiredError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'IdempotencyKeyReusedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'InvalidInputError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, faults: Array<{ __typename?: 'InputFault', path: Array<string>, message: string }> }
    | { __typename: 'InvoiceIssueManyPayload', job?: { __typename?: 'InvoiceIssueJob', id: string, state: InvoiceIssueJobState, progress: { __typename?: 'InvoiceIssueJobProgress', total: number, waiting: number, done: number, refused: number, unknown: number } } | null }
    | { __typename: 'UpstreamRejectedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
   | null };

export type InvoiceListQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
  view?: InputMaybe<InvoiceView>;
  search?: InputMaybe<Scalars['String']['input']>;
}>;


export type InvoiceListQuery = { __typename?: 'Query', invoices?: { __typename?: 'InvoiceConnection', totalCount?: number | null, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null }, nodes: Array<{ __typename?: 'Invoice', id: string, number?: string | null, status: InvoiceStatus, isOverdue: boolean, issuedAt?: string | null, dueOn?: string | null, buyer: { __typename?: 'InvoiceBuyer', name?: string | null }, customer?: { __typename?: 'Customer', id: string, name?: string | null } | null, totals: { __typename?: 'InvoiceTotals', gross: { __typename?: 'Money', amount: string, currency: string }, due: { __typename?: 'Money', amount: string, currency: string } } }> } | null };

export type InvoiceSendMutationVariables = Exact<{
  input: InvoiceSendInput;
}>;


export type InvoiceSendMutation = { __typename?: 'Mutation', invoiceSend?:
    | { __typename: 'IdempotencyKeyExpiredError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'IdempotencyKeyReusedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'InProgressError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'InvalidInputError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, faults: Array<{ __typename?: 'InputFault', path: Array<string>, message: string }> }
    | { __typename: 'InvoiceSendPayload', invoice?: { __typename?: 'Invoice', id: string, number?: string | null, status: InvoiceStatus, buyer: { __typename?: 'InvoiceBuyer', email?: string | null } } | null }
    | { __typename: 'InvoiceTransitionError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, currentStatus: InvoiceStatus }
    | { __typename: 'OutcomeUnknownError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, idempotencyKey: string, since: string, nextCheckAt?: string | null }
    | { __typename: 'UpstreamRejectedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, retryAfterSeconds?: number | null, upstreamFields: Array<{ __typename?: 'UpstreamField', name: string, message: string }> }
    | { __typename: 'WriteAbandonedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
   | null };

export type MutationOutcomeQueryVariables = Exact<{
  idempotencyKey: Scalars['ID']['input'];
}>;


export type MutationOutcomeQuery = { __typename?: 'Query', mutationOutcome?: { __typename?: 'MutationOutcome', operation: string, state: MutationOutcomeState, startedAt: string, settledAt?: string | null, nextCheckAt?: string | null, object?:
      | { __typename: 'Customer', name?: string | null, id: string }
      | { __typename: 'Invoice', number?: string | null, paymentUrl?: string | null, id: string, totals: { __typename?: 'InvoiceTotals', gross: { __typename?: 'Money', amount: string, currency: string } } }
      | { __typename: 'InvoiceIssueJob', id: string }
      | { __typename: 'Payment', id: string, amount: { __typename?: 'Money', amount: string, currency: string } }
      | { __typename: 'Subscription', id: string }
      | { __typename: 'Tariff', id: string }
     | null, failure?: { __typename?: 'MutationFailure', code: ErrorCode, message: string, upstreamFields: Array<{ __typename?: 'UpstreamField', name: string, message: string }> } | null, resolution?: { __typename?: 'MutationOutcomeResolution', resolution: MutationResolution, reason: string, resolvedAt: string } | null } | null };

export type PaymentListQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PaymentFilter>;
}>;


export type PaymentListQuery = { __typename?: 'Query', payments?: { __typename?: 'PaymentConnection', pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null }, nodes: Array<{ __typename?: 'Payment', id: string, status: PaymentStatus, method?: string | null, createdAt?: string | null, amount: { __typename?: 'Money', amount: string, currency: string }, refunds: { __typename?: 'PaymentRefunds', total: { __typename?: 'Money', amount: string, currency: string }, refundable: { __typename?: 'Money', amount: string, currency: string } }, invoice?: { __typename?: 'Invoice', id: string, number?: string | null, customer?: { __typename?: 'Customer', id: string, name?: string | null } | null } | null }> } | null };

export type PaymentRecordMutationVariables = Exact<{
  input: PaymentRecordInput;
}>;


export type PaymentRecordMutation = { __typename?: 'Mutation', paymentRecord?:
    | { __typename: 'IdempotencyKeyExpiredError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'IdempotencyKeyReusedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'InProgressError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'InvalidInputError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, faults: Array<{ __typename?: 'InputFault', path: Array<string>, message: string }> }
    | { __typename: 'InvoiceTransitionError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, currentStatus: InvoiceStatus }
    | { __typename: 'OutcomeUnknownError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, idempotencyKey: string, since: string, nextCheckAt?: string | null }
    | { __typename: 'PaymentRecordPayload', payment?: { __typename?: 'Payment', id: string, status: PaymentStatus, method?: string | null, transactionId?: string | null, createdAt?: string | null, amount: { __typename?: 'Money', amount: string, currency: string }, invoice?: { __typename?: 'Invoice', id: string, number?: string | null, status: InvoiceStatus, totals: { __typename?: 'InvoiceTotals', gross: { __typename?: 'Money', amount: string, currency: string }, paid: { __typename?: 'Money', amount: string, currency: string }, due: { __typename?: 'Money', amount: string, currency: string } } } | null } | null }
    | { __typename: 'UpstreamRejectedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, retryAfterSeconds?: number | null, upstreamFields: Array<{ __typename?: 'UpstreamField', name: string, message: string }> }
    | { __typename: 'WriteAbandonedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
   | null };

export type RefetchQueryVariables = Exact<{
  ids: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;


export type RefetchQuery = { __typename?: 'Query', nodes?: Array<
    | { __typename: 'Customer', name?: string | null, id: string }
    | { __typename: 'Invoice', number?: string | null, id: string, invoiceStatus: InvoiceStatus }
    | { __typename: 'InvoiceIssueJob', id: string }
    | { __typename: 'Payment', id: string, paymentStatus: PaymentStatus }
    | { __typename: 'Subscription', id: string, subscriptionStatus: SubscriptionStatus }
    | { __typename: 'Tariff', alias: string, id: string }
   | null> | null };

export type SettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsQuery = { __typename?: 'Query', department?: { __typename?: 'Department', upstreamId: number, invoicePrefix?: string | null, paymentTermDays: number, currency: string, mode: DepartmentMode, name: { __typename?: 'LocalizedText', text?: string | null }, vat: { __typename?: 'Vat', mode: VatMode, rate?: string | null }, bankAccount: { __typename?: 'BankAccount', bankName?: string | null, iban?: string | null } } | null, tariffs?: { __typename?: 'TariffConnection', nodes: Array<{ __typename?: 'Tariff', id: string, alias: string, frequency: BillingFrequency, name: { __typename?: 'LocalizedText', text?: string | null }, price: { __typename?: 'Money', amount: string, currency: string } }> } | null };

export type SubscriptionListQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SubscriptionFilter>;
}>;


export type SubscriptionListQuery = { __typename?: 'Query', subscriptions?: { __typename?: 'SubscriptionConnection', totalCount?: number | null, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null }, nodes: Array<{ __typename?: 'Subscription', id: string, status: SubscriptionStatus, frequency: BillingFrequency, startsAt?: string | null, nextInvoiceAt?: string | null, amount: { __typename?: 'Money', amount: string, currency: string }, customer?: { __typename?: 'Customer', id: string, name?: string | null } | null, tariff?: { __typename?: 'Tariff', id: string, name: { __typename?: 'LocalizedText', text?: string | null } } | null, invoices?: { __typename?: 'InvoiceConnection', nodes: Array<{ __typename?: 'Invoice', id: string, number?: string | null, status: InvoiceStatus }> } | null }> } | null };

export type SubscriptionPauseMutationVariables = Exact<{
  input: SubscriptionPauseInput;
}>;


export type SubscriptionPauseMutation = { __typename?: 'Mutation', subscriptionPause?:
    | { __typename: 'IdempotencyKeyExpiredError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'IdempotencyKeyReusedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'InProgressError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
    | { __typename: 'InvalidInputError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, faults: Array<{ __typename?: 'InputFault', path: Array<string>, message: string }> }
    | { __typename: 'OutcomeUnknownError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, idempotencyKey: string, since: string, nextCheckAt?: string | null }
    | { __typename: 'SubscriptionPausePayload', subscription?: { __typename?: 'Subscription', id: string, status: SubscriptionStatus, nextInvoiceAt?: string | null } | null }
    | { __typename: 'SubscriptionTransitionError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, currentStatus: SubscriptionStatus }
    | { __typename: 'UpstreamRejectedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean, retryAfterSeconds?: number | null, upstreamFields: Array<{ __typename?: 'UpstreamField', name: string, message: string }> }
    | { __typename: 'WriteAbandonedError', message: string, code: ErrorCode, path?: Array<string> | null, retryable: boolean }
   | null };

export type UnknownOutcomesQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type UnknownOutcomesQuery = { __typename?: 'Query', mutationOutcomes?: { __typename?: 'MutationOutcomeConnection', totalCount?: number | null, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null }, nodes: Array<{ __typename?: 'MutationOutcome', idempotencyKey?: string | null, operation: string, sentAt: string, checks: number, nextCheckAt?: string | null, failure?: { __typename?: 'MutationFailure', code: ErrorCode, message: string } | null }> } | null };

export const CustomerNameFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CustomerName"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Customer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"idno"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]} as unknown as DocumentNode<CustomerNameFragment, unknown>;
export const AuditLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuditLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AuditRecordFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditLog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"caller"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"objectName"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"keyHash"}},{"kind":"Field","name":{"kind":"Name","value":"previousHash"}},{"kind":"Field","name":{"kind":"Name","value":"hash"}}]}}]}}]}}]} as unknown as DocumentNode<AuditLogQuery, AuditLogQueryVariables>;
export const BillingOverviewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BillingOverview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"gross"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paid"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"subscriptions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"nextInvoiceAt"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"payments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<BillingOverviewQuery, BillingOverviewQueryVariables>;
export const CustomerCardDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomerCard"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idno"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"idno"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idno"}}},{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"legalName"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isIndividual"}},{"kind":"Field","name":{"kind":"Name","value":"idno"}},{"kind":"Field","name":{"kind":"Name","value":"vatCode"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"preferredLanguage"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"postalCode"}},{"kind":"Field","name":{"kind":"Name","value":"countryCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"due"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"overdue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"openInvoiceCount"}},{"kind":"Field","name":{"kind":"Name","value":"overdueInvoiceCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subscriptions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tariff"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alias"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"payments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CustomerCardQuery, CustomerCardQueryVariables>;
export const CustomerCreateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CustomerCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CustomerCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CustomerCreatePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"legalName"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ro"}},{"kind":"Field","name":{"kind":"Name","value":"ru"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isIndividual"}},{"kind":"Field","name":{"kind":"Name","value":"idno"}},{"kind":"Field","name":{"kind":"Name","value":"vatCode"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"preferredLanguage"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"postalCode"}},{"kind":"Field","name":{"kind":"Name","value":"countryCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpstreamRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upstreamFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"idempotencyKey"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"nextCheckAt"}}]}}]}}]}}]} as unknown as DocumentNode<CustomerCreateMutation, CustomerCreateMutationVariables>;
export const CustomerListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomerList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CustomerName"}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"gross"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"payments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CustomerName"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Customer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"idno"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]} as unknown as DocumentNode<CustomerListQuery, CustomerListQueryVariables>;
export const InvoiceCancelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InvoiceCancel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceCancelInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoiceCancel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceCancelPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpstreamRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upstreamFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"idempotencyKey"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"nextCheckAt"}}]}}]}}]}}]} as unknown as DocumentNode<InvoiceCancelMutation, InvoiceCancelMutationVariables>;
export const InvoiceDetailsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvoiceDetails"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"number"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"orderId"}},{"kind":"Field","name":{"kind":"Name","value":"orderNumber"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"paidAt"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"remark"}},{"kind":"Field","name":{"kind":"Name","value":"vat"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"gross"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paid"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"due"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"buyer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"idno"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"address"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"payments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"refunds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"paymentUrl"}},{"kind":"Field","name":{"kind":"Name","value":"pdf"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}}]}}]}}]}}]} as unknown as DocumentNode<InvoiceDetailsQuery, InvoiceDetailsQueryVariables>;
export const InvoiceIssueDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InvoiceIssue"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceIssueInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoiceIssue"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceIssuePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"gross"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"paymentUrl"}},{"kind":"Field","name":{"kind":"Name","value":"pdf"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpstreamRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upstreamFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"idempotencyKey"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"nextCheckAt"}}]}}]}}]}}]} as unknown as DocumentNode<InvoiceIssueMutation, InvoiceIssueMutationVariables>;
export const InvoiceIssueJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvoiceIssueJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoiceIssueJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"waiting"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<InvoiceIssueJobQuery, InvoiceIssueJobQueryVariables>;
export const InvoiceIssueManyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InvoiceIssueMany"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceIssueManyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoiceIssueMany"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceIssueManyPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"waiting"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<InvoiceIssueManyMutation, InvoiceIssueManyMutationVariables>;
export const InvoiceListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvoiceList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"view"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceView"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"view"},"value":{"kind":"Variable","name":{"kind":"Name","value":"view"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"isOverdue"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"buyer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"gross"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"due"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<InvoiceListQuery, InvoiceListQueryVariables>;
export const InvoiceSendDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InvoiceSend"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceSendInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoiceSend"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceSendPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"buyer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpstreamRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upstreamFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"idempotencyKey"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"nextCheckAt"}}]}}]}}]}}]} as unknown as DocumentNode<InvoiceSendMutation, InvoiceSendMutationVariables>;
export const MutationOutcomeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MutationOutcome"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mutationOutcome"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"settledAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextCheckAt"}},{"kind":"Field","name":{"kind":"Name","value":"object"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"gross"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"paymentUrl"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Customer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"resolution"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resolution"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"resolvedAt"}}]}}]}}]}}]} as unknown as DocumentNode<MutationOutcomeQuery, MutationOutcomeQueryVariables>;
export const PaymentListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PaymentList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"refunds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"refundable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<PaymentListQuery, PaymentListQueryVariables>;
export const PaymentRecordDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PaymentRecord"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentRecordInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paymentRecord"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentRecordPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"transactionId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"gross"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paid"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"due"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpstreamRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upstreamFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"idempotencyKey"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"nextCheckAt"}}]}}]}}]}}]} as unknown as DocumentNode<PaymentRecordMutation, PaymentRecordMutationVariables>;
export const RefetchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Refetch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","alias":{"kind":"Name","value":"invoiceStatus"},"name":{"kind":"Name","value":"status"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Customer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Subscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"subscriptionStatus"},"name":{"kind":"Name","value":"status"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"paymentStatus"},"name":{"kind":"Name","value":"status"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Tariff"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alias"}}]}}]}}]}}]} as unknown as DocumentNode<RefetchQuery, RefetchQueryVariables>;
export const SettingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Settings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upstreamId"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoicePrefix"}},{"kind":"Field","name":{"kind":"Name","value":"paymentTermDays"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"vat"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"bankAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bankName"}},{"kind":"Field","name":{"kind":"Name","value":"iban"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"tariffs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"alias"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"frequency"}}]}}]}}]}}]} as unknown as DocumentNode<SettingsQuery, SettingsQueryVariables>;
export const SubscriptionListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SubscriptionList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SubscriptionFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscriptions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"frequency"}},{"kind":"Field","name":{"kind":"Name","value":"startsAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextInvoiceAt"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tariff"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<SubscriptionListQuery, SubscriptionListQueryVariables>;
export const SubscriptionPauseDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubscriptionPause"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubscriptionPauseInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscriptionPause"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SubscriptionPausePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"nextInvoiceAt"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SubscriptionTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpstreamRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upstreamFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"idempotencyKey"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"nextCheckAt"}}]}}]}}]}}]} as unknown as DocumentNode<SubscriptionPauseMutation, SubscriptionPauseMutationVariables>;
export const UnknownOutcomesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UnknownOutcomes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mutationOutcomes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"EnumValue","value":"UNKNOWN"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"idempotencyKey"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}},{"kind":"Field","name":{"kind":"Name","value":"checks"}},{"kind":"Field","name":{"kind":"Name","value":"nextCheckAt"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<UnknownOutcomesQuery, UnknownOutcomesQueryVariables>;