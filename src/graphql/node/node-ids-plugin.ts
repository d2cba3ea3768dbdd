import type { PothosOutputFieldConfig, SchemaTypes } from '@pothos/core';
import SchemaBuilder, { BasePlugin } from '@pothos/core';

import type { ResolveMany } from '../../execution/plan.ts';
import { manyExtension } from '../many-extension.ts';
import type { Sealed } from '../seal.ts';
import { encodeGlobalId, encodeGlobalIds } from './global-id.ts';

export const NODE_IDS = 'econtNodeIds' as const;

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how Pothos is told of plugins
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      econtNodeIds: NodeIdsPlugin<Types>;
    }
  }
}

/** What `builder.node` was told of a type's id. */
interface IdOptions {
  readonly id?: { readonly resolve?: (source: unknown) => number | string };
}

/** Gives the ids of nodes at once, and those of a list together: the relay plugin answers each with a promise, and a page has hundreds. */
export class NodeIdsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    if (config.name !== 'id') return config;
    const { name, pothosOptions } = this.builder.configStore.getTypeConfig(config.parentType);
    const idOf = (pothosOptions as IdOptions).id?.resolve;
    if (idOf === undefined) return config;
    const resolve = (source: unknown, _args: unknown, context: Sealed): string => encodeGlobalId(name, idOf(source), context);
    const many: ResolveMany = (sources, context) => encodeGlobalIds(name, sources.map(idOf), context as Sealed);
    return Object.assign(config, { resolve, extensions: { ...config.extensions, ...manyExtension(many) } });
  }
}

SchemaBuilder.registerPlugin(NODE_IDS, NodeIdsPlugin);
