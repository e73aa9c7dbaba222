/** What a checker found; the run ends with it. */
export class Found extends Error {
  /** Number of the household in question. */
  readonly household: number | undefined;

  constructor(sentence: string, household?: number) {
    super(sentence);
    this.household = household;
  }
}
