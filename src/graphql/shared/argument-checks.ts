import { LIMITS } from '../../config/limits.ts';
import { argumentError } from '../errors/coded-error.ts';
import type { NodeType } from '../node/global-id.ts';
import { upstreamIdOf } from '../node/global-id.ts';
import type { Sealed } from '../seal.ts';
import { faultOfText } from '../../domain/text.ts';

/** A list argument: absent and `null` mean "do not filter"; an empty list would match nothing and is surely a mistake. */
export const listArgument = <Value>(argument: string, values: readonly Value[] | null | undefined): readonly Value[] | undefined => {
  if (values == null) return undefined;
  if (values.length === 0) throw argumentError('INVALID_INPUT', argument, `\`${argument}\` is an empty list; leave it out to not filter by it.`);
  if (values.length > LIMITS.listValues) throw argumentError('INVALID_INPUT', argument, `\`${argument}\` holds ${values.length} values; at most ${LIMITS.listValues} are allowed.`);
  return values;
};

/** Text that is sent upstream: bounded, and free of control and direction characters. */
export const textArgument = (argument: string, text: string | null | undefined, maxLength = 200): string | undefined => {
  if (text == null) return undefined;
  const fault = faultOfText(text, { maxLength });
  if (fault !== null) throw argumentError('INVALID_INPUT', argument, `\`${argument}\` ${fault}.`);
  return text;
};

/** Each text of a list argument. */
export const textsArgument = (argument: string, texts: readonly string[] | null | undefined): readonly string[] | undefined => {
  listArgument(argument, texts)?.forEach((text, i) => textArgument(`${argument}.${i}`, text));
  return texts ?? undefined;
};

/** Ids of one type as the upstream's integers. */
export const idsArgument = (context: Sealed, argument: string, typename: Exclude<NodeType, 'Tariff'>, ids: readonly (string | number)[] | null | undefined): readonly number[] | undefined =>
  listArgument(argument, ids)?.map((id, i) => {
    const upstreamId = upstreamIdOf(context, typename, `${id}`);
    if (upstreamId === null) throw argumentError('INVALID_ID', `${argument}.${i}`, `\`${argument}\` holds an id that names no ${typename}.`);
    return upstreamId;
  });

/** Enum values that can be asked for: `UNKNOWN` stands for literals that this version has no name for. */
export const knownValues = <Value extends string>(argument: string, values: readonly Value[] | null | undefined): readonly Value[] | undefined =>
  listArgument(argument, values)?.map((value, i) => {
    if (value === 'UNKNOWN') throw argumentError('INVALID_INPUT', `${argument}.${i}`, `\`${argument}\` cannot ask for UNKNOWN: it stands for values without a name here.`);
    return value;
  });

/** A range argument with its ends as they were given. */
export const rangeArgument = <Value>(range: { readonly from?: Value | null | undefined; readonly to?: Value | null | undefined } | null | undefined): { from?: Value; to?: Value } | undefined =>
  range == null ? undefined : withoutAbsent({ from: range.from ?? undefined, to: range.to ?? undefined });

/** The object without the members that are `undefined`. */
export const withoutAbsent = <Shape extends object>(shape: Shape): { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> } => {
  const present: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(shape)) if (value !== undefined) present[name] = value;
  return present as { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> };
};
