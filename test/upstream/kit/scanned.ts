import { expect } from 'vitest';

import type { ScannedPage } from '../../../src/upstream/scan/scan-reply.ts';
import { ReplyScanner } from '../../../src/upstream/scan/scan-reply.ts';
import { ScannedRow } from '../../../src/upstream/scan/scanned-row.ts';

export type Row = Readonly<Record<string, unknown>>;

interface Page {
  readonly recordsTotal?: unknown;
  readonly recordsFiltered?: unknown;
  readonly records: readonly Row[];
}

/** A good reply around data that are JSON already. */
export const envelope = (data: string): Buffer => Buffer.from(`{"status":"OK","data":${data}}`, 'utf8');

/** A page of rows that are JSON already. */
export const pageJson = (rows: readonly string[], total: string | number = rows.length): string => `{"recordsTotal":${total},"recordsFiltered":${total},"records":[${rows.join(',')}]}`;

/** A row of these members, in their order; a key may come twice. */
export const membersJson = (members: readonly (readonly [string, string])[]): string => `{${members.map(([key, value]) => `"${key}":${value}`).join(',')}}`;

export const rowJson = (members: Readonly<Record<string, string>>): string => membersJson(Object.entries(members));

export const parsedPage = (bytes: Buffer): Page => (JSON.parse(bytes.toString('utf8')) as { readonly data: Page }).data;
export const parsedRow = (bytes: Buffer): Row => (JSON.parse(bytes.toString('utf8')) as { readonly data: Row }).data;

/** A row is what `JSON.parse` makes of it, member by member, and as a whole. */
export const expectRow = (row: unknown, parsed: Row): void => {
  if (!(row instanceof ScannedRow)) throw new Error(`no row was read where there is ${JSON.stringify(parsed)}`);
  const members: Record<string, unknown> = {};
  for (const key in row) members[key] = (row as unknown as Row)[key];
  expect(members).toStrictEqual(parsed);
  expect(row.toJSON()).toStrictEqual(parsed);
  expect(JSON.stringify(row)).toBe(JSON.stringify(parsed));
  expect((row as unknown as Row).not_there).toBeUndefined();
};

/** A page is what `JSON.parse` makes of its reply. */
export const expectPage = (page: ScannedPage | ScannedRow | undefined, bytes: Buffer): void => {
  const parsed = parsedPage(bytes);
  if (page === undefined || page instanceof ScannedRow) throw new Error(`no page was read where there is ${JSON.stringify(parsed)}`);
  const { recordsTotal, recordsFiltered, records } = page;
  expect({ recordsTotal, recordsFiltered, rows: records?.length }).toStrictEqual({ recordsTotal: parsed.recordsTotal, recordsFiltered: parsed.recordsFiltered, rows: parsed.records.length });
  for (const [n, row] of parsed.records.entries()) expectRow(records?.[n], row);
};

/** Reads a page that must be read, whether its rows share a text or have one each. */
export const readPage = (scanner: ReplyScanner, json: string): readonly Row[] => {
  const page = scanner.read(envelope(json), 'page');
  expectPage(page, envelope(json));
  expectPage(new ReplyScanner({ ownTexts: true }).read(envelope(json), 'page'), envelope(json));
  return (page as { readonly records: readonly unknown[] }).records as readonly Row[];
};
