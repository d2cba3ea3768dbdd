/** The content of a cell, on one line. */
export const cell = (content: string): string => content.replace(/\|/g, '\\|').replace(/\s+/g, ' ');

/** A table in Markdown: text in its first column, figures in the others. */
export const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  [`| ${titles.join(' | ')} |`, `| ${titles.map((_, i) => (i === 0 ? '---' : '---:')).join(' | ')} |`, ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`)].join('\n');

/** Names, and what they stand for. */
export const listed = (rows: readonly (readonly [string, string])[]): string => ['| | |', '| --- | --- |', ...rows.map(([name, what]) => `| \`${name}\` | ${cell(what)} |`)].join('\n');
