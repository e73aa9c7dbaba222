import { dateInShanghai } from '../../../shared/calendar/dates.ts';
import type { DossierDetail } from '../../../shared/contract/dossier-detail.ts';
import { stageTitles, surveyOutcomeTitles } from '../../../shared/contract/titles.ts';
import type { BodyOf } from '../../../shared/contract/types.ts';
import { withoutUnseen } from '../../../shared/text/characters.ts';
import { namesTyped } from '../../../shared/text/names.ts';
import { newKey } from './random.ts';
import * as sealed from './sealed-files.ts';

type Body = BodyOf<'recordSurvey'>;

/** One household to be visited, as it lies sealed on this phone: what is needed at the door, and no more. */
export interface Visit {
  /** Of this phone alone. */
  id: string;
  dossier: string;
  /** ISO instant at which it was taken along. */
  takenAt: string;
  household: { name: string; address: string; telephone: string; union: string; people: number };
  /** What was seen of the dossier: an answer to another one is not taken. */
  seen: { matter: number; form: number };
  questions: DossierQuestions;
  typed: Typed;
  photos: Photo[];
  standing: Standing;
  /** Idempotency-Key under which it is recorded; another one for another content. */
  key: string;
}
type DossierQuestions = NonNullable<DossierDetail['assessment']>['surveyQuestions'];

interface Typed {
  surveyedOn: string;
  /** As written: names with 、 between them. */
  surveyors: string;
  outcome: Body['outcome'] | '';
  opinion: string;
  answers: Record<string, boolean>;
}

export interface Photo {
  /** Of its sealed file. */
  name: string;
  /** 附件类型 */
  kind: string;
  title: string;
  /** Under which the upload is asked for. */
  key: string;
  /** What the API promised; a file that got no answer is put by the same form once more. */
  promised: { attachment: string; url: string; fields: Record<string, string>; expiresAt: string } | null;
  sent: boolean;
}

/** open: being filled in; waiting: to be sent, since when; refused: what the API said; sent: recorded, and only this is left. */
type Standing =
  | { is: 'open' }
  | { is: 'waiting'; since: string }
  | { is: 'refused'; said: string; changed: boolean }
  | { is: 'sent'; at: string };

/** What stays of a visit that was recorded. */
export type Receipt = Pick<Visit, 'id' | 'dossier'> & { maskedName: string; standing: { is: 'sent'; at: string } };

/** Receipts are kept so long, milliseconds. */
const RECEIPT = 7 * 24 * 3_600_000;

/** What the people visited wrote with a finger. */
export const signature = { kind: '入户调查签字', title: '被调查人签字' } as const;

/** Kinds that a photo taken at a visit may be of, those of the code list. */
export const photoKinds = [
  '入户调查照片',
  '户口本复印件',
  '诊断证明复印件',
  '医院单据',
  '残疾证复印件',
  '低保证明',
  '收入证明',
  '学籍或录取证明',
  '灾害或事故证明',
  signature.kind,
  '其他',
] as const;

/** Why a household cannot be visited as it is now; undefined when it can. */
export function noVisit({ matter, form, submittedForm, statusTitle }: DossierDetail): string | undefined {
  if (matter.outcome !== null || matter.stage !== 'survey') {
    const now = matter.outcome === null ? stageTitles[matter.stage] : statusTitle;
    return `这一户现在不在入户调查这一步（现在：${now}）。`;
  }
  return (submittedForm ?? form) ? undefined : '这一户还没有档案表。';
}

/** What of a dossier is taken along. */
export function seenOf({
  union,
  matter,
  form,
  submittedForm,
  assessment,
}: DossierDetail): Pick<Visit, 'household' | 'seen' | 'questions'> {
  const { number = 0, content = {} } = submittedForm ?? form ?? {};
  const worker = content.worker ?? {};
  return {
    household: {
      name: worker.name ?? '',
      address: worker.homeAddress ?? '',
      telephone: worker.mobile ?? worker.otherContact ?? '',
      union,
      people: 1 + (content.members?.length ?? 0),
    },
    seen: { matter: matter.matter, form: number },
    questions: assessment?.surveyQuestions ?? [],
  };
}

/** A household that is taken along, nothing filled in. */
export async function visitOf(detail: DossierDetail, surveyor: string, now: Date): Promise<Visit> {
  return {
    id: await newKey(),
    dossier: detail.id,
    takenAt: now.toISOString(),
    ...seenOf(detail),
    typed: { surveyedOn: dateInShanghai(now), surveyors: surveyor, outcome: '', opinion: '', answers: {} },
    photos: [],
    standing: { is: 'open' },
    key: await newKey(),
  };
}

export interface Fault {
  field: 'surveyedOn' | 'surveyors' | 'outcome' | 'opinion' | 'answers' | 'photos';
  message: string;
}

/** What keeps a visit from being sent. */
export function faultsOf({ typed, questions }: Visit, today: string): Fault[] {
  const { surveyedOn, surveyors, outcome, opinion, answers } = typed;
  const { names, unclear } = namesTyped(surveyors);
  const faults: (Fault | false)[] = [
    surveyedOn > today && { field: 'surveyedOn', message: `入户日期不能晚于今天（${today}）。` },
    names.length === 0 && { field: 'surveyors', message: '请写调查人的姓名。' },
    unclear !== null && { field: 'surveyors', message: `${unclear}。` },
    outcome === '' && { field: 'outcome', message: '请选一个结论。' },
    opinion.trim() === '' && { field: 'opinion', message: '请写看到了什么，与档案表是否一致。' },
    outcome === 'confirmed' &&
      questions.some(({ asks }) => answers[asks] === undefined) && { field: 'answers', message: '请逐项回答。' },
  ];
  return faults.filter((each) => each !== false);
}

/** What is recorded of a visit that has no faults. */
export function bodyOf({ seen, typed }: Visit): Body {
  const { surveyedOn, surveyors, outcome, opinion, answers } = typed;
  if (outcome === '') throw new Error('nothing was found');
  return {
    ...seen,
    surveyedOn,
    surveyors: namesTyped(surveyors).names,
    outcome,
    opinion: withoutUnseen(opinion).trim(),
    answers,
  };
}

export const outcomes = Object.entries(surveyOutcomeTitles) as [Body['outcome'], string][];

const VISIT = 'visit-';

/** Everything on this phone, those first taken first. Receipts of more than a week ago go. */
export function all(now: Date): { visits: Visit[]; receipts: Receipt[] } {
  const found = sealed.names().filter((name) => name.startsWith(VISIT));
  const records = found.flatMap((name) => sealed.readJson<Visit | Receipt>(name) ?? []);
  const receipts = records.filter((each): each is Receipt => each.standing.is === 'sent');
  for (const { id, standing } of receipts) {
    removePhotos(id);
    if (now.getTime() - Date.parse(standing.at) > RECEIPT) sealed.remove(VISIT + id);
  }
  const visits = records.filter((each): each is Visit => each.standing.is !== 'sent');
  return {
    visits: visits.map(withPhotos).sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1)),
    receipts: receipts.sort((a, b) => (a.standing.at < b.standing.at ? 1 : -1)),
  };
}

/** @throws Locked */
export function find(id: string): Visit | undefined {
  const visit = sealed.readJson<Visit>(VISIT + id);
  return visit && visit.standing.is !== 'sent' ? withPhotos(visit) : undefined;
}

let writing: Promise<unknown> = Promise.resolve();

/** Seals it, after whatever is being written; the last to ask is the one that stays. */
export function save(visit: Visit | Receipt): Promise<void> {
  const copy = JSON.parse(JSON.stringify(visit)) as Visit;
  const next = writing.then(() => sealed.writeJson(VISIT + copy.id, copy));
  writing = next.catch(() => undefined);
  return next;
}

/** A photo's file is whole before anything speaks of it. */
export async function addPhoto(visit: Visit, content: Uint8Array, as: Partial<Photo> = {}): Promise<Visit> {
  const name = `photo-${visit.id}-${await newKey()}`;
  await sealed.write(name, content);
  const next = withPhotos({
    ...visit,
    photos: [...visit.photos, { ...(await photoOf(name, visit.photos.length)), ...as }],
  });
  await save(next);
  return next;
}

export async function removePhoto(visit: Visit, name: string): Promise<Visit> {
  const next = { ...visit, photos: visit.photos.filter((photo) => photo.name !== name) };
  sealed.remove(name);
  await save(next);
  return next;
}

export function photoIn(name: string): Uint8Array | undefined {
  return sealed.read(name);
}

/** The visit, and all its photos, are gone from this phone. */
export function discard({ id }: Visit): void {
  removePhotos(id);
  sealed.remove(VISIT + id);
}

/** Recorded: what is left says to whom, and when; first that, so that nothing is sent twice, then the photos go. */
export async function done(visit: Visit, at: string): Promise<void> {
  const { id, dossier, household } = visit;
  const maskedName = `${household.name.slice(0, 1)}**`;
  await save({ id, dossier, maskedName, standing: { is: 'sent', at } });
  removePhotos(id);
}

function removePhotos(visit: string): void {
  for (const name of sealed.names()) if (name.startsWith(`photo-${visit}-`)) sealed.remove(name);
}

const photoOf = async (name: string, count: number): Promise<Photo> => ({
  name,
  kind: photoKinds[0],
  title: `入户照片${count + 1}`,
  key: await newKey(),
  promised: null,
  sent: false,
});

/** A photo that was taken just before the phone stopped has a file, and no line yet: it is not lost. */
function withPhotos(visit: Visit): Visit {
  const listed = new Set(visit.photos.map(({ name }) => name));
  const lost = sealed.names().filter((name) => name.startsWith(`photo-${visit.id}-`) && !listed.has(name));
  const found = lost.map((name, i) => ({
    name,
    kind: photoKinds[0],
    title: `入户照片${visit.photos.length + i + 1}`,
    // As good as any: nobody else knows the name of the file.
    key: name.slice(-22),
    promised: null,
    sent: false,
  }));
  return found.length === 0 ? visit : { ...visit, photos: [...visit.photos, ...found] };
}
