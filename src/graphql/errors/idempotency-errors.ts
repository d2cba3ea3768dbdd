import type { Instant } from '../../domain/dates.ts';
import { builder } from '../builder.ts';
import type { UserErrorModel } from './user-error.ts';
import { UserError } from './user-error.ts';

interface KeyErrorModel extends UserErrorModel {
  readonly idempotencyKey: string;
  readonly since: Instant;
}
export interface IdempotencyKeyReusedErrorModel extends KeyErrorModel {
  readonly kind: 'IdempotencyKeyReusedError';
}
export interface IdempotencyKeyExpiredErrorModel extends KeyErrorModel {
  readonly kind: 'IdempotencyKeyExpiredError';
}
export interface InProgressErrorModel extends KeyErrorModel {
  readonly kind: 'InProgressError';
  readonly retryAt: Instant | null;
}
export interface WriteAbandonedErrorModel extends UserErrorModel {
  readonly kind: 'WriteAbandonedError';
  readonly idempotencyKey: string;
  readonly reason: string;
  readonly at: Instant;
}

const KEY = ['input', 'idempotencyKey'];

/** The key belongs to another input. */
export const keyReused = (idempotencyKey: string, since: Instant): IdempotencyKeyReusedErrorModel => ({
  kind: 'IdempotencyKeyReusedError',
  code: 'IDEMPOTENCY_KEY_REUSED',
  message: `This key was used for another input at ${since}. Nothing was sent.`,
  path: KEY,
  idempotencyKey,
  since,
});

/** Only that the key was used is still known. */
export const keyExpired = (idempotencyKey: string, since: Instant): IdempotencyKeyExpiredErrorModel => ({
  kind: 'IdempotencyKeyExpiredError',
  code: 'IDEMPOTENCY_KEY_EXPIRED',
  message: `This key was used at ${since}, longer ago than its record is kept. Nothing was sent.`,
  path: KEY,
  idempotencyKey,
  since,
});

/** The same write, or one that excludes it, is under way. */
export const inProgress = (idempotencyKey: string, since: Instant): InProgressErrorModel => ({
  kind: 'InProgressError',
  code: 'IN_PROGRESS',
  message: `A write under the key ${idempotencyKey} is under way since ${since}. Repeat this one with the same key after a while.`,
  path: null,
  idempotencyKey,
  since,
  retryAt: null,
});

/** What was sent may still arrive: nobody can say yet that it did not. */
export const resolvedTooEarly = (idempotencyKey: string, since: Instant, retryAt: Instant): InProgressErrorModel => ({
  kind: 'InProgressError',
  code: 'IN_PROGRESS',
  message: `This write was sent at ${since}, and may still arrive, or could not be looked for. Nothing was sent. Decide about it after ${retryAt}.`,
  path: ['input', 'idempotencyKey'],
  idempotencyKey,
  since,
  retryAt,
});

/** A person has given it up. */
export const writeAbandoned = (idempotencyKey: string, reason: string, at: Instant): WriteAbandonedErrorModel => ({
  kind: 'WriteAbandonedError',
  code: 'OUTCOME_ABANDONED',
  message: `This write was given up at ${at}: ${reason}`,
  path: KEY,
  idempotencyKey,
  reason,
  at,
});

export const IdempotencyKeyReusedError = builder.objectRef<IdempotencyKeyReusedErrorModel>('IdempotencyKeyReusedError').implement({
  description: 'The key was used for another input. Nothing was sent.',
  interfaces: [UserError],
  fields: (t) => ({
    idempotencyKey: t.exposeID('idempotencyKey', { description: 'The key that was given.' }),
    usedAt: t.expose('since', { type: 'DateTime', description: 'When it was first used.' }),
  }),
});

export const IdempotencyKeyExpiredError = builder.objectRef<IdempotencyKeyExpiredErrorModel>('IdempotencyKeyExpiredError').implement({
  description: 'The key was used, but longer ago than its record is kept. Nothing was sent, so nothing was made twice.',
  interfaces: [UserError],
  fields: (t) => ({
    idempotencyKey: t.exposeID('idempotencyKey', { description: 'The key that was given.' }),
    usedAt: t.expose('since', { type: 'DateTime', description: 'When it was first used.' }),
  }),
});

export const InProgressError = builder.objectRef<InProgressErrorModel>('InProgressError').implement({
  description: 'The write is under way, here or on another instance, or another one excludes it. It is safe to repeat it with the same key.',
  interfaces: [UserError],
  fields: (t) => ({
    idempotencyKey: t.exposeID('idempotencyKey', { description: 'The key of the write that is under way.' }),
    startedAt: t.expose('since', { type: 'DateTime', description: 'Since when it is under way.' }),
    retryAt: t.expose('retryAt', { type: 'DateTime', nullable: true, description: 'Of `mutationOutcomeResolve`: from when on it may be decided about; `null` elsewhere.' }),
  }),
});

export const WriteAbandonedError = builder.objectRef<WriteAbandonedErrorModel>('WriteAbandonedError').implement({
  description: 'A person gave this write up while its outcome was not known. It is never sent again.',
  interfaces: [UserError],
  fields: (t) => ({
    idempotencyKey: t.exposeID('idempotencyKey', { description: 'The key that was given.' }),
    reason: t.exposeString('reason', { description: 'Why it was given up.' }),
    abandonedAt: t.expose('at', { type: 'DateTime', description: 'When it was given up.' }),
  }),
});
