/** What a parser may tell while it reads: a value that was left out or read as `UNKNOWN`. */
export interface Parsing {
  readonly oddity: (member: string, value: unknown) => void;
}
