import { instantOfEpoch } from '../domain/dates.ts';
import type { Invoice } from '../domain/invoice.ts';
import type { Language } from '../domain/language.ts';
import type { Caller } from '../graphql/caller.ts';
import type { DocumentLink, GraphContext, Links } from '../graphql/context.ts';
import type { Ledger } from '../ledger/create-ledger.ts';
import type { RequestLedger } from '../ledger/ledger.ts';
import { forPayer } from '../loaders/for-payer.ts';
import type { Loaders } from '../loaders/loaders.ts';
import { createLoaders } from '../loaders/loaders.ts';
import { rateLimitOf } from './limits/charge.ts';
import { pdfFilename, signPdfLink } from './pdf-links.ts';
import type { RequestInfo } from './request-info.ts';
import { RequestScope } from './request-scope.ts';

/** What contexts are made from, beside their request. */
export interface ContextSources {
  readonly ledger: Ledger;
  readonly links: { readonly secret: string; readonly ttlSeconds: number };
  readonly nowMs: () => number;
  /** What the tenant of a request signs and seals with. */
  readonly signingOf: (tenant: RequestInfo['tenant']) => Pick<GraphContext, 'previews' | 'seal'>;
}

class RequestLinks implements Links {
  readonly #info: RequestInfo;
  readonly #language: Language;
  readonly #sources: ContextSources;
  readonly #expiresAtMs: number;

  constructor(info: RequestInfo, language: Language, sources: ContextSources) {
    this.#info = info;
    this.#language = language;
    this.#sources = sources;
    this.#expiresAtMs = (Math.floor(sources.nowMs() / 1000) + sources.links.ttlSeconds) * 1000;
  }

  invoicePdf({ id, number }: Invoice): DocumentLink {
    const { tenant, origin } = this.#info;
    const filename = pdfFilename(number, id);
    const path = signPdfLink(this.#sources.links.secret, { tenant: tenant.name, invoiceId: id, filename, language: this.#language, expiresAtMs: this.#expiresAtMs });
    return { url: (tenant.publicUrl ?? origin) + path, expiresAt: instantOfEpoch(this.#expiresAtMs), filename };
  }

  invoicePage(publicKey: string): string {
    return this.#info.tenant.upstream.paymentUrl(publicKey);
  }
}

/** What the resolvers of one request share. Its parts are made when they are asked for: most requests need few of them. */
export class RequestContext implements GraphContext {
  readonly requestId: string;
  readonly caller: Caller;
  readonly language: Language;
  readonly previews: GraphContext['previews'];
  readonly seal: GraphContext['seal'];
  readonly #info: RequestInfo;
  readonly #sources: ContextSources;
  #loaders: Loaders | undefined;
  #ledger: RequestLedger | undefined;
  #links: Links | undefined;

  constructor(info: RequestInfo, language: Language, sources: ContextSources) {
    const { previews, seal } = sources.signingOf(info.tenant);
    this.requestId = info.requestId;
    this.caller = info.caller;
    this.language = language;
    this.previews = previews;
    this.seal = seal;
    this.#info = info;
    this.#sources = sources;
  }

  get loaders(): Loaders {
    const { caller, tenant } = this.#info;
    return (this.#loaders ??= createLoaders(caller.payerOf === null ? tenant.upstream : forPayer(tenant.upstream, caller.payerOf), new RequestScope(this.#info, this.language)));
  }

  get ledger(): RequestLedger {
    const { requestId, caller, tenant, use, givenUntil } = this.#info;
    return (this.#ledger ??= this.#sources.ledger.forCaller({ tenant: tenant.ledgerTenant, caller: caller.name, requestId, language: this.language, terms: { use, givenUntil } }));
  }

  get links(): Links {
    return (this.#links ??= new RequestLinks(this.#info, this.language, this.#sources));
  }

  get now(): GraphContext['now'] {
    return () => instantOfEpoch(this.#sources.nowMs());
  }

  get rateLimit(): GraphContext['rateLimit'] {
    return () => rateLimitOf(this.#info.noted.charge, this.#sources.nowMs);
  }

  get isGone(): GraphContext['isGone'] {
    return () => this.#info.signal.aborted;
  }

  /** All of it as own members, for who copies contexts. */
  members(): GraphContext {
    const { requestId, caller, language, previews, seal, loaders, ledger, links, now, rateLimit, isGone } = this;
    return { requestId, caller, language, previews, seal, loaders, ledger, links, now, rateLimit, isGone };
  }
}
