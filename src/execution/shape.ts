import type { GraphQLNamedOutputType, GraphQLOutputType } from 'graphql';
import { isListType, isNonNullType } from 'graphql';

/** How a value is wrapped: whether it may be null, and if it is a list, how its items are. */
export interface Shape {
  readonly nonNull: boolean;
  /** `null`: the named type itself. */
  readonly item: Shape | null;
}

export const shapeOf = (type: GraphQLOutputType): Shape => {
  const nonNull = isNonNullType(type);
  const nullable = isNonNullType(type) ? (type.ofType as GraphQLOutputType) : type;
  return { nonNull, item: isListType(nullable) ? shapeOf(nullable.ofType) : null };
};

/** How many lists stand within each other. */
export const depthOf = ({ item }: Shape): number => (item === null ? 0 : 1 + depthOf(item));

/** The type without its wrappers. */
export const namedTypeOf = (type: GraphQLOutputType): GraphQLNamedOutputType => (isNonNullType(type) || isListType(type) ? namedTypeOf(type.ofType as GraphQLOutputType) : type);
