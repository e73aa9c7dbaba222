/** What can speak for two people, or two households, being one. */
export const evidenceKinds = [
  'sameNumber',
  'oneDigitOff',
  'nameAndBirthDate',
  'nameAndNumberWithoutDate',
  'nameAndRearrangedNumber',
  'addressAndSurname',
  'memberIsWorker',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** At `certain` a submission stops; from `possible` on it waits for a person's ruling; below, nobody is asked. */
export const thresholds = { certain: 100, possible: 50 } as const;

/**
 * Points of each piece of evidence. What stops a household by itself must hardly ever be chance; anything else takes
 * two pieces that have nothing to do with each other, because a wrong stop keeps help from a household in need, and a
 * needless question costs a reviewer a minute.
 *
 * Chance says how many of the others in a province one person meets in this way who is somebody else. It is reckoned
 * for 190,000 people in 70,000 dossiers (云南 at its height), in 130 counties, born on 22,000 days, with 999 order
 * numbers for each, and on the cautious side for two of them having one name in 2 of 100,000 cases.
 */
export const points: Record<EvidenceKind, number> = {
  /** A number is given once. */
  sameNumber: 100,
  /**
   * The check character catches a mistyped digit, so two valid numbers one digit apart, under one name, are a number that
   * the police corrected, or one that was made up. Chance: 1 in 8,000,000. Without the name it would be 1 in 150, since
   * those born on one day in one county stand side by side, and therefore counts for nothing.
   */
  oneDigitOff: 100,
  /** 张伟 and 张伟. Chance: 1 in 6,000; so one household in 2,000 is asked about for nothing. */
  nameAndBirthDate: 50,
  /** A date of birth that was corrected. Chance: 1 in 30,000. */
  nameAndNumberWithoutDate: 50,
  /** Digits of the day and the order number that changed places. Chance: 1 in 7,000,000. */
  nameAndRearrangedNumber: 50,
  /** Parents and a grown son behind one door may be one household or, lawfully, two. */
  addressAndSurname: 50,
  /** A wife in her husband's dossier who applies too: what duplicates mostly are, but no evidence of who is who. */
  memberIsWorker: 10,
};
