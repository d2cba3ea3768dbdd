import type { TextRule } from '../../domain/text.ts';
import { faultOfText } from '../../domain/text.ts';
import type { InputFaultModel } from './invalid-input-error.ts';

type Path = readonly (string | number)[];

/** Gathers everything that is wrong with an input, so that a client sees all of it at once. */
export interface FaultCollector {
  readonly faults: readonly InputFaultModel[];
  add(path: Path, message: string): void;
  /** Adds the fault, if there is one; `fault` is the end of the sentence "`name` …". */
  note(path: Path, fault: string | null): void;
  /** A text that may be absent, checked when it is there. */
  text(path: Path, text: string | null | undefined, rule: TextRule): string | undefined;
  /** A value that may be absent, checked when it is there; `faultOf` gives the end of the sentence "`name` …". */
  shaped<Value>(path: Path, value: Value | null | undefined, faultOf: (value: Value) => string | null): Value | undefined;
}

export const createFaultCollector = (): FaultCollector => {
  const faults: InputFaultModel[] = [];
  const add = (path: Path, message: string): void => void faults.push({ path: ['input', ...path.map(String)], message });
  const note = (path: Path, fault: string | null): void => {
    if (fault !== null) add(path, `\`${path.join('.')}\` ${fault}.`);
  };
  const shaped = <Value>(path: Path, value: Value | null | undefined, faultOf: (value: Value) => string | null): Value | undefined => {
    if (value == null) return undefined;
    note(path, faultOf(value));
    return value;
  };
  return {
    faults,
    add,
    note,
    text: (path, text, rule) => shaped(path, text, (given) => faultOfText(given, rule)),
    shaped,
  };
};
