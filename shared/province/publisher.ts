import { isDemonstration } from '../standards/demonstration.ts';
import type { ProvinceProfile } from './profile.ts';

/** Who answers for the page; stands at its head and foot. */
export interface Publisher {
  /** 某某省总工会 */
  union: string;
  /** The office that takes calls, e.g. 省总工会权益保障部. */
  officeName: string;
  officePhone: string;
  /** 演示: works by made-up lines and days, which every page says. */
  demonstration: boolean;
}

/** Who answers for what a province's pages and mails say. */
export function publisherOf(profile: ProvinceProfile): Publisher {
  return {
    union: profile.union,
    officeName: profile.notice.officeName,
    officePhone: profile.notice.officePhone,
    demonstration: isDemonstration(profile),
  };
}
