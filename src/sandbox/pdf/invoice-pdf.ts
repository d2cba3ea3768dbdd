import type { DepartmentRow, InvoiceRow } from '../rows.ts';
import { say, type TEXTS } from '../texts.ts';
import { layOutPdf, streamObject, type PdfFile } from './pdf-file.ts';
import { ENCODING, pdfString, toUnicode } from './pdf-text.ts';

const LEFT = 50;
/** Courier's letters are 0.6 of its size wide, which is all that aligning to the right needs. */
const COURIER_WIDTH = 0.6;

/** Draws text on a page; y counts from the top. */
class Page {
  readonly #operators: string[] = [];
  #y = 60;

  down(by: number): void {
    this.#y += by;
  }

  text(text: string, x = LEFT, size = 10, font = 'F1'): void {
    this.#operators.push(`BT /${font} ${size} Tf ${x} ${842 - this.#y} Td ${pdfString(text)} Tj ET`);
  }

  /** A number whose last digit stands at x. */
  amount(text: string, x: number): void {
    this.text(text, Math.round(x - text.length * COURIER_WIDTH * 9), 9, 'F3');
  }

  rule(): void {
    this.#operators.push(`0.5 w ${LEFT} ${842 - this.#y + 3} m 545 ${842 - this.#y + 3} l S`);
  }

  content(): string {
    return this.#operators.join('\n');
  }
}

/** The PDF of an invoice, in the invoice's own language. */
export function invoicePdf(row: InvoiceRow, department: DepartmentRow, padTo: number): PdfFile {
  const language = row.pattern_language in department.caption ? row.pattern_language : 'ro';
  const label = (key: keyof typeof TEXTS): string => say(language, { key });
  const page = new Page();
  page.text(`${label('invoice')} ${row.outer_number}`, LEFT, 18, 'F2');
  page.down(22);
  page.text(`${label('issued')}: ${row.issue_date.slice(0, 10)}    ${label('due')}: ${row.due_on.slice(0, 10)}`);
  page.down(26);
  page.text(label('supplier'), LEFT, 10, 'F2');
  page.text(label('payer'), 310, 10, 'F2');
  const supplier = [department.caption[language], `IDNO ${row.supplier_idno}`, `${department.city}, ${department.address}`, department.mdl_account];
  const payer = [row.buyer_name, row.buyer_idno === '' ? '' : `IDNO ${row.buyer_idno}`, row.buyer_address, row.buyer_email];
  for (const [index, line] of supplier.entries()) {
    page.down(13);
    page.text(line);
    page.text(short(payer[index] ?? '', 44), 310);
  }
  page.down(28);
  page.text(short(row.topic, 90), LEFT, 11, 'F2');
  page.down(20);
  page.rule();
  const items = Object.entries(row.items);
  for (const [number, item] of items) {
    page.down(15);
    page.text(number);
    page.text(short(item.Name, 46), LEFT + 22);
    page.text(item.UnitOfMeasure, 320);
    page.amount(String(item.Quantity), 410);
    page.amount(item.UnitPrice, 475);
    page.amount(item.TotalPrice, 545);
  }
  page.down(12);
  page.rule();
  for (const [name, amount] of [
    [label('net'), row.wtva_amount],
    [`${label('vat')} ${row.tva_rate}%`, row.tva_amount],
    [label('total'), row.amount],
  ] as const) {
    page.down(16);
    page.text(name, 340, 10, 'F2');
    page.amount(`${amount} ${row.currency}`, 545);
  }
  page.down(30);
  page.text(short(row.remark, 100), LEFT, 9);

  const font = (name: string): string => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding 7 0 R /ToUnicode 8 0 R >>`;
  return layOutPdf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R /F2 5 0 R /F3 6 0 R >> >> /Contents 9 0 R >>',
      font('Helvetica'),
      font('Helvetica-Bold'),
      font('Courier'),
      ENCODING,
      streamObject(toUnicode()),
      streamObject(page.content()),
    ],
    padTo,
  );
}

function short(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
