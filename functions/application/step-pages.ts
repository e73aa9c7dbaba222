import { applicationStandings, isOpenApplication, type Said } from '../../shared/application/application.ts';
import { contentFaults, mostPapers } from '../../shared/application/content.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { disclosureOn, disclosureRead } from '../../shared/consent/disclosure.ts';
import { paperKinds } from '../../shared/contract/bodies/application.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { postedFields } from '../../shared/http/request.ts';
import type { Call, Operations } from '../../shared/http/serve.ts';
import { goTo } from '../../shared/pages/apply-start-pages.ts';
import {
  checkPage,
  consentPage,
  dropPage,
  handedInPage,
  type ProgressView,
  papersPage,
  progressPage,
  stepPage,
  uploadPage,
} from '../../shared/pages/apply-step-pages.ts';
import type { PageAnswer } from '../../shared/pages/page.ts';
import type { Faults } from '../../shared/pages/views.ts';
import { againWhenMet } from '../../shared/registry/again.ts';
import type { StoredApplication } from '../../shared/registry/applications.ts';
import type { App } from '../../shared/services/app.ts';
import { publisher, unions } from '../../shared/services/services.ts';
import { badCharacter } from '../../shared/text/characters.ts';
import { fileShown } from './file-page.ts';
import { answerQuestion, correctOwn, handIn, ownOne, saveContent, withdrawOwn } from './own.ts';
import { closedPage, notFoundPage, sessionIn } from './pages.ts';
import { addPaper, papersOf, removePaper, sentPapers } from './papers.ts';
import { progressOf } from './progress.ts';
import { answersOf, type StepName, schemaFaultsOf, stepAsking, stepNames, stepOf, stepsOf } from './steps.ts';

type StepCall = Pick<Call<'applyStepPage'>, 'event' | 'params' | 'query' | 'now'>;
type Posted = Record<string, string>;

export const stepPages = (app: App): Operations<'applyStepPage' | 'saveStepByPage'> => ({
  applyStepPage: {
    handle: (call) =>
      call.params.step === 'file' ? fileShown(app, call) : opened(app, call, (found) => shown(app, found, call)),
  },

  saveStepByPage: {
    handle: (call) => {
      const posted = postedFields(call.event);
      if (call.params.step === 'file') return fileShown(app, call, posted);
      return opened(app, call, () => againWhenMet(async () => done(app, await own(app, call), call, posted)), true);
    },
  },
});

const own = async (app: App, { event, params, now }: StepCall): Promise<StoredApplication> => {
  const session = await sessionIn(app, event, now);
  if (!session) throw new Problem(1361);
  return ownOne(app, session, params.id);
};

async function opened(
  app: App,
  call: StepCall,
  work: (found: StoredApplication) => Promise<PageAnswer>,
  posted = false,
): Promise<PageAnswer> {
  try {
    return await work(await own(app, call));
  } catch (error) {
    if (error instanceof Problem && error.code === 1361) return closedPage(app, '../../', posted);
    if (error instanceof Problem && error.code === 1363) return notFoundPage(app);
    throw error;
  }
}

const isStep = (name: string): name is StepName => (stepNames as string[]).includes(name);

/** Steps, then papers, then the two that hand it in. */
const placeOf = (found: StoredApplication, step: string): number => {
  const asked: string[] = [...stepsOf(found.file.content), 'papers', 'check'];
  return asked.indexOf(step) + 1;
};

/** The first step that is not answered yet. */
function whereLeft({ file }: StoredApplication): string {
  const [first] = contentFaults(file.content);
  return first === undefined ? 'papers' : stepAsking(first.pointer);
}

async function shown(app: App, found: StoredApplication, call: StepCall): Promise<PageAnswer> {
  const { step } = call.params;
  // Once it is handed in there is nothing more to fill in, and before there is nothing to follow.
  const isDraft = found.state.standing === 'draft';
  if (step === 'progress') return isDraft ? goTo(whereLeft(found)) : progress(app, found, call.now);
  if (!isDraft) return goTo('progress');
  if (isStep(step)) return asked(app, found, step, {}, {});
  if (step === 'papers') return papers(app, found, call);
  if (step === 'check') {
    const faults = contentFaults(found.file.content);
    const missing = faults.map(({ pointer, message }) => ({ message, step: stepAsking(pointer) }));
    return checkPage({ publisher: publisher(app), answers: await answersOf(app, found.file.content), missing });
  }
  if (step === 'consent') return consent(app, found, {}, call.now);
  return notFoundPage(app);
}

async function done(app: App, found: StoredApplication, call: StepCall, posted: Posted): Promise<PageAnswer> {
  const { step } = call.params;
  const isDraft = found.state.standing === 'draft';
  if (step === 'progress') return isDraft ? goTo(whereLeft(found)) : said(app, found, posted, call);
  if (step === 'consent') return handedIn(app, found, posted, call.now);
  if (!isDraft) return goTo('progress');
  if (isStep(step)) return saved(app, found, step, posted);
  if (step === 'papers')
    return call.query.drop === undefined
      ? photographed(app, found, posted, call)
      : dropped(app, found, call.query.drop, call.now);
  return notFoundPage(app);
}

async function asked(
  app: App,
  found: StoredApplication,
  step: StepName,
  posted: Posted,
  faults: Faults<string>,
  leaves = false,
): Promise<PageAnswer> {
  const { content } = found.file;
  const { title, says, fields } = stepOf(step);
  const view = {
    ...{ publisher: publisher(app), title, position: placeOf(found, step), faults },
    ...(says === undefined ? {} : { says }),
    fields: await fields(app, content, posted),
    back: beside(found, step, -1) ?? null,
    leaves,
  };
  return stepPage(view, Object.keys(faults).length > 0 ? 422 : 200);
}

/** The step before or after, as the answers ask for them; undefined beyond either end. */
const beside = ({ file }: StoredApplication, step: StepName, by: -1 | 1): StepName | undefined => {
  const order = stepsOf(file.content);
  return order[order.indexOf(step) + by];
};

/**
 * Stored with each step: what stands there that is wrong is said, and what was typed stays. So it is for whoever goes back
 * or stops, as far as it can be stored: a page on which they have changed nothing is left as it is.
 */
async function saved(
  app: App,
  found: StoredApplication,
  step: StepName,
  { leave, ...posted }: Posted,
): Promise<PageAnswer> {
  const leaves = leave === 'back' || leave === 'stop';
  const onward = (at: StoredApplication): PageAnswer =>
    goTo(leave === 'stop' ? '../../apply' : (beside(at, step, leave === 'back' ? -1 : 1) ?? 'papers'));
  if (leaves && (await isUntouched(app, found, step, posted))) return onward(found);
  const { content, faults } = stepOf(step).read(app, posted, found.file.content);
  const first = Object.keys(posted)[0] ?? '';
  const schema = Object.keys(faults).length === 0 ? schemaFaultsOf(content, step) : undefined;
  const all: Faults<string> = { ...faults, ...(schema === undefined ? {} : { [first]: schema }) };
  if (Object.keys(all).length > 0) return asked(app, found, step, posted, all, leaves);
  // What is missing or does not fit is asked for again before it is handed in: whoever leaves need not have it at hand.
  const before = leaves ? [] : contentFaults(content).filter(({ pointer }) => stepAsking(pointer) === step);
  if (before.length > 0) {
    const of = fieldsAt(before, step);
    return asked(app, found, step, posted, of, leaves);
  }
  return onward(await saveContent(app, found, content));
}

/** The page with what was posted is the page with what is stored. */
async function isUntouched(app: App, { file }: StoredApplication, step: StepName, posted: Posted): Promise<boolean> {
  const { fields } = stepOf(step);
  const [typed, stored] = await Promise.all([fields(app, file.content, posted), fields(app, file.content, {})]);
  return JSON.stringify(typed) === JSON.stringify(stored);
}

/** Faults of the content by the names of a step's fields. */
function fieldsAt(faults: ReturnType<typeof contentFaults>, step: StepName): Faults<string> {
  return Object.fromEntries(
    faults.map(({ pointer, message }) => {
      const [, section = '', index, field] = pointer.split('/');
      if (section === 'members') return [`${field}-${Number(index) + 1}`, message];
      return [step === 'who' ? 'by' : (index ?? section), message];
    }),
  );
}

const states = { awaiting: '正在检查', accepted: '收下了', refused: '没有收下' } as const;
/** What was asked for and never sent is not shown for long. */
const AWAITED_MS = 10 * 60_000;

async function papers(app: App, found: StoredApplication, call: StepCall, fault?: string): Promise<PageAnswer> {
  const all = await sentPapers(app, found.state.id, call.now);
  const { drop, key } = call.query;
  const toDrop = drop === undefined ? undefined : all.find(({ id }) => id === drop);
  if (toDrop) return dropPage({ publisher: publisher(app), kind: toDrop.kind });
  const live = all.filter(
    ({ status, at }) => status !== 'awaiting' || call.now.getTime() - Date.parse(at) < AWAITED_MS,
  );
  return papersPage({
    ...{ publisher: publisher(app), position: placeOf(found, 'papers'), kinds: paperKinds },
    papers: live.map(({ id, kind, status, why }) => ({
      ...{ id, kind, mayDrop: status !== 'awaiting' },
      state: why === null ? states[status] : `${states[status]}：${why}`,
    })),
    more: live.length < mostPapers,
    waits: key !== undefined && live.some(({ id, status }) => status === 'awaiting' && key.endsWith(id)),
    ...(fault === undefined ? {} : { fault }),
  });
}

async function photographed(
  app: App,
  found: StoredApplication,
  { kind = '' }: Posted,
  call: StepCall,
): Promise<PageAnswer> {
  if (!(paperKinds as readonly string[]).includes(kind)) return papers(app, found, call, '请选择是什么材料');
  const base = app.setting('PUBLIC_BASE_URL').replace(/\/$/, '');
  const back = `${base}/apply/${found.state.id}/papers`;
  try {
    const { url, fields } = await addPaper(app, found, { kind, back, event: call.event, now: call.now });
    return uploadPage({ publisher: publisher(app), kind, url, fields });
  } catch (error) {
    if (!(error instanceof Problem && [1010, 1701].includes(error.code))) throw error;
    return papers(app, found, call, error.said);
  }
}

/** Gone already is gone. */
async function dropped(app: App, found: StoredApplication, paper: string, now: Date): Promise<PageAnswer> {
  try {
    await removePaper(app, found, paper, now);
  } catch (error) {
    if (!(error instanceof Problem && error.code === 1401)) throw error;
  }
  return goTo('papers');
}

function consent(app: App, { file }: StoredApplication, faults: Faults<'agreed' | 'sensitive'>, now: Date): PageAnswer {
  const { sections, version, digest } = disclosureRead(app.profile, disclosureOn(app.profile, dateInShanghai(now)));
  const view = {
    publisher: publisher(app),
    sections,
    version,
    digest,
    forAnother: file.content.by === 'other',
    faults,
  };
  return consentPage(view, Object.keys(faults).length > 0 ? 422 : 200);
}

async function handedIn(app: App, found: StoredApplication, posted: Posted, now: Date): Promise<PageAnswer> {
  const isDraft = found.state.standing === 'draft';
  if (isDraft && contentFaults(found.file.content).length > 0) return goTo('check');
  const faults = {
    ...(posted.agreed === 'yes' ? {} : { agreed: '看过以后，请选同意；不同意的不能提交，请打电话' }),
    ...(posted.sensitive === 'yes' ? {} : { sensitive: '敏感的信息要您另外同意' }),
  };
  if (isDraft && Object.keys(faults).length > 0) return consent(app, found, faults, now);
  try {
    const { version = '', digest = '' } = posted;
    const { receipt, union, until } = await handIn(app, found, { disclosure: version, digest }, now);
    return handedInPage({ publisher: publisher(app), receipt, union, until });
  } catch (error) {
    if (error instanceof Problem && error.code === 1362) return goTo('progress');
    if (!(error instanceof Problem && error.code === 1004)) throw error;
    // Another edition, or a place or a union that is no more: each is said where it is mended.
    const [fault] = error.faults;
    if (fault?.pointer === '/division' || fault?.pointer === '/union') {
      return asked(app, found, stepAsking(fault.pointer), {}, { [fault.pointer.slice(1)]: fault.message });
    }
    return consent(app, found, { agreed: fault?.message ?? error.said }, now);
  }
}

const who: Record<Said['kind'], string> = {
  question: '工会问',
  answer: '您答',
  refusal: '工会答复',
  withdrawal: '您撤回',
};

async function progress(
  app: App,
  found: StoredApplication,
  now: Date,
  more: Pick<Partial<ProgressView>, 'done' | 'faults' | 'entry'> = {},
): Promise<PageAnswer> {
  const { state, file } = found;
  const { standing } = state;
  const view: ProgressView = {
    ...{ publisher: publisher(app), standing: applicationStandings[standing], inWords: await progressOf(app, state) },
    receipt: file.receipt,
    union: state.orgPath === null ? null : await unions(app).name(state.orgPath),
    said: file.said.map(({ kind, on, text }) => ({ who: who[kind], on, text })),
    papers: (await papersOf(app, state.id, now))
      .filter(({ status }) => status !== 'awaiting')
      .map(({ kind, status, why }) => ({ kind, state: why === null ? states[status] : `${states[status]}：${why}` })),
    form:
      standing === 'asked'
        ? 'answer'
        : standing === 'takenOver'
          ? 'correction'
          : isOpenApplication(state)
            ? 'withdrawal'
            : null,
    entry: '',
    faults: {},
    ...more,
  };
  return progressPage(view, Object.keys(view.faults).length > 0 ? 422 : 200);
}

/** What the form of the page says, as it stood when it was read. */
async function said(app: App, found: StoredApplication, posted: Posted, { event, now }: StepCall): Promise<PageAnswer> {
  const shownBy = (await sessionIn(app, event, now))?.shownBy;
  const text = (posted.text ?? '').trim();
  const again = (fault: string) => progress(app, found, now, { entry: text, faults: { text: fault } });
  if (text.length > 1000) return again(`最多 1000 字，现有 ${text.length} 字`);
  if (badCharacter(text, 'text') !== undefined) return again('含有不能使用的符号，请改写');
  if (text === '' && posted.form !== 'withdrawal') return again('请写几句');
  try {
    if (posted.form === 'answer') {
      return progress(app, await answerQuestion(app, found, { text, shownBy }, now), now, { done: '已经交给工会。' });
    }
    if (posted.form === 'withdrawal') {
      return progress(app, await withdrawOwn(app, found, { reason: text || undefined, shownBy }, now), now, {
        done: '已经撤回。',
      });
    }
    await correctOwn(app, found, { statement: text, shownBy }, now);
    return progress(app, found, now, { done: '已经交给工会，核对以后答复您。' });
  } catch (error) {
    if (!(error instanceof Problem && [1302, 1362].includes(error.code))) throw error;
    return again(error.said);
  }
}
