import * as z from 'zod/mini';
import { addMonths } from '../calendar/dates.ts';
import { contains, orgPathShape } from '../organisation/org-path.ts';
import { Sealed } from '../sealing/sealed.ts';
import { Basis } from '../standards/basis.ts';
import { type Tier, tiers } from '../standards/tiers.ts';
import type { ActionOf } from './actions.ts';
import { deed, isoDate, type Refusal } from './deed.ts';
import { FoundDuplicate } from './duplicate-deeds.ts';
import { withFound } from './duplicate-state.ts';
import { concluded, newMatter } from './matter.ts';
import { dossierNumberShape } from './transcript.ts';

/** From which table a dossier was taken over: of the file the SHA-256, and the row on which its worker stands. */
const source = {
  transcript: z.string(),
  file: z.string(),
  row: z.int().check(z.minimum(1)),
  /** 谁报的；记这一条的人是确认的 */
  preparedBy: z.string(),
};

/** The one assessment that the taking over made. */
const occasion = '1-1';

/**
 * 旧档转入: a household that was on file before there was this system is on file in it, under its own number and date. The
 * standards are asked, so that whoever reads it learns what they say; they take nobody off: that is for its first review.
 */
export const transcribe = deed('transcribe', {
  title: '旧档转入',
  says: {
    orgPath: z.string().check(z.regex(orgPathShape)),
    /** 第 1 份档案表所存内容的 SHA-256 */
    digest: z.string(),
    dossierNumber: z.string(),
    category: z.string(),
    tier: z.enum(tiers),
    /** 旧档上的建档日期 */
    registeredOn: isoDate,
    nextReviewOn: isoDate,
    /** 转入那天按标准认定的，供人看；不符合的也在册 */
    basis: Basis,
    assessed: z.strictObject({
      outcome: z.enum(['eligible', 'ineligible', 'excluded']),
      category: z.nullable(z.string()),
      tier: z.nullable(z.enum(tiers)),
      record: Sealed,
    }),
    found: z.array(FoundDuplicate),
    source: z.strictObject(source),
  },
  place: 'nowhere',
  evolve: (state, { dossierNumber, category, tier, registeredOn, nextReviewOn, basis, found, ...said }, { on }) => {
    const { record: _, ...asked } = said.assessed;
    const assessment = { ...asked, occasion, version: state.version, form: 1, reason: null };
    const matter = newMatter(
      { matter: 1, kind: 'registration', course: ['form', 'conclusion'], since: on },
      {
        ...{ run: 1, stage: 'conclusion', form: 1, submittedOn: on, basis, assessment },
        registrars: [said.source.preparedBy],
      },
    );
    return {
      standing: 'onFile',
      form: 1,
      matter: concluded(matter, 'registered'),
      inForce: { matter: 1, form: 1, basis, assessment },
      registration: { dossierNumber, category, tier, registeredOn },
      nextReviewOn,
      transcribed: { ...said.source, on },
      duplicates: withFound(state, found),
    };
  },
});

export type Transcribed = z.infer<z.ZodMiniObject<typeof source>> & { on: string };

/** What an old dossier says of itself, beside its form. `registeredOn`: an ISO date. */
export interface OldRegistration {
  orgPath: string;
  dossierNumber: string;
  category: string;
  tier: Tier;
  registeredOn: string;
}

export function decideTranscription(
  { code, everyMonths }: { code: string; everyMonths: number },
  old: OldRegistration,
  facts: Pick<ActionOf<'transcribe'>, 'digest' | 'basis' | 'assessed' | 'found' | 'source'>,
  today: string,
): ActionOf<'transcribe'> | Refusal {
  if (!contains(code, old.orgPath)) return { refused: '这里只受理本省的档案', code: 1502 };
  const nextReviewOn = firstReview(old.registeredOn, everyMonths, today);
  return { type: 'transcribe', ...old, nextReviewOn, ...facts };
}

/**
 * When a household that was taken over is looked at first: the next day on which it would have been, counted from the day
 * on which it came on file. So a county's old dossiers are not all due in one night, and each is within the term.
 */
export function firstReview(registeredOn: string, everyMonths: number, today: string): string {
  for (let times = 1; ; times++) {
    const due = addMonths(registeredOn, times * everyMonths);
    if (due > today) return due;
  }
}

/**
 * Why an old dossier cannot keep its number, as a Chinese sentence; undefined when it can. One that looks as those of
 * this system, of this year or a later one, would be given once more.
 */
export function numberFault(dossierNumber: string, today: string): string | undefined {
  if (!dossierNumberShape.test(dossierNumber))
    return '职工编号是 1 至 40 个汉字、字母、数字或 - / . _ 括号，中间没有空格';
  const [, year] = /^\d{6}(\d{4})\d{5,}$/.exec(dossierNumber) ?? [];
  return year !== undefined && year >= today.slice(0, 4)
    ? `${year} 年这个样子的职工编号由本系统来给，会给重：请写旧档自己的编号，或在前面加字母`
    : undefined;
}
