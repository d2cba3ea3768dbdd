import type { Ledger } from '../src/ledger/create-ledger.ts';
import type { RequestLedger } from '../src/ledger/ledger.ts';
import type { Payloads } from '../src/ledger/operations/operation-spec.ts';
import { specOf } from '../src/ledger/operations/operation-table.ts';
import type { OperationName } from '../src/ledger/operations.ts';
import type { WriteCaller } from '../src/ledger/write.ts';
import type { UpstreamClient } from '../src/upstream/client.ts';

const notHere = (): never => {
  throw new Error('there is no ledger here');
};

/** What a server without a ledger does with a write: it sends it, and forgets it. Only to measure what the ledger costs. */
export const createNoLedger = (upstreamOf: (tenant: string) => UpstreamClient | null): Ledger => {
  let orderId = 1_000;
  const write = async (request: Parameters<RequestLedger['write']>[0], { tenant, language }: WriteCaller) => {
    const upstream = upstreamOf(tenant);
    if (upstream === null) return notHere();
    const prepared = await request.prepare();
    if (!prepared.ok) return { outcome: 'notSent', refusal: prepared.refusal };
    orderId += 1;
    const payload = { ...prepared.draft, orderId, orderNumber: `${orderId}` } as unknown as Payloads[OperationName];
    const outcome = await specOf(request.operation).send(upstream, { language }, payload);
    return outcome.outcome === 'done' ? { outcome: 'done', key: request.key ?? '', ...outcome.value } : notHere();
  };
  return {
    forCaller: (caller) => ({
      write: (request: Parameters<RequestLedger['write']>[0]) => write(request, caller),
      outcome: notHere, outcomes: notHere, resolve: notHere, auditLog: notHere, hashKey: notHere, noteRefusal: notHere, jobs: { start: notHere, byKey: notHere, byId: notHere, rows: notHere },
    }) as unknown as RequestLedger,
    reconcile: notHere,
    jobsDone: () => Promise.resolve(),
    forget: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
};
