/** What `POST /_local/faults` switches on: at-least-once delivery at its worst. */
export class StreamFaults {
  duplicate = false;
  reorder = false;
}
