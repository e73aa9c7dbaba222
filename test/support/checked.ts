import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { authorizationPaper } from '../../shared/checking/authorization.ts';
import type { CheckSource } from '../../shared/checking/sources.ts';
import { ageOf, peopleOf } from '../../shared/consent/consent.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { forms } from '../../shared/services/services.ts';
import type { SignedIn } from './api-event.ts';
import { county, type Journey, people, told } from './journey.ts';
import { type MemoryApp, memoryApp } from './memory/app.ts';

const { profile } = memoryApp();

/** A province that deliberates and checks with two offices before a notice. */
export const checkedProfile: ProvinceProfile = {
  ...profile,
  courses: {
    ...profile.courses,
    registration: ['assessment', 'survey', 'deliberation', 'checking', 'notice', 'approval'],
  },
  checking: { ...profile.checking, sources: ['vehicles', 'property'] },
};

/** 评议: three people agree. */
export async function deliberated(journey: Journey, more: object = {}, as: SignedIn = people.registrar): Promise<void> {
  const minutes = await journey.attached('评议记录', '评议记录', as);
  const present = ['陈志远', '罗春燕', '杨国栋'].map((name) => ({ name, post: '工会委员' }));
  const { matter } = (await journey.state()).matter;
  await told(journey.app, 'recordDeliberation', {
    as,
    params: { id: journey.id },
    body: {
      ...{ matter, heldOn: dateInShanghai(journey.app.now()), place: '三楼会议室', present },
      ...{ votes: { for: 3, against: 0, abstain: 0 }, opinion: '情况属实。', keptBy: '罗春燕', minutes, ...more },
    },
  });
}

/** Everybody of age has signed to be checked. */
export async function authorized(journey: Journey, as: SignedIn = people.registrar): Promise<void> {
  const { app, id } = journey;
  const paper = await journey.attached(authorizationPaper, '授权书', as);
  const { matter } = await journey.state();
  const form = await forms(app).getSubmitted(id, matter.form ?? 1);
  const today = dateInShanghai(app.now());
  const adults = peopleOf(form).filter(({ person }) => (ageOf(person, today) ?? 18) >= 18);
  const authorizations = adults.map(({ pointer: person }) => ({ person, on: today, paper }));
  const body = { matter: matter.matter, authorizations };
  await told(app, 'authorizeCheck', { as, params: { id }, body });
}

/** A batch for an office, of the county or of a union of it. */
export async function batchOf(
  app: MemoryApp,
  source: CheckSource,
  orgPath = county,
  as: SignedIn = people.reviewer,
): Promise<string> {
  const body = { orgPath, source };
  const { check } = await told<AnswerOf<'prepareCheck'>>(app, 'prepareCheck', { as, body });
  if (check === null) throw new Error('nobody waits');
  return check;
}

/** The file is taken out and handed over; answers its rows. */
export async function handedOver(app: MemoryApp, check: string, as: SignedIn = people.reviewer): Promise<string[]> {
  const call = { as, params: { check } };
  const { file, digest } = await told<AnswerOf<'exportCheck'>>(app, 'exportCheck', {
    ...call,
    body: { reason: '送核对' },
  });
  const body = { digest, on: dateInShanghai(app.now()), office: '车管所', number: '118' };
  await told(app, 'handOverCheck', { ...call, body });
  return Buffer.from(file as string, 'base64')
    .toString()
    .trim()
    .split('\r\n')
    .slice(1);
}

/** What an office answers to the rows of a file: all as they are, but for those of these households. */
export function answersTo(rows: readonly string[], but: Record<number, [result: string, difference: string]> = {}) {
  return rows.map((line) => {
    const [batch, row, household, , idNumber = ''] = line.split(',');
    const [result, difference] = but[Number(household)] ?? ['一致', ''];
    return [batch, row, idNumber.trim().slice(-4), result, difference].join(',');
  });
}
