/** What `POST /_local/faults` switches on: at-least-once delivery at its worst. */
export class StreamFaults {
  duplicate = false;
  reorder = false;
  /** What a reader of a stream answers is not heard any more: it was done, and will be done again after a restart. */
  unheard = false;
}
