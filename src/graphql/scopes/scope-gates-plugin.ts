import type { PothosOutputFieldConfig, PothosOutputFieldType, PothosTypeConfig, SchemaTypes } from '@pothos/core';
import SchemaBuilder, { BasePlugin } from '@pothos/core';

import type { Scope } from '../../domain/scopes.ts';
import { gateExtension } from './gate-extension.ts';
import { scopeOfMutation, scopeOfType } from './gates.ts';

export const SCOPE_GATES = 'econtScopeGates' as const;

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how Pothos is told of plugins
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      econtScopeGates: ScopeGatesPlugin<Types>;
    }
  }
}

/** As scope-auth reads it from the options of a type or field. */
const gate = (scope: Scope): object => ({ authScopes: { scope } });

/**
 * Gives every field that leads to a type with a scope that scope, and each type the same: the edge refuses before anything is read,
 * and the node is the net for ways that nobody thought of. Nothing has to be said where a field is written, so nothing can be forgotten.
 */
export class ScopeGatesPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    if (config.kind !== 'Object') return config;
    const scope = scopeOfType(config.name);
    return scope === null ? config : { ...config, extensions: { ...config.extensions, ...gateExtension({ scope }) }, pothosOptions: { ...config.pothosOptions, ...gate(scope), runScopesOnType: true } };
  }

  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const parent = this.builder.configStore.getTypeConfig(config.parentType).name;
    const scope = parent === 'Mutation' ? scopeOfMutation(config.name) : scopeOfType(this.#leadsTo(config.type));
    if (scope === null) return config;
    return Object.assign(config, { extensions: { ...config.extensions, ...gateExtension({ scope, resolve: config.resolve }) }, pothosOptions: { ...config.pothosOptions, ...gate(scope) } });
  }

  #leadsTo(type: PothosOutputFieldType<Types>): string {
    return type.kind === 'List' ? this.#leadsTo(type.type) : this.builder.configStore.getTypeConfig(type.ref).name;
  }
}

SchemaBuilder.registerPlugin(SCOPE_GATES, ScopeGatesPlugin);
