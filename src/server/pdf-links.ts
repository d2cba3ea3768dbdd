import { createHmac, timingSafeEqual } from 'node:crypto';

import type { Language } from '../domain/language.ts';
import { LANGUAGES } from '../domain/language.ts';

/** What a link grants: one document of one tenant, in one language, until a moment. */
export interface PdfGrant {
  /** The tenant's name. */
  readonly tenant: string;
  readonly invoiceId: number;
  readonly filename: string;
  readonly language: Language;
  readonly expiresAtMs: number;
}

export type PdfLinkCheck = { readonly ok: true; readonly grant: PdfGrant } | { readonly ok: false; readonly code: 'LINK_INVALID' | 'LINK_EXPIRED' };

const PATH = /^\/documents\/invoices\/([1-9]\d{0,15})\/([\w.-]{1,120})$/;

/** Addresses tell time in whole seconds. */
const secondsOf = (ms: number): number => Math.floor(ms / 1000);

/** The signature covers everything that the address says. */
const sign = (secret: string, { tenant, invoiceId, filename, language, expiresAtMs }: PdfGrant): Buffer =>
  createHmac('sha256', secret).update(JSON.stringify(['invoice-pdf', tenant, invoiceId, filename, language, secondsOf(expiresAtMs)])).digest();

/** The path and query of a signed link. */
export const signPdfLink = (secret: string, grant: PdfGrant): string => {
  const query = new URLSearchParams({ expires: `${secondsOf(grant.expiresAtMs)}`, language: grant.language, tenant: grant.tenant, signature: sign(secret, grant).toString('base64url') });
  return `/documents/invoices/${grant.invoiceId}/${grant.filename}?${query.toString()}`;
};

/** Whether a path is a document's at all. */
export const isPdfPath = (pathname: string): boolean => pathname.startsWith('/documents/');

/** Reads a link back. A wrong signature is `LINK_INVALID` whatever else the link says; a right one may have expired. */
export const checkPdfLink = (secret: string, url: URL, nowMs: number): PdfLinkCheck => {
  const invalid = { ok: false, code: 'LINK_INVALID' } as const;
  const [, id = '', filename = ''] = PATH.exec(url.pathname) ?? [];
  const language = LANGUAGES.find((known) => known === url.searchParams.get('language'));
  const expires = url.searchParams.get('expires') ?? '';
  const tenant = url.searchParams.get('tenant') ?? '';
  if (id === '' || language === undefined || !/^\d{1,12}$/.test(expires)) return invalid;
  const grant: PdfGrant = { tenant, invoiceId: Number(id), filename, language, expiresAtMs: Number(expires) * 1000 };
  const given = Buffer.from(url.searchParams.get('signature') ?? '', 'base64url');
  const right = sign(secret, grant);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return invalid;
  return nowMs >= grant.expiresAtMs ? { ok: false, code: 'LINK_EXPIRED' } : { ok: true, grant };
};

/** A file name that every system takes: the invoice number without what is not ASCII letters, digits, dot or hyphen. */
export const pdfFilename = (number: string | null, id: number): string => {
  const safe = (number ?? '').normalize('NFKD').replace(/[^\w.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '').slice(0, 80);
  return `invoice-${safe === '' ? id : safe}.pdf`;
};
