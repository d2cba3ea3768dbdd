/** What a client can rely on about a code; `schema/errors.md` prints this table and a test holds the two together. */
export interface ErrorCodeEntry {
  /** What it means. */
  readonly meaning: string;
  /** When it is raised. */
  readonly when: string;
  /** What the client should do. */
  readonly action: string;
  /** The same request may succeed later without a change. */
  readonly retryable: boolean;
}

const entry = (retryable: boolean, meaning: string, when: string, action: string): ErrorCodeEntry => ({ meaning, when, action, retryable });

/** Every error code of the API: in `errors[].extensions.code`, in `UserError.code`, and in JSON replies outside GraphQL. */
export const ERROR_CODES = {
  BAD_REQUEST: entry(false, 'The HTTP request is not a GraphQL request.', 'The body is not JSON, has no `query`, or the method or media type is not served.', 'Correct the request.'),
  UNSUPPORTED_MEDIA_TYPE: entry(false, 'The body is of a kind that is not read.', 'A POST has another `Content-Type` than `application/json` in UTF-8: a form, multipart, plain text, or none.', 'Send JSON, and say so.'),
  NOT_ACCEPTABLE: entry(false, 'The caller takes no media type that the API has.', '`Accept` names neither `application/graphql-response+json` nor `application/json`.', 'Accept one of the two.'),
  ORIGIN_NOT_ALLOWED: entry(false, 'A page of this origin may not use the API.', 'The `Origin` is not on the list of the server, or a GET looks like one that a page caused unasked.', 'Ask the operator to list the origin; send `Accept: application/json` with a GET.'),
  INTROSPECTION_DISABLED: entry(false, 'The schema is not told here.', '`__schema` or `__type` is asked for where introspection is turned off.', 'Use the published schema.'),
  PERSISTED_QUERY_NOT_FOUND: entry(false, 'No document has this id.', '`documentId`, or the hash in `extensions.persistedQuery`, is in no manifest of the server, and the text is not sent.', 'Send the text; have the manifest of the client given to the server.'),
  PERSISTED_QUERY_MISMATCH: entry(false, 'The id is not that of the text.', 'An id and a text are sent, or two ids, and they are not of the same document.', 'Send one of them, or make the hash of the exact text.'),
  DOCUMENT_NOT_TRUSTED: entry(false, 'Only documents known beforehand are run here.', 'The document is in no manifest of the server.', 'Use a published operation, or have the manifest of the client given to the server.'),
  GRAPHQL_PARSE_FAILED: entry(false, 'The document is not GraphQL.', 'The query text does not parse.', 'Correct the document at the location given.'),
  GRAPHQL_VALIDATION_FAILED: entry(false, 'The document does not fit the schema.', 'Unknown fields, wrong argument types, unused fragments and the like.', 'Correct the document; compare it with the schema.'),
  UNAUTHENTICATED: entry(false, 'The server does not know who asks.', 'The request has no key or token, or one that is wrong, expired or revoked.', 'Send a valid key or token in `Authorization: Bearer …`.'),
  FORBIDDEN: entry(false, 'The caller may not do this.', 'The key or token has not the scope in `requiredScope`, or the caller is a payer.', 'Use a key that has the scope; ask the operator for one.'),
  AUTH_UNAVAILABLE: entry(true, 'Tokens cannot be checked now.', 'The keys of the issuer of tokens cannot be read.', 'Try again shortly; tell the operator if it stays.'),
  BODY_TOO_LARGE: entry(false, 'The body is too long.', 'It has more bytes than `limit`; it was not read.', 'Send less at once.'),
  JSON_TOO_COMPLEX: entry(false, 'The JSON of the request is too large.', 'Objects and lists lie deeper within each other than `limit`, or there are more values than `limit`.', 'Send flatter or fewer values.'),
  BATCHING_OFF: entry(false, 'A request holds one operation.', 'The body is a list.', 'Send each operation by itself; HTTP/2 and pipelining make that cheap.'),
  DOCUMENT_TOO_LONG: entry(false, 'The document is too long.', 'It has more characters, tokens, bytes of comments, or fields with its fragments written out than `limit`.', 'Ask for less; use variables for values.'),
  TOO_MANY_DEFINITIONS: entry(false, 'The document holds too many definitions.', 'It has more operations or fragments than `limit`.', 'Send only the operation that runs, with its fragments.'),
  TOO_MANY_DIRECTIVES: entry(false, 'The document has too many directives.', 'There are more than `limit`.', 'Split the operation.'),
  QUERY_TOO_DEEP: entry(false, 'The document is nested too deeply.', 'Fields, through fragments, or brackets lie deeper within each other than `limit`.', 'Ask in two steps.'),
  TOO_MANY_ROOT_FIELDS: entry(false, 'The operation has too many fields at its root.', 'There are more than `limit`, aliases and `__typename` counted.', 'Split the operation; use `nodes` for objects by id.'),
  TOO_MANY_ALIASES: entry(false, 'A field is asked for too often in one place.', 'It stands there under more keys than `limit`.', 'Use `nodes`, or a filter with a list.'),
  TOO_MANY_DUPLICATES: entry(false, 'The same fields stand in the same place too often.', 'There are more repeats than `limit`, fragments written out.', 'Ask for each field once.'),
  TOO_MANY_VALUES: entry(false, 'A list argument is too long.', 'It holds more values than `limit`.', 'Split the list.'),
  COST_TOO_HIGH: entry(false, 'The operation may return too many objects.', 'Its cost (`value`), told by its page sizes before it runs, is over `limit`.', 'Ask for smaller pages, or for fewer levels at once.'),
  UPSTREAM_BUDGET_EXCEEDED: entry(false, 'The operation may need too many calls to e-Cont.md.', 'The calls that it needs at worst (`value`), told before the first of them, are over `limit`.', 'Ask for smaller pages, or for fewer levels at once.'),
  RATE_LIMITED: entry(true, 'The caller has used up what it may ask for.', 'The requests or the cost of the last minute leave too little for this one; nothing was sent.', 'Wait `retryAfterSeconds`, as `Retry-After` says, and try again; `rateLimit` and the `RateLimit` headers tell how much is left.'),
  INVALID_INPUT: entry(false, 'A value is not acceptable.', 'A variable, argument or input field breaks a rule; `path` or the message names it.', 'Correct the value named.'),
  INVALID_ID: entry(false, 'The id is not one of this API, or of another type.', 'An id argument is garbage, foreign, or names another type than the field reads.', 'Use an id as the API gave it.'),
  INVALID_CURSOR: entry(false, 'The cursor does not belong to this list.', "A cursor is garbage, another tenant's, or was given for another filter, order or language.", 'Start again without a cursor.'),
  CURSOR_EXPIRED: entry(false, 'The place that the cursor marks cannot be found any more.', 'The row of the cursor is gone and the order of the list does not tell where it stood.', 'Start again without a cursor.'),
  INVALID_PAGE_SIZE: entry(false, 'The page size or the mix of paging arguments is not allowed.', '`first` or `last` is below 1 or above the limit, or both directions are asked for at once.', 'Ask for a page within the limit, in one direction.'),
  LIST_TOO_LONG: entry(false, 'The field would have to read more rows than it may.', 'A balance, or the payments of one customer, hang from more rows than are read as a whole.', 'Read the rows page by page with a filter instead.'),
  NOT_FOUND: entry(false, 'There is no such object.', 'An id that is well formed names nothing that can be seen.', 'Treat it as gone.'),
  UPSTREAM_REJECTED: entry(false, 'e-Cont.md refused the request.', 'The upstream answered 400, or another refusal that has no code of its own.', 'Read the message and the fields; correct the values.'),
  UPSTREAM_UNAUTHENTICATED: entry(false, 'e-Cont.md does not accept the keys of this server.', 'The upstream answered 401.', 'Tell the operator.'),
  UPSTREAM_FORBIDDEN: entry(false, 'e-Cont.md does not allow this.', 'The upstream answered 403: the integration is off, or a quota of the account is used up.', 'Tell the operator.'),
  UPSTREAM_NOT_FOUND: entry(false, 'e-Cont.md knows no such object.', 'The upstream answered 404 where an object was needed.', 'Treat it as gone.'),
  UPSTREAM_RATE_LIMITED: entry(true, 'e-Cont.md asks for fewer requests.', 'The upstream answered 429 and retries did not help in time.', 'Wait `retryAfterSeconds`, or a while, and try again.'),
  UPSTREAM_FAILED: entry(true, 'e-Cont.md failed.', 'The upstream answered 5xx to a read, and retries did not help.', 'Try again later.'),
  UPSTREAM_UNREACHABLE: entry(true, 'e-Cont.md cannot be reached.', 'No connection could be made; nothing was sent.', 'Try again later.'),
  UPSTREAM_TIMEOUT: entry(true, 'e-Cont.md did not answer in time.', 'A read passed the time limit.', 'Try again later.'),
  UPSTREAM_CONNECTION_LOST: entry(true, 'The connection to e-Cont.md broke.', 'The connection ended before the reply to a read was whole.', 'Try again.'),
  UPSTREAM_PROTOCOL: entry(true, 'e-Cont.md answered something else than its contract says.', 'The reply is HTML, cut JSON, or lacks what every such reply has.', 'Try again later; tell the operator if it stays.'),
  UPSTREAM_BUSY: entry(true, 'This server has too many calls to e-Cont.md waiting.', 'The bounded line of the tenant is full; nothing was sent.', 'Wait `retryAfterSeconds` and try again; ask for less at once.'),
  UPSTREAM_CIRCUIT_OPEN: entry(true, 'e-Cont.md has been failing, so it is not asked just now.', 'Several calls of the tenant failed in a row; reads and writes are counted apart. Nothing was sent.', 'Wait `retryAfterSeconds` and try again.'),
  DEADLINE_EXCEEDED: entry(true, 'The time of the request is over.', '`X-Request-Timeout`, or the 30 seconds that a query has without it, passed before e-Cont.md answered a read, or before a write was sent: then nothing was sent.', 'Try again, or give more time.'),
  OUTCOME_UNKNOWN: entry(false, 'It is not known whether the write took place.', 'A write was sent and no trustworthy answer came back.', 'Repeat it with the same `idempotencyKey`, or ask `mutationOutcome`: both look for the object and send nothing. Never use another key for it.'),
  OUTCOME_ABANDONED: entry(false, 'A person has given this write up.', 'Its outcome was not known, and `mutationOutcomeResolve` closed it.', 'Use another key if the write is still wanted.'),
  OUTCOME_SETTLED: entry(false, 'There is nothing to resolve.', '`mutationOutcomeResolve` names a write whose outcome is known, perhaps because the object has just turned up.', 'Go by the outcome in the answer.'),
  IDEMPOTENCY_KEY_REUSED: entry(false, 'The key belongs to another input.', 'The same `idempotencyKey` came with another mutation or input before.', 'Use a new key for a new write; repeat the first input exactly to repeat a write.'),
  IDEMPOTENCY_KEY_EXPIRED: entry(false, 'The key was used long ago.', 'The retention of the ledger has passed; only that the key was used is still known. Nothing was sent.', 'Look for the object; use a new key for a new write.'),
  IN_PROGRESS: entry(true, 'The same write, or one that excludes it, is under way.', 'A repeat of the key waited for it as long as it may, or it was sent so lately that it may still arrive.', 'Repeat it with the same key after a while.'),
  PREVIEW_STALE: entry(false, 'What was shown is not what would be issued.', 'The customer, tariff, department, totals or input changed since `invoicePreview`, or its token is too old.', 'Preview again, and show the new totals.'),
  INVALID_STATUS_TRANSITION: entry(false, 'The object cannot go from its status to that one.', 'The table of transitions forbids it; the current status is in the error. Nothing was sent.', 'Read the object again and offer what its status allows.'),
  LEDGER_UNAVAILABLE: entry(true, 'The ledger cannot be used: a write could not be recorded, so it was not sent.', 'The store of the ledger cannot be written to, or read from.', 'Repeat it with the same key after a while; tell the operator if it stays.'),
  REQUEST_CANCELLED: entry(true, 'The request was ended before its answer.', 'The client went away, or the server is stopping.', 'Send it again if it is still wanted.'),
  LINK_INVALID: entry(false, 'The link is not one of this API.', 'The signature does not fit the document, or a part is missing.', 'Ask for `invoice.pdf` again.'),
  LINK_EXPIRED: entry(false, 'The link is too old.', 'The time in `expiresAt` has passed.', 'Ask for `invoice.pdf` again.'),
  RANGE_NOT_SATISFIABLE: entry(false, 'The byte range lies outside the file.', 'A `Range` header asks for bytes that the file does not have.', 'Ask without `Range`.'),
  METHOD_NOT_ALLOWED: entry(false, 'The address does not serve this method.', 'A method other than those in `Allow` was used.', 'Use a method of the `Allow` header.'),
  NOT_READY: entry(true, 'The server is starting or stopping.', '`/ready` is asked before the server listens, or during shutdown.', 'Try again shortly.'),
  // Not retryable: a fault may come after a write was sent, and then sending again is not safe.
  INTERNAL: entry(false, 'The server failed.', 'A fault of this server; its text is in the log under the request id, never in the reply.', 'Report the request id.'),
} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof ERROR_CODES;

export const isRetryable = (code: ErrorCode): boolean => ERROR_CODES[code].retryable;
