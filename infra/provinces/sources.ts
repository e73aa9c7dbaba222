/** A document that the text of a standard goes by. */
export interface StandardDocument {
  title: string;
  /**
   * Where it holds: the first two, four or six digits of divisions; empty for the whole country. Null for what holds
   * nowhere by itself, e.g. the rules of one college, or answers of a city that is not named.
   */
  place: string | null;
}

/** A document, and where in it. */
export interface Citation {
  document: StandardDocument;
  detail: string;
}

export function cite(document: StandardDocument, detail = ''): Citation {
  return { document, detail };
}

/** What a part of a standard goes by; at least one. */
export type Source = readonly Citation[];

/**
 * A source as it is shown to a household of the given divisions. What does not hold there is never shown as if it did:
 * it stands behind 规定未见，暂按.
 *
 * @param divisions the first two, four or six digits of where the standard holds
 */
export function sourceIn(source: Source, divisions: readonly string[]): string {
  const own = source.filter(({ document }) => holdsIn(document, divisions));
  const foreign = source.filter(({ document }) => !holdsIn(document, divisions));
  const borrowed = foreign.length === 0 ? [] : [`${ownArea(divisions)}规定未见，暂按${words(foreign).join('、')}`];
  return [...words(own), ...borrowed].join('；');
}

/** Whether a document holds in all of the divisions. */
export function holdsIn({ place }: StandardDocument, divisions: readonly string[]): boolean {
  return place !== null && divisions.every((division) => division.startsWith(place));
}

function words(source: Source): string[] {
  return source.map(({ document, detail }) => `${document.title}${detail}`);
}

function ownArea(divisions: readonly string[]): string {
  const shortest = Math.min(...divisions.map(({ length }) => length));
  return shortest >= 6 ? '本县' : shortest >= 4 ? '本市' : '本省';
}
