import type { Document } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

export type DataPath = readonly PropertyKey[];

/** Something wrong in a file, where it stands. */
export interface Fault {
  readonly line: number;
  readonly column: number;
  readonly path: DataPath;
  /** `must be …`, `is …`. Never the value: it may be a secret that stands in the wrong place. */
  readonly what: string;
}

export type LocatedYaml =
  | { readonly ok: true; readonly value: unknown; readonly faultAt: (path: DataPath, what: string) => Fault }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** `tenants[1].token` */
export const pathText = (path: DataPath): string => path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${String(part)}`)).join('');

/** Where a member stands, or as much of its path as there is. */
const offsetOf = (document: Document, path: DataPath): number => {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
      if (pair === undefined) break;
      offset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      offset = (isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined) ?? offset;
    } else break;
  }
  return offset;
};

/** Reads YAML, or JSON (which YAML contains), so that everything that is wrong with its data can be told with its line. */
export const readLocatedYaml = (text: string): LocatedYaml => {
  const lines = new LineCounter();
  // Pretty errors quote the text around them.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faultAt = (offset: number, path: DataPath, what: string): Fault => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), path, what };
  };
  if (document.errors.length > 0) return { ok: false, faults: document.errors.map(({ pos, code }) => faultAt(pos[0], [], `is not YAML or JSON (${code.toLowerCase().replaceAll('_', ' ')}).`)) };
  try {
    return { ok: true, value: document.toJS() as unknown, faultAt: (path, what) => faultAt(offsetOf(document, path), path, what) };
  } catch {
    return { ok: false, faults: [faultAt(0, [], 'has an alias (`*name`) that leads nowhere, or far too many.')] };
  }
};
