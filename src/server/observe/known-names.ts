/** Names of operations that are told apart: what a caller makes up may not fill the memory of whoever collects the metrics. */
const MAX_NAMES = 200;
const NAME = /^[_A-Za-z]\w{0,63}$/;

/** The label of an operation: its name, `anonymous`, or `other` when it is odd or there are too many. */
export const createKnownNames = (known: readonly string[], max = MAX_NAMES): ((name: string | undefined) => string) => {
  const names = new Set(known);
  return (name) => {
    if (name === undefined) return 'anonymous';
    if (names.has(name)) return name;
    if (names.size >= max || !NAME.test(name)) return 'other';
    names.add(name);
    return name;
  };
};
