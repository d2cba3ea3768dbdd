import type { FaultCollector } from '../errors/fault-collector.ts';
import type { NodeType } from '../node/global-id.ts';
import { tariffAliasOf, upstreamIdOf } from '../node/global-id.ts';
import type { Sealed } from '../seal.ts';

type Given = string | number;

/** Says that a member of an input names nothing: a garbage id, a foreign one and that of a missing object are told alike. */
export const noteNoObject = (member: string, type: NodeType, faults: FaultCollector): void => faults.add([member], `\`${member}\` names no ${type.toLowerCase()}.`);

/** The upstream's integer in a member of an input; `null`, with a fault, when it is no id of this type. */
export const idMember = (context: Sealed, member: string, type: Exclude<NodeType, 'Tariff'>, id: Given, faults: FaultCollector): number | null => {
  const upstreamId = upstreamIdOf(context, type, `${id}`);
  if (upstreamId === null) noteNoObject(member, type, faults);
  return upstreamId;
};

/** The alias in a member that names a tariff; `null`, with a fault, when it names none. */
export const tariffMember = (context: Sealed, member: string, id: Given, faults: FaultCollector): string | null => {
  const alias = tariffAliasOf(context, `${id}`);
  if (alias === null) noteNoObject(member, 'Tariff', faults);
  return alias;
};
