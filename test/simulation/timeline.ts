/** Something that was seen in a run. */
export interface Event {
  /** ISO instant. */
  at: string;
  /** Number of the household, as it came; undefined for what concerns none. */
  household?: number | undefined;
  who: string;
  what: string;
  /** What went wrong on the way. */
  fault?: string;
}

/** What happened in a run, in order; of a long run the latest. */
export class Timeline {
  readonly events: Event[] = [];
  private readonly watch: ((event: Event) => void) | undefined;
  private count = 0;

  /** @param watch is told each event as it comes */
  constructor(watch?: (event: Event) => void) {
    this.watch = watch;
  }

  /** Events so far: the step at which something was found. */
  get step(): number {
    return this.count;
  }

  tell(event: Event): void {
    this.count++;
    this.events.push(event);
    this.watch?.(event);
  }
}

/** One line: when, which household, who, what, fault. */
export function lineOf({ at, household, who, what, fault }: Event): string {
  const when = new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const which = household === undefined ? '    ' : `${household}`.padStart(3, '0').concat(' ');
  return `${when}  ${which} ${who}：${what}${fault === undefined ? '' : `  〔${fault}〕`}`;
}
