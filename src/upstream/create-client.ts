import { createCapabilities } from './capabilities.ts';
import { classify } from './classify.ts';
import type { UpstreamClient } from './client.ts';
import { createConnect } from './connect.ts';
import { createDispatcher } from './dispatcher.ts';
import type { UpstreamObserver } from './observer.ts';
import { customers } from './resources/customers.ts';
import { departments } from './resources/departments.ts';
import { invoiceReads } from './resources/invoice-reads.ts';
import { invoiceWrites } from './resources/invoice-writes.ts';
import { payments } from './resources/payments.ts';
import { subscriptions } from './resources/subscriptions.ts';
import { tariffs } from './resources/tariffs.ts';
import type { QuotaLane } from './resilience/quota-gate.ts';
import { createSender } from './sender.ts';
import type { UpstreamSettings } from './settings.ts';
import type { SharingSettings } from './sharing/shared-reads.ts';
import { withSharedReads } from './sharing/shared-reads.ts';

export type { UpstreamObserver, UpstreamOddity } from './observer.ts';
export type { ResilienceSettings, RetrySettings, UpstreamSettings } from './settings.ts';
export type { SharingSettings } from './sharing/shared-reads.ts';

const isSharing = (sharing: SharingSettings | undefined): sharing is SharingSettings => sharing !== undefined && (sharing.mode !== 'off' || sharing.cacheTtlMs > 0);

/** The e-Cont.md client. Opens no socket until the first call. `quota`: its way through the gate of its upstream, which it shares with the clients of other tenants. */
export const createUpstreamClient = (settings: UpstreamSettings, observer: UpstreamObserver = {}, quota?: QuotaLane): UpstreamClient => {
  const own = createSender(settings, createDispatcher(settings), createConnect(settings.client, settings.token), observer, quota);
  const capabilities = createCapabilities(settings.endpoints);
  const sender = isSharing(settings.sharing) ? withSharedReads(own, { settings: settings.sharing, deadlineMs: settings.deadlineMs, capabilities, classify: (thrown, endpoint) => classify(thrown, endpoint, 0, settings, true) }) : own;
  const base = settings.apiUrl.replace(/\/+$/, '');

  return {
    capabilities: capabilities.of,
    noteUnsupported: capabilities.noteUnsupported,
    noteChanged: sender.noteChanged,
    paymentUrl: (publicKey) => `${base}/order/${encodeURIComponent(publicKey)}`,
    ...invoiceReads(sender),
    ...invoiceWrites(sender, settings),
    ...customers(sender),
    ...tariffs(sender),
    ...subscriptions(sender, settings),
    ...payments(sender),
    ...departments(sender),
    close: sender.close,
  };
};
