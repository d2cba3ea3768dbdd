import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InvoiceRow } from '../../src/sandbox/rows.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { connectOf, post, start } from './caller.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await start({ invoices: 30 })));
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const ask = (body: object, accept = 'application/pdf'): Promise<Response> =>
  post(sandbox, 'get/invoice', { connect: connectOf(sandbox.departments[0]!), ...body }, { accept });

async function pdfOf(row: InvoiceRow): Promise<Buffer> {
  return Buffer.from(await (await ask({ id: row.id })).arrayBuffer());
}

/** Reads a PDF by its cross-reference table, as a reader would; every offset must point at its object. */
function objectsOf(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  expect(text.slice(0, 9)).toBe('%PDF-1.4\n');
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  const table = /^xref\n0 (\d+)\n0000000000 65535 f \n((?:\d{10} 00000 n \n)+)trailer\n<< \/Size (\d+) \/Root 1 0 R >>\n/.exec(text.slice(start));
  const offsets = [...(table?.[2] ?? '').matchAll(/(\d{10}) 00000 n /g)].map(([, offset]) => Number(offset));
  expect([Number(table?.[1]), Number(table?.[3])]).toEqual([offsets.length + 1, offsets.length + 1]);
  return offsets.map((offset, index) => {
    const body = text.slice(offset, text.indexOf('\nendobj\n', offset));
    expect(body.startsWith(`${index + 1} 0 obj\n`)).toBe(true);
    const stream = /<< \/Length (\d+) >>\nstream\n/.exec(body);
    if (stream) expect(body.slice(stream.index + stream[0].length).length).toBe(Number(stream[1]) + '\nendstream'.length);
    return body;
  });
}

describe('the PDF of an invoice', () => {
  it('is well formed and holds number, parties, lines and totals', async () => {
    const row = sandbox.state.insertInvoice({ buyer_name: 'Codru (Nord) SRL', amount: '554.30', wtva_amount: '461.92', tva_amount: '92.38' });
    const response = await ask({ id: row.id });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const pdf = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(String(pdf.length));
    const objects = objectsOf(pdf);
    expect(objects[0]).toContain('/Type /Catalog');
    const content = objects.at(-1)!;
    for (const part of [row.outer_number, 'Codru \\(Nord\\) SRL', row.supplier_idno, 'Serviciu', '461.92 MDL', '92.38 MDL', '554.30 MDL']) expect(content).toContain(part);
  });

  it('writes Romanian by its own codes and Cyrillic in Latin letters', async () => {
    const pdf = await pdfOf(sandbox.state.insertInvoice({ buyer_name: 'ăĂșȘțȚ âî – Щука Ёж' }));
    const content = objectsOf(pdf).at(-1)!;
    expect(content).toContain('(\\001\\002\\003\\004\\005\\006 \\342\\356 \\226 \\004cuka Ioj)');
    expect(pdf.toString('latin1')).toContain('/Differences [1 /abreve /Abreve /scommaaccent /Scommaaccent /tcommaaccent /Tcommaaccent]');
  });

  it('answers JSON for JSON, and a failure in JSON though a PDF was asked', async () => {
    const row = sandbox.state.insertInvoice();
    expect((await ask({ id: row.id }, 'application/json')).headers.get('content-type')).toBe('application/json; charset=utf-8');
    const failure = await ask({ id: 999 });
    expect([failure.status, failure.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
  });

  it.each([5000, 9999, 10_000, 10_001, 99_990, 100_000, 100_123, 1_000_007])('is padded to %i bytes and stays well formed', async (bytes) => {
    const row = sandbox.state.insertInvoice();
    const plain = (await pdfOf(row)).length;
    sandbox.setSwitches({ pdfBytes: bytes });
    const pdf = await pdfOf(row);
    expect(pdf.length).toBe(Math.max(bytes, plain));
    objectsOf(pdf);
  });

  it('pdfLength false leaves the length out', async () => {
    sandbox.setSwitches({ pdfLength: false, pdfBytes: 300_000 });
    const response = await ask({ id: sandbox.state.insertInvoice().id });
    expect(response.headers.get('content-length')).toBeNull();
    expect((await response.arrayBuffer()).byteLength).toBe(300_000);
  });

  it('waits for a slow caller and stops when it goes away', async () => {
    const bytes = 2_000_000_000;
    sandbox.setSwitches({ pdfBytes: bytes });
    const body = JSON.stringify({ connect: connectOf(sandbox.departments[0]!), id: sandbox.state.insertInvoice().id });
    const before = process.memoryUsage().rss;
    const length = await new Promise<string | undefined>((resolve, reject) => {
      const call = request(`${sandbox.url}/facturare/v1/get/invoice`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/pdf' },
      });
      call.once('error', reject);
      call.once('response', (response) => {
        response.once('readable', () => {
          response.read(10);
          response.destroy();
          resolve(response.headers['content-length']);
        });
      });
      call.end(body);
    });
    expect(length).toBe(String(bytes));
    while (!sandbox.calls.of('invoice.get')[0]!.done) await new Promise((resolve) => setImmediate(resolve));
    expect(sandbox.calls.of('invoice.get')[0]).toMatchObject({ aborted: true, status: 200 });
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });
});
