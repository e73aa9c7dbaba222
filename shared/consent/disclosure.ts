import { digest } from '../digest/digest.ts';

/**
 * 告知书: what a household is told before it is asked for what is its own (个人信息保护法 17, 29, 30, 31). An edition of a
 * province stays in its profile for ever, since consents name it; a changed text is another edition.
 */
export interface Disclosure {
  /** e.g. 2026-1; no two of a province are the same. */
  version: string;
  /** ISO date from which it is what households are told. */
  from: string;
  /** Whether it says so much more that whoever agreed to an earlier one has to be asked again. */
  asksAgain: boolean;
  /** `{union}` and the like stand for what the profile says; see `filled`. */
  sections: readonly { title: string; text: string }[];
}

/** An edition as it is read and signed, and the SHA-256 of its sections. */
export interface DisclosureRead {
  version: string;
  digest: string;
  sections: readonly { title: string; text: string }[];
}

/** What a text is filled in with, of a province. */
interface Figures {
  union: string;
  notice: { officeName: string; officePhone: string; workingDays: number };
  retention: { leftYears: number; rejectedYears: number; withdrawnYears: number };
}
interface Editions {
  /** By the date from which they are told, the first at first. */
  disclosures: readonly Disclosure[];
}

/** What households are told on this ISO date. A profile without one is refused where it is made (infra/provinces/check.ts). */
export function disclosureOn({ disclosures }: Editions, day: string): Disclosure {
  return disclosures.findLast(({ from }) => from <= day) ?? (disclosures[0] as Disclosure);
}

/** The versions by which somebody who agreed need not be asked again on this ISO date. */
export function versionsThatCount({ disclosures }: Editions, day: string): string[] {
  const until = disclosures.filter(({ from }) => from <= day);
  const since = until.findLastIndex(({ asksAgain }) => asksAgain);
  return until.slice(Math.max(0, since)).map(({ version }) => version);
}

/** An edition with the province's own figures in it. */
export function disclosureRead(profile: Figures, { version, sections }: Disclosure): DisclosureRead {
  const read = sections.map(({ title, text }) => ({ title, text: filled(text, profile) }));
  return { version, digest: digest(read), sections: read };
}

/** What may stand in braces in a text, and what it is in a province. */
export const blanks = {
  union: ({ union }: Figures) => union,
  officeName: ({ notice }: Figures) => notice.officeName,
  officePhone: ({ notice }: Figures) => notice.officePhone,
  noticeWorkingDays: ({ notice }: Figures) => notice.workingDays,
  leftYears: ({ retention }: Figures) => retention.leftYears,
  rejectedYears: ({ retention }: Figures) => retention.rejectedYears,
  withdrawnYears: ({ retention }: Figures) => retention.withdrawnYears,
} as const;

/** The words in braces of a text. */
export const blanksIn = (text: string): string[] => [...text.matchAll(/\{(\w*)\}/g)].map(([, name]) => name as string);

function filled(text: string, profile: Figures): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(blanks, name) ? String(blanks[name as keyof typeof blanks](profile)) : whole,
  );
}
