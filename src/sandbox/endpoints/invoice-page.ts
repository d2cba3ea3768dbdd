import { notFound } from '../refusal.ts';
import type { State } from '../state.ts';
import { say } from '../texts.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter] ?? '');

/** The payer's page, `/order/{key}`. */
export function invoicePage(state: State, key: string): string {
  const row = state.invoiceByKey(key);
  if (!row) throw notFound('key');
  const language = row.pattern_language;
  const lines = Object.values(row.items).map(
    (item) => `<tr><td>${escape(item.Name)}</td><td>${item.Quantity} ${escape(item.UnitOfMeasure)}</td><td>${item.TotalPrice}</td></tr>`,
  );
  const title = `${say(language, { key: 'invoice' })} ${escape(row.outer_number)}`;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${title}</title></head>
<body>
<h1>${title}</h1>
<p>${say(language, { key: 'payer' })}: ${escape(row.buyer_name)}</p>
<p>${say(language, { key: 'due' })}: ${row.due_on.slice(0, 10)}</p>
<table>
${lines.join('\n')}
</table>
<p><strong>${say(language, { key: 'total' })}: ${row.amount} ${row.currency}</strong></p>
<button type="button">${say(language, { key: 'pay' })}</button>
</body>
</html>
`;
}
