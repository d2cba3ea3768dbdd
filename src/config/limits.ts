/** Every limit of the server: a number and its reason. */
export const LIMITS = {
  /** A GraphQL request: the longest published operation is 2 KB, an invoice of 20 full lines 20 KB. */
  requestBodyBytes: 1_048_576,
  /** Objects and lists within each other in a body: a line of an invoice of many lies seven deep. */
  jsonDepth: 16,
  /** Values in a body: 500 invoices of 20 full lines have some 80 000. */
  jsonValues: 100_000,
  /** Characters of a document, its texts and comments included: the longest published operation has 1 300. */
  documentChars: 65_536,
  /** Bytes of comments in a document: the licence of a file, not a megabyte that is read for nothing. */
  commentBytes: 4_096,
  /** Tokens of a document: the longest published operation has 124, the introspection of GraphiQL 184. It bounds parsing and validation. */
  documentTokens: 2_000,
  /** Brackets within each other in a document: twice the depth of fields, since each may stand in an inline fragment, and the deepest input. */
  documentBrackets: 40,
  /** Operations in one document, of which one runs: what a person keeps in a tab of GraphiQL. */
  documentOperations: 20,
  /** Fragments in one document: validation compares each with each. */
  documentFragments: 50,
  /** Directives in one place: `@skip` and `@include`, and one of a client’s own each. */
  placeDirectives: 4,
  /** Directives in one document: a screen switches some parts on and off. */
  documentDirectives: 50,
  /** Fields within each other, fragments followed: an invoice’s payments through `edges` take ten, the introspection of GraphiQL fifteen. */
  fieldDepth: 16,
  /** Fields of a document with its fragments written out: the whole graph once has some 600. */
  documentFields: 2_000,
  /** Fields at the root of one operation: a dashboard of widgets. */
  rootFields: 30,
  /** Keys under which one field may stand in one place: ten objects by their ids, twice; `nodes` takes 100. */
  fieldAliases: 20,
  /** Fields that stand in one place once more: components that each ask for `id`. Validation compares each with each. */
  duplicateFields: 200,
  /** Objects on a page: one upstream page. */
  pageSize: 100,
  /** Objects on a page when the caller names no number: a screen of rows. */
  defaultPageSize: 20,
  /** Values in one list argument: one upstream page of ids. */
  listValues: 100,
  /** What one operation may cost: `customers(first: 50) { invoices(first: 10) { payments } }` with amounts costs 20 550, GraphiQL’s introspection 2 441. */
  operationCost: 25_000,
  /** Upstream calls that one operation may need at worst: the published list of 100 customers with ten invoices each may need 1 112; at 32 at once and 50 ms each, these take two seconds. */
  operationUpstreamCalls: 1_200,
  /** How long one operation may read, all its calls together: a little longer than one call may take. */
  operationTimeMs: 30_000,
  /** Documents whose measure is kept: as many as the screens of several versions of an app. */
  knownDocuments: 1_000,
  /** Characters of all documents that are kept; their trees take some ten times as much memory. */
  knownDocumentChars: 4_194_304,
  /** Fields of all plans of operations that are kept, some 400 bytes each: those of a thousand screens. */
  plannedFields: 100_000,
  /** Requests of one caller in a minute: twenty a second, far more than a person clicks. A tenant may set its own. */
  requestsPerMinute: 1_200,
  /** Cost of one caller in a minute: twenty of the largest operations, or thousands of common ones. A tenant may set its own. */
  costPerMinute: 500_000,
  /** Callers whose use is kept in memory; of more, those seen longest ago start afresh. */
  rateLimitedCallers: 100_000,
  /** How long the database may take to count a request; after that this instance counts by itself. */
  rateLimitStoreMs: 250,
  /** How long a worker keeps what it was lent of a caller’s tokens: a screen sends its requests within a second. */
  rateLimitLeaseMs: 1_000,
  /** Calls of one tenant under way at once, each on a socket of its own: a nested page needs some ten, and a shared host should not see more from us. */
  upstreamConcurrentCalls: 32,
  /** TCP and TLS to a host in the same region take well under a second; three leave room for a lost packet. */
  connectTimeoutMs: 3_000,
  /** A list of 100 rows from a busy PHP host; beyond it somebody at a screen has given up. */
  headersTimeoutMs: 15_000,
  /** Between two pieces of a reply. */
  bodyTimeoutMs: 15_000,
  /** Places that reads leave to writes, at most a quarter of all: an invoice goes out even while every read is slow. */
  upstreamPlacesForWrites: 4,
  /** Reads, and writes, of one tenant that may wait for a place: three pages of 100 rows, each with three related objects, where the upstream takes no batches. At 50 ms a call the last of them waits two seconds. */
  upstreamMaxWaiting: 1_024,
  /** Writes that go before a waiting read in a row: reads get a fifth of the places even under a storm of writes. */
  upstreamWritesInARow: 4,
  /** What is told to whom a full line turned away: by then most of the line is through. */
  upstreamBusyRetryMs: 1_000,
  /** Calls that fail in a row, after their retries, until no more are made: one bad page has some, an outage has them within a second. */
  breakerFailures: 5,
  /** How long an upstream that is down is left alone: a restart takes about as long, and then one call tries. */
  breakerOpenMs: 5_000,
  /** Kept replies of one tenant: some hundred pages of 100 invoices. */
  staleBytes: 16_777_216,
  /** Values of `Host` that are remembered: a server has a few names. */
  knownHosts: 100,
  /** Objects of one tenant that `CACHE_TTL_MS` keeps: some 40 MB of invoices. */
  cachedEntities: 10_000,
  /** What a 429 without `Retry-After` asks to wait: most quotas count by the second. */
  quotaDefaultPauseMs: 1_000,
  /** Longest `Retry-After` that is believed; then one call tries. */
  quotaMaxPauseMs: 300_000,
  /** Calls at once of all who met a 429 lately: half of what one tenant may have. */
  quotaMaxWindow: 16,
  /** So long after its last 429 a tenant takes turns with the others no more: a quota by the minute shows within it. */
  quotaCalmMs: 60_000,
  /** Shortest `X-Request-Timeout`: below it not even a read that goes well comes back. The longest is `callDeadlineMs`. */
  requestGivenMinMs: 50,
  /** A whole call with its retries: under the 30 s at which browsers, phones and proxies commonly give up. */
  callDeadlineMs: 25_000,
  /** One first try and two more: what does not help in three rarely helps in ten. */
  retryAttempts: 3,
  /** First pause, doubled each time, half of it random. */
  retryBaseDelayMs: 150,
  /** Longest pause of our own. */
  retryMaxDelayMs: 2_000,
  /** Longest `Retry-After` that is waited for inside a request; beyond it the caller is told. */
  retryMaxRetryAfterMs: 5_000,
  /** Most processes of one server: each needs a call upstream that it may make. */
  workers: 32,
  /** Connections that wait for a process to take them: those of some seconds in which all are replaced. Of more, each is cut. */
  waitingConnections: 1_024,
  /** How long a process may take to tell its metrics: those of a busy one are small, and a scrape waits ten seconds. */
  workerMetricsMs: 1_000,
  /** First pause before a process that ended young is replaced, doubled each time: a fault that every start meets must not fill the log. */
  workerRestartMs: 1_000,
  /** Longest such pause. */
  workerRestartMaxMs: 30_000,
  /** A process that lived so long did not end for how it was started, and is replaced at once. */
  workerYoungMs: 5_000,
  /** How long a stopping server waits for what is under way: below the 10 s after which most supervisors kill. */
  shutdownGraceMs: 8_000,
  /** How long a repeat of a key waits for the first: most writes take under a second, and a phone waits no longer than this. */
  inFlightWaitMs: 10_000,
  /** How long after a write was sent a person may not send it again: the call's own deadline, twice, and some. */
  resendAfterSeconds: 60,
  /** How long a settled key keeps its input and answer: longer than any client retries, and than most billing disputes last. */
  ledgerRetentionDays: 400,
  /** How often the ledger looks for writes that are to be looked for: the first pause between looks is five seconds. */
  reconcileEveryMs: 2_000,
  /** Shortest secret that signs links, or seals ids: 256 bits as text. */
  linkSecretLength: 32,
  /** How long a browser may go by the answer to its question whether it may ask: as long as Chrome keeps it at most. */
  corsMaxAgeSeconds: 7_200,
  /** How often the manifests of trusted documents are looked at: a new version of a client works within this time. */
  documentsPollMs: 5_000,
  /** How often it is written down when documents were last used: that is asked about in days. */
  documentUsageFlushMs: 60_000,
  /** A client must send its headers within this time, so that idle sockets cannot fill the server. */
  requestHeadersTimeoutMs: 20_000,
  /** A client must send its whole request within this time. */
  requestTimeoutMs: 60_000,
  /** How far the clocks of an issuer of tokens and of this server may be apart: those of machines with NTP are apart by far less. */
  clockSkewSeconds: 30,
  /** How often the file of keys is looked at where its changes are not told by the system: a revoked key dies within this time. */
  keysPollMs: 2_000,
  /** How long the keys of an issuer of tokens are used without looking: a key that it withdraws dies within this time. */
  keySetFreshMs: 600_000,
  /** Between two reads for tokens whose key is not known: anybody can send such tokens. */
  keySetCooldownMs: 30_000,
  /** Between two tries to read keys that cannot be read; meanwhile callers are told at once. */
  keySetRetryMs: 5_000,
  /** How long known keys serve while no newer ones can be read: an outage of the issuer over lunch, not over night. */
  keySetStaleMs: 3_600_000,
  /** A file of some kilobytes; callers wait for it. */
  keySetTimeoutMs: 3_000,
  /** The largest issuers have some twenty keys, of 2 KB with their certificates. */
  keySetBytes: 262_144,
  /** Tokens whose signature is remembered: as many as callers in a quarter of an hour; each takes some hundred bytes. */
  provenTokens: 10_000,
} as const;
