import { expect, it } from 'vitest';
import { deeds } from '../dossier/deeds.ts';
import { actionTitles } from './dossier-actions.ts';

/** Where what is asked for is recorded under another name than it is asked by. */
const recordedAs: Record<string, string> = {
  recordDeliberation: 'deliberate',
  recordPaperSignature: 'recordPaper',
  ruleAccount: 'confirmAccount',
};

/** Asked for here, and recorded as what somebody comes to with it, or not in the journal at all. */
const notOne = [
  // One entry in each of the two journals, which says what became of that household.
  'merge',
  // Signed, or not accepted.
  'rulePaperSignature',
  // By the system, when the file has come and was looked at.
  'requestUpload',
  // A mail, a link, a reading.
  ...['resendApproval', 'showPlan', 'showOwn', 'openNumbers'],
];

const titles = new Map(Object.entries(deeds).map(([type, { title }]) => [type, title]));

it.each(Object.entries(actionTitles).filter(([operation]) => !notOne.includes(operation)))(
  '%s：按钮上和日志里是一个词',
  (operation, title) => {
    expect(titles.get(recordedAs[operation] ?? operation)).toBe(title);
  },
);

it('不是一件对一件的，日志里没有同名的一种', () => {
  for (const operation of notOne) expect(titles.has(operation), operation).toBe(false);
});
