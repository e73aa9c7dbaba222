import { demoPeople } from '../../../tools/registered.ts';
import { people } from '../journey.ts';

/** By which ids the examples' people, and the demo's, are known to journals and tokens. */
const loginIds = [
  ...Object.values(people).map(({ sub }) => sub as string),
  ...['recorder-1', 'approver-county', 'approver-city', 'approver-province'],
  ...demoPeople.map(({ id }) => id),
];

/** The login ids that a text shows; one that is part of a mail address is none. */
export function loginIdsIn(text: string): string[] {
  return loginIds.filter((id) => new RegExp(`(?<![\\w-])${id}(?![\\w@-])`).test(text));
}
