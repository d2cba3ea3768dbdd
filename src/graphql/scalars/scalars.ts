import { GraphQLURL } from 'graphql-scalars';
import type { ValueNode } from 'graphql';
import { GraphQLError, Kind } from 'graphql';

import { parseCurrency } from '../../domain/currency.ts';
import { parseCalendarDate, parseInstant } from '../../domain/dates.ts';
import { parseDecimal } from '../../domain/decimal.ts';
import { builder } from '../builder.ts';

/** A scalar that is a string on the wire: JSON strings only, never numbers. `read` answers `null` for text it refuses. */
const textScalar = <Value extends string>(expected: string, read: (text: string) => Value | null) => {
  const parse = (value: unknown): Value => {
    const parsed = typeof value === 'string' ? read(value) : null;
    if (parsed === null) throw new GraphQLError(`Expected ${expected}.`, { extensions: { code: 'INVALID_INPUT' } });
    return parsed;
  };
  return {
    serialize: (value: unknown) => value as Value,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : null),
  };
};

builder.scalarType('Decimal', {
  description: 'An exact decimal number as a string, such as `"554.30"`: no exponent, no JSON number, trailing zeros kept.',
  ...textScalar('a decimal number as a string, such as "554.30"', parseDecimal),
});

builder.scalarType('DateTime', {
  description: 'A moment as RFC 3339 with an offset, such as `"2026-11-02T09:15:00+02:00"`. Answers carry Moldova\'s offset of that moment.',
  ...textScalar('a date and time with an offset (RFC 3339), such as "2026-11-02T09:15:00+02:00"', parseInstant),
});

builder.scalarType('Date', {
  description: 'A calendar day in Moldova, such as `"2026-11-02"`.',
  ...textScalar('a calendar day, such as "2026-11-02"', parseCalendarDate),
});

builder.scalarType('CurrencyCode', {
  description: 'An ISO 4217 currency code in upper case, such as `"MDL"`.',
  ...textScalar('a currency code of three upper-case letters, such as "MDL"', parseCurrency),
});

builder.addScalarType('URL', GraphQLURL, { description: 'An absolute address (RFC 3986).' });
