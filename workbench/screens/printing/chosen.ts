/** A household that is to be printed, as the list has it. */
export interface Chosen {
  id: string;
  maskedName: string;
  union: string;
}

/** What was picked in the list, in memory alone: it stands in no address and is kept nowhere. */
let chosen: readonly Chosen[] = [];

export const chosenToPrint = (): readonly Chosen[] => chosen;

export function chooseToPrint(households: readonly Chosen[]): void {
  chosen = households;
}
