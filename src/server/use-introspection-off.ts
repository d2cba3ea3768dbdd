import type { ASTVisitor, ValidationContext } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

import type { ErrorCode } from '../domain/error-codes.ts';

/** Each place where a document asks about the schema, in fragments too. `__typename` is not among them: clients need it, and it tells nothing. */
export const noIntrospectionRule = (context: ValidationContext): ASTVisitor => ({
  Field(node) {
    if (node.name.value !== '__schema' && node.name.value !== '__type') return;
    const message = `Introspection is turned off here: \`${node.name.value}\` is not answered. The schema is published as schema/schema.graphql.`;
    // The status counts for every media type: this is a refusal, not a mistake in the document.
    context.reportError(new GraphQLError(message, { nodes: node, extensions: { code: 'INTROSPECTION_DISABLED', http: { status: 403, spec: false } } }));
  },
});

/** Refuses questions about the schema, and tells of each request that asks one. */
export const useIntrospectionOff = ({ countRefusal }: { readonly countRefusal: (code: ErrorCode) => void }): Plugin => ({
  onValidate: ({ addValidationRule }) => {
    addValidationRule(noIntrospectionRule);
    return ({ valid, result }) => {
      if (!valid && result.some((error) => error instanceof GraphQLError && error.extensions.code === 'INTROSPECTION_DISABLED')) countRefusal('INTROSPECTION_DISABLED');
    };
  },
});
