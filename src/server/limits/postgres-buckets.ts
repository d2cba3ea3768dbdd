import type { Pool } from 'pg';

import type { Buckets } from './buckets.ts';
import { createMemoryBuckets } from './buckets.ts';
import { FILL_MS, ROUNDING } from './token-bucket.ts';

export interface PostgresBucketsOptions {
  readonly url: string;
  /** How long one look may take. */
  readonly timeoutMs: number;
  /** Callers that are kept in memory while the database cannot be asked. */
  readonly most: number;
  readonly onFault: (error: unknown) => void;
}

/** Several instances on a small server. */
const CONNECTIONS = 4;
/** Buckets that nobody used for so long are full: they are swept out. */
const SWEEP_MS = 600_000;

/** How long a database that did not answer is left alone: not every request shall wait for it. */
const AGAIN_MS = 1_000;

const TABLE = 'rate_limit_buckets';
/** Lost with a crash of the database, for speed: then everybody begins with a full bucket. */
const CREATE = `CREATE UNLOGGED TABLE IF NOT EXISTS ${TABLE} (key text PRIMARY KEY, requests double precision NOT NULL, cost double precision NOT NULL, at_ms double precision NOT NULL, granted boolean NOT NULL)`;
const NOW = 'extract(epoch FROM clock_timestamp())::double precision * 1000';

/** `token-bucket.ts` as one statement, by the clock of the database: instances that take at the same moment take one after the other. */
const TAKE = `
INSERT INTO ${TABLE} AS b (key, requests, cost, at_ms, granted)
VALUES ($1, $4::double precision - $2::double precision, $5::double precision - $3::double precision, ${NOW}, true)
ON CONFLICT (key) DO UPDATE SET (requests, cost, at_ms, granted) = (
  SELECT CASE WHEN f.ok THEN f.r - $2 ELSE f.r END, CASE WHEN f.ok THEN f.c - $3 ELSE f.c END, f.t, f.ok FROM (
    SELECT n.r, n.c, n.t, n.r + ${ROUNDING} >= $2 AND n.c + ${ROUNDING} >= $3 AS ok FROM (
      SELECT LEAST($4, b.requests + $4 * GREATEST(0, w.now - b.at_ms) / ${FILL_MS}) AS r,
             LEAST($5, b.cost + $5 * GREATEST(0, w.now - b.at_ms) / ${FILL_MS}) AS c,
             GREATEST(w.now, b.at_ms) AS t
      FROM (SELECT ${NOW} AS now) AS w
    ) AS n
  ) AS f
)
RETURNING requests, cost, granted`;
const GIVE_BACK = `UPDATE ${TABLE} SET cost = LEAST($3::double precision, cost + $2::double precision) WHERE key = $1`;
const SWEEP = `DELETE FROM ${TABLE} WHERE at_ms < ${NOW} - ${SWEEP_MS}`;

interface Row {
  readonly requests: number;
  readonly cost: number;
  readonly granted: boolean;
}

/** Loaded only where it is used: most installations have one instance. */
const openPool = async ({ url, timeoutMs }: PostgresBucketsOptions): Promise<Pool> => {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: timeoutMs, query_timeout: timeoutMs, keepAlive: true, options: '-c synchronous_commit=off' });
  // A connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};

/** As PostgreSQL says that somebody was quicker: there is a row, a table or a type of that name. */
const MADE_MEANWHILE: ReadonlySet<unknown> = new Set(['23505', '42P07', '42710']);

/** Two instances that start at once both try to make the table. */
const isMadeMeanwhile = (error: unknown): boolean => error instanceof Error && 'code' in error && MADE_MEANWHILE.has(error.code);

/**
 * The buckets that several instances share. While the database cannot be asked, each instance counts by itself: a caller gets more
 * than its share then, and that is better than none.
 */
export const openPostgresBuckets = async (options: PostgresBucketsOptions): Promise<Buckets> => {
  const pool = await openPool(options);
  const spare = createMemoryBuckets({ most: options.most });
  let notBefore = 0;
  const failed = (error: unknown): void => {
    notBefore = performance.now() + AGAIN_MS;
    options.onFault(error);
  };
  await pool.query(CREATE).catch((error: unknown) => {
    if (!isMadeMeanwhile(error)) failed(error);
  });
  const sweep = setInterval(() => void pool.query(SWEEP).catch(() => undefined), SWEEP_MS);
  sweep.unref();
  const giving = new Set<Promise<unknown>>();

  return {
    async take(key, want, capacity) {
      if (performance.now() < notBefore) return spare.take(key, want, capacity);
      try {
        const { rows: [row] } = await pool.query<Row>({ name: 'rate-limit-take', text: TAKE, values: [key, want.requests, want.cost, capacity.requests, capacity.cost] });
        if (row !== undefined) return { granted: row.granted, left: { requests: row.requests, cost: row.cost } };
      } catch (error) {
        failed(error);
      }
      return spare.take(key, want, capacity);
    },
    giveBack(key, cost, capacity) {
      const given: Promise<unknown> = pool.query({ name: 'rate-limit-give-back', text: GIVE_BACK, values: [key, cost, capacity.cost] }).catch(() => spare.giveBack(key, cost, capacity)).finally(() => giving.delete(given));
      giving.add(given);
    },
    async close() {
      clearInterval(sweep);
      await Promise.all(giving);
      await pool.end();
    },
  };
};
