import type { EndpointCapabilities } from './client.ts';
import type { EndpointName, EndpointTable } from './endpoints.ts';

/** What each endpoint can do: as the table says, less what was seen not to work. */
export interface Capabilities {
  readonly of: (endpoint: EndpointName) => EndpointCapabilities;
  readonly noteUnsupported: (endpoint: EndpointName, capability: keyof EndpointCapabilities) => void;
}

export const createCapabilities = (table: EndpointTable): Capabilities => {
  const learnt = new Map<EndpointName, EndpointCapabilities>();
  const of = (endpoint: EndpointName): EndpointCapabilities => {
    const { batchById, batchByRelation } = learnt.get(endpoint) ?? table[endpoint];
    return { batchById, batchByRelation };
  };
  return {
    of,
    noteUnsupported: (endpoint, capability) => {
      learnt.set(endpoint, { ...of(endpoint), [capability]: false });
    },
  };
};
