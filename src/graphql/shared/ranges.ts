import { builder } from '../builder.ts';

export const DateTimeRange = builder.inputType('DateTimeRange', {
  description: 'A span of time; both ends belong to it. A missing end is open.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'Not before this moment.' }),
    to: t.field({ type: 'DateTime', description: 'Not after this moment.' }),
  }),
});

export const DateRange = builder.inputType('DateRange', {
  description: 'A span of days in Moldova; both ends belong to it. A missing end is open.',
  fields: (t) => ({
    from: t.field({ type: 'Date', description: 'Not before this day.' }),
    to: t.field({ type: 'Date', description: 'Not after this day.' }),
  }),
});

export const DecimalRange = builder.inputType('DecimalRange', {
  description: 'A span of amounts; both ends belong to it. A missing end is open.',
  fields: (t) => ({
    from: t.field({ type: 'Decimal', description: 'Not less than this.' }),
    to: t.field({ type: 'Decimal', description: 'Not more than this.' }),
  }),
});
