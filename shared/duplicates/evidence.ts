/**
 * What can show that two people, or two households, are one. Evidence about people comes strongest first. Evidence that
 * is withheld comes last, so that it never hides what may be told.
 */
export const evidenceKinds = [
  'sameNumber',
  'nameAndBirthDate',
  'soundAndMostOfNumber',
  'soundAndBirthDate',
  'nameAndRearrangedNumber',
  'doorAndSurname',
  'door',
  'telephone',
  'memberIsWorker',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** At `certain` a submission stops; from `possible` on it waits for a person's ruling; below, nobody is asked. */
export const thresholds = { certain: 100, possible: 50 } as const;

/**
 * Evidence that leads to a question, and never adds up to a stop. Only whoever rules is told of it. If the clerk were
 * told, they could try any telephone or door and learn whether it is on file. With a namesake's birth date they could
 * learn the other digits of that person's number: each date with its digits moved about makes another number, and no
 * limit would see that they belong together.
 */
export const withheldKinds: ReadonlySet<EvidenceKind> = new Set(['nameAndRearrangedNumber', 'door', 'telephone']);

/** What withheld evidence can raise a score to. */
export const mostWithheld = 90;

/**
 * Points of each piece of evidence. A piece that stops a household by itself must never be there by chance. Otherwise
 * it takes two pieces that have nothing to do with each other. The reason is that a wrong stop keeps help from a
 * household in need, and a needless question costs a reviewer a minute.
 */
export const points: Record<EvidenceKind, number> = {
  /** A number is given once. */
  sameNumber: 100,
  /** 张伟 and 张伟: they may live in one county, where order numbers of one day stand side by side. */
  nameAndBirthDate: 50,
  /** Two digits of the number that changed places. */
  nameAndRearrangedNumber: 50,
  /**
   * A name heard, or with something left out, and two parts of the number: one was mistyped or given anew. That two
   * numbers differ in one digit only says no more: order numbers are given from few blocks, the low ones first.
   */
  soundAndMostOfNumber: 50,
  /** A newborn has no number yet; of two people who have numbers this counts for nothing. */
  soundAndBirthDate: 50,
  /** Parents and a grown son behind one door may be one household or, lawfully, two. */
  doorAndSurname: 50,
  /** Husband and wife who file apart bear two surnames; so do those who lived there one after the other. */
  door: 50,
  /** Husband and wife, moved; or somebody who was asked to take calls. */
  telephone: 50,
  /** A wife in her husband's dossier who applies too: what duplicates mostly are, but no evidence of who is who. */
  memberIsWorker: 10,
};

/**
 * Chance: how many of the others in a province one person meets in this way who is somebody else; with a door and a
 * telephone, how many one household meets. Measured by `npm run bench` on the 80,000 households of bench/population,
 * 223,000 people; bench/chances.test.ts holds these and what is measured together.
 */
export const chances: Record<EvidenceKind, number> = {
  sameNumber: 0,
  nameAndBirthDate: 1 / 1_200,
  nameAndRearrangedNumber: 1 / 50_000,
  soundAndMostOfNumber: 1 / 1_500,
  soundAndBirthDate: 1 / 50_000,
  doorAndSurname: 1 / 1_800,
  door: 1 / 140,
  telephone: 1 / 300,
  memberIsWorker: 1 / 1_700,
};
