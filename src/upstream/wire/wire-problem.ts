/** A member of a reply without which the row cannot be used. Never leaves src/upstream: it becomes an `UpstreamError` of kind `protocol`. */
export class WireProblem extends Error {
  /** Where: `records[3].id`. */
  readonly place: string;
  /** The end of a sentence that begins with the place. */
  readonly problem: string;

  constructor(place: string, problem: string) {
    super(`${place} ${problem}`);
    this.place = place;
    this.problem = problem;
  }

  /** The same problem, seen from one level further out. */
  inside(parent: string): WireProblem {
    return new WireProblem(`${parent}.${this.place}`, this.problem);
  }
}
