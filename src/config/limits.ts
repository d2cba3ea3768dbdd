/** Every limit of the server: a number and its reason. */
export const LIMITS = {
  /** A GraphQL request: the longest published operation is 2 KB, an invoice of 20 full lines 20 KB. */
  requestBodyBytes: 1_048_576,
  /** Sockets to the upstream: a nested page needs some ten calls at once, and a shared host should not see more from us. */
  upstreamConnections: 32,
  /** Calls under way at once: one a socket, since the upstream answers one call a connection. */
  upstreamConcurrentCalls: 32,
  /** TCP and TLS to a host in the same region take well under a second; three leave room for a lost packet. */
  connectTimeoutMs: 3_000,
  /** A list of 100 rows from a busy PHP host; beyond it somebody at a screen has given up. */
  headersTimeoutMs: 15_000,
  /** Between two pieces of a reply. */
  bodyTimeoutMs: 15_000,
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
  /** Shortest secret that signs links: 256 bits as text. */
  linkSecretLength: 32,
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
