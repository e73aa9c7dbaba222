import { isDemonstration } from '../gazette/invented.ts';
import type { Publisher } from '../pages/views.ts';
import { profile } from './current.ts';

/** Who answers for what this province's pages and mails say. */
export const publisher: Publisher = {
  union: profile.union,
  officeName: profile.notice.officeName,
  officePhone: profile.notice.officePhone,
  demonstration: isDemonstration(profile),
};
