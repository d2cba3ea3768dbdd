/** The name as a log may hold it; what is no name of GraphQL finds no operation either. A caller may send anything, of any length. */
export const operationNameOf = (name: unknown): string | undefined => (typeof name === 'string' && /^[_A-Za-z]\w{0,127}$/.test(name) ? name : undefined);
