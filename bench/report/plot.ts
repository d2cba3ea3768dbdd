import type { Figures } from '../results.ts';

const WIDTH = 860;
const LEFT = 170;
const RIGHT = 70;
const TOP = 78;
const BAR = 15;
const GAP = 4;
const TITLE = 30;
const BETWEEN = 16;
const AXIS = 46;

const INK = '#1f2933';
const PALE = '#6b7682';
const GRID = '#e3e7eb';

/** Ours stands out, the floor is dark, everybody else is one of the crowd. */
const colourOf = (contender: string): string => (contender.startsWith('we') ? '#1b7f5c' : contender.startsWith('raw') ? '#3e4c59' : '#9fb3c8');

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

interface TextOptions {
  readonly size?: number;
  readonly colour?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: number;
}
const text = (x: number, y: number, content: string, { size = 12, colour = INK, anchor = 'start', weight = 400 }: TextOptions = {}): string =>
  `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}" text-anchor="${anchor}" stroke="#ffffff" stroke-width="3" paint-order="stroke">${escaped(content)}</text>`;
const line = (x1: number, y1: number, x2: number, y2: number, colour: string, width = 1): string => `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${colour}" stroke-width="${width}"/>`;

const at = (value: number): string => value.toFixed(1);

/** One bar with its ratio, and the quartiles of the rounds as a whisker. */
const bar = ({ contender, ratio }: Figures, y: number, scale: (value: number) => number): string => {
  if (ratio === null) return '';
  const end = scale(ratio.median);
  const middle = y + BAR / 2;
  return [
    text(LEFT - 8, y + 12, contender, { anchor: 'end', weight: contender === 'we' ? 700 : 400 }),
    `<rect x="${LEFT}" y="${y}" width="${at(end - LEFT)}" height="${BAR}" rx="2" fill="${colourOf(contender)}"/>`,
    `<path d="M${at(scale(ratio.low))} ${middle}H${at(scale(ratio.high))}M${at(scale(ratio.low))} ${middle - 3}v6M${at(scale(ratio.high))} ${middle - 3}v6" stroke="${INK}" fill="none"/>`,
    text(Number(at(Math.max(end, scale(ratio.high)) + 6)), y + 12, ratio.median.toFixed(2), { weight: contender === 'we' ? 700 : 400 }),
  ].join('\n');
};

/** Bars of the ratios, a group for each kind of work. `groups`: the figures of one load each. */
export const plot = (title: string, subtitle: string, groups: readonly (readonly Figures[])[]): string => {
  const most = Math.max(1, ...groups.flat().map(({ ratio }) => ratio?.high ?? 0));
  const step = most > 4 ? 1 : most > 2 ? 0.5 : 0.2;
  const ticks = Array.from({ length: Math.ceil(most / step - 0.001) + 1 }, (_, i) => i * step);
  const end = ticks.at(-1) ?? 1;
  const scale = (value: number): number => LEFT + (value / end) * (WIDTH - LEFT - RIGHT);
  const parts: string[] = [];
  let y = TOP;
  for (const rows of groups) {
    parts.push(text(LEFT, y + 18, rows[0]?.work ?? '', { size: 13, weight: 700 }));
    y += TITLE;
    for (const row of rows) {
      parts.push(bar(row, y, scale));
      y += BAR + GAP;
    }
    y += BETWEEN;
  }
  const height = y + AXIS;
  const grid = ticks.map((tick) => line(scale(tick), TOP, scale(tick), y, GRID) + text(scale(tick), y + 18, tick.toFixed(1), { anchor: 'middle', colour: PALE, size: 11 }));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif">
<title>${escaped(title)}</title>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
${text(24, 32, title, { size: 18, weight: 700 })}
${text(24, 54, subtitle, { colour: PALE })}
${grid.join('\n')}
${line(scale(1), TOP, scale(1), y, INK, 1.5)}
${parts.join('\n')}
${text(scale(1), y + 36, '1.0 = written by hand', { anchor: 'middle', colour: PALE, size: 11 })}
</svg>
`;
};
