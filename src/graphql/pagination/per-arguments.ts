/**
 * What the arguments of a field come to, worked out once for all objects of a place: they are asked with the same arguments. What is thrown is
 * thrown to each.
 */
export const perArguments = <Args extends object, Context, Value>(make: (args: Args, context: Context) => Value): ((args: Args, context: Context) => Value) => {
  const made = new WeakMap<Args, { readonly value: Value }>();
  return (args, context) => {
    const known = made.get(args);
    if (known !== undefined) return known.value;
    const value = make(args, context);
    made.set(args, { value });
    return value;
  };
};
