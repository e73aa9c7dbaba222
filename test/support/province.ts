import { rmSync } from 'node:fs';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import type { DossierDetail } from '../../shared/contract/dossier-detail.ts';
import type { Form } from '../../shared/form/form.ts';
import type { ApplicationKind } from '../../shared/matters/course.ts';
import { codedLink, type Mail, RunningSystem, type StaffClient } from '../../tools/client.ts';
import { registerDirectory } from '../../tools/registered.ts';
import type { AnchorStore } from '../../tools/verify/anchored.ts';
import { household, maskedNameOf } from './household.ts';
import { MemoryGround } from './memory/place.ts';
import type { Place, Registry } from './place.ts';

export const yunnan = '530000';
/** The county whose staff deals with a province's households. */
const counties: Record<string, string> = { '530000': '530102', '370000': '370203' };
/** A Monday morning in Kunming, months before the calendar of working days ends. */
export const beginning = '2026-09-07T01:00:00Z';

export const registrar = 'registrar-530102-1';
export const surveyor = 'surveyor-530102-1';
export const reviewer = 'reviewer-530102-1';
export const approverMail = 'approver-530102@union.example.com';

/** How far a dossier can be walked, in order; `planMade` waits for the worker's signature, `signed` has its cards. */
const stages = ['draft', 'surveying', 'underNotice', 'awaitingApproval', 'registered', 'planMade', 'signed'] as const;
export type Stage = (typeof stages)[number];

/** A household of a test, and its dossier. */
export interface Household {
  id: string;
  form: Form;
  /** As lists, notices and mails show the worker; no other household of the province has the same. */
  maskedName: string;
  /** Where the link to sign the plan goes. */
  workerMail: string;
}

export interface Link {
  url: string;
  code: string;
}

const visit = { surveyors: ['毕晓峰'], opinion: '情况属实', answers: { sixMonthsBelowLine: true } };
export const plan = {
  assistingOrganization: '五华区总工会',
  officer: { name: '段志远', post: '干部', contact: '0871-63100001' },
  liaison: { name: '方玉梅', post: '主席', contact: '0871-63100002' },
  needs: '想在附近找一份工作',
  priorityGroup: '收入或生活水平低于低保线而未纳入低保',
  supportTracks: ['就业创业发展'],
  programs: ['阳光就业计划'],
  measures: ['介绍就业'],
  dueMonth: '2027-12',
  signatureThrough: 'worker' as const,
};

/** What a test may want otherwise than the rest. */
export interface ProvinceSettings {
  code?: string;
  /** Instant at which the province's clock begins. */
  at?: string;
}

/**
 * Starts a province in this process, 530000 unless told otherwise, at 2026-09-07T01:00:00Z, its directory registered.
 * The caller ends it: `afterAll(() => province.stop())`.
 */
export async function provinceInMemory(settings: ProvinceSettings = {}): Promise<Province> {
  const { code = yunnan, at = beginning } = settings;
  return provinceOn(new MemoryGround(code, at), code);
}

/** The same, on a ground of one's own, of which more can be seen than of a province. */
export async function provinceOn(ground: MemoryGround, code: string): Promise<Province> {
  const province = new Province(code, () => ground.open());
  await province.start();
  await registerDirectory(province.system, code);
  return province;
}

/** A province that runs for one test file, reached by requests only, and the households that its tests walk through it. */
export class Province {
  readonly code: string;
  private readonly open: () => Promise<Place>;
  private place: Place | undefined;
  private running: RunningSystem | undefined;
  /** Where its place keeps what outlives a crash. */
  data = '';
  private households = 0;
  private readonly county: string;

  /** @param open makes the place in which it runs, on what an earlier one has left, if there was one */
  constructor(code: string, open: () => Promise<Place>) {
    this.code = code;
    this.open = open;
    this.county = counties[code] ?? code;
  }

  get system(): RunningSystem {
    if (!this.running) throw new Error(`${this.code} is not running`);
    return this.running;
  }

  get addresses(): Place {
    if (!this.place) throw new Error(`${this.code} is not running`);
    return this.place;
  }

  async start(): Promise<void> {
    this.place = await this.open();
    this.data = this.place.data;
    this.running = new RunningSystem(this.place, this.place.fetch);
  }

  /** `kill -9`, in the middle of whatever it does. `start` brings it up again on the same data. */
  async crash(): Promise<void> {
    await this.place?.kill9();
    this.ended();
  }

  /** Ends it in order and throws its data away. */
  async stop(): Promise<void> {
    await this.place?.stop();
    this.ended();
    rmSync(this.data, { recursive: true, force: true });
  }

  /** The table past every function. */
  registry(): Promise<Registry> {
    return this.addresses.registry();
  }

  /** What lies under Object Lock, past every function. */
  anchors(): Promise<AnchorStore> {
    return this.addresses.anchors();
  }

  /** The next household that no test has used, not yet known to the province. */
  nextForm(): Form {
    return household(this.households++);
  }

  async view({ id }: Household): Promise<DossierDetail> {
    return this.staff('registrar').dossier(id);
  }

  /** The workflow's executions for a dossier, as the local cloud knows them. */
  async executionsOf({ id }: Household): Promise<{ name: string; status: string }[]> {
    const response = await this.system.fetch(`${this.addresses.local}/_local/executions.json`);
    const all = (await response.json()) as { name: string; status: string }[];
    return all.filter(({ name }) => name.startsWith(id));
  }

  /** One dossier at a stage. Stages from `awaitingApproval` on leap over the notice's days: see `dossiersIn`. */
  async dossierIn(stage: Stage, form: Form = this.nextForm()): Promise<Household> {
    return (await this.dossiersIn(stage, 1, [form]))[0] as Household;
  }

  /**
   * Several dossiers at a stage. All are on notice together, so that the clock leaps once, by about a week: calendars
   * end, and other dossiers' deadlines pass.
   */
  async dossiersIn(stage: Stage, count: number, forms: Form[] = []): Promise<Household[]> {
    const households = await this.all(
      Array.from({ length: count }, (_, i) => forms[i] ?? this.nextForm()),
      (form) => this.draft(form),
    );
    await this.walk(households, 'draft', stage);
    return households;
  }

  /** Walks dossiers on, from the stage where they are. */
  async walk(households: Household[], from: Stage, to: Stage): Promise<void> {
    const steps: Record<Stage, () => Promise<unknown>> = {
      draft: async () => undefined,
      surveying: () => this.all(households, (one) => this.submit(one)),
      underNotice: () => this.all(households, (one) => this.survey(one)),
      awaitingApproval: () => this.endNotice(households),
      registered: () => this.all(households, (one) => this.approve(one)),
      planMade: () => this.all(households, (one) => this.makePlan(one)),
      signed: () => this.all(households, (one) => this.sign(one)),
    };
    for (const stage of stages.slice(stages.indexOf(from) + 1, stages.indexOf(to) + 1)) {
      await steps[stage]();
      await this.system.atRest();
      await this.expectStage(households, stage);
    }
  }

  /** A draft with its form saved. */
  async draft(form: Form, kind: ApplicationKind = 'registration'): Promise<Household> {
    const clerk = this.staff('registrar');
    const orgPath = `${this.code}/${this.county.slice(0, 4)}00/${this.county}/U0001`;
    const { body } = await clerk.call('createDraft', { body: { orgPath, kind } });
    const params = { id: body.id };
    await clerk.call('saveForm', { params, body: form, version: 1 });
    const workerMail = `worker-${form.worker.idNumber.slice(6).toLowerCase()}@example.cn`;
    return { id: body.id, form, maskedName: maskedNameOf(form), workerMail };
  }

  async submit({ id, form }: Household): Promise<void> {
    const body = { form: 1, consents: allAgree(form, dateInShanghai(await this.system.now())) };
    await this.staff('registrar').call('submit', { params: { id }, body });
  }

  /** What has changed about a household on file is filled in, and handed in as an amendment. */
  async amend(one: Household, change: (form: Form) => Form): Promise<void> {
    const clerk = this.staff('registrar');
    const params = { id: one.id };
    const body = { ...(await this.seen(one)), reason: '家里的情况变了' };
    await clerk.call('openAmendment', { params, body });
    const { version, form } = await this.view(one);
    const changed = change(form?.content as Form);
    const { body: saved } = await clerk.call('saveForm', { params, body: changed, version });
    await clerk.call('submit', { params, body: { form: saved.form, consents: allAgree(changed) } });
  }

  /** A household is taken in for a time (临时救助): the short course, as far as its end. */
  async takeIn(form: Form): Promise<Household> {
    const one = await this.draft({ ...form, causes: { ...form.causes, primaryCause: '遭受自然灾害' } }, 'temporary');
    for (const step of [() => this.submit(one), () => this.survey(one), () => this.approve(one)]) {
      await step();
      await this.system.atRest();
    }
    return one;
  }

  /** 转正: begun, and the form as it is handed in whole. */
  async convert(one: Household): Promise<void> {
    const clerk = this.staff('registrar');
    const params = { id: one.id };
    const body = { ...(await this.seen(one)), reason: '房子没有修好，收入没有恢复' };
    await clerk.call('openConversion', { params, body });
    const { version, form } = await this.view(one);
    const content = form?.content as Form;
    const { body: saved } = await clerk.call('saveForm', { params, body: content, version });
    await clerk.call('submit', { params, body: { form: saved.form, consents: allAgree(content) } });
  }

  async survey(one: Household, outcome: 'confirmed' | 'return' | 'reject' = 'confirmed'): Promise<void> {
    const surveyedOn = (await this.system.now()).slice(0, 10);
    const body = { ...(await this.seenForm(one)), ...visit, surveyedOn, outcome };
    await this.staff('surveyor').call('recordSurvey', { params: { id: one.id }, body });
  }

  /** What whoever decides about a matter says of it: that it is the one they saw. */
  async seen(one: Household): Promise<{ matter: number }> {
    const { matter } = await this.view(one);
    return { matter: matter.matter };
  }

  /** The same of whoever visits a household, with the form that was submitted. */
  async seenForm(one: Household): Promise<{ matter: number; form: number }> {
    const { matter, form, submittedForm } = await this.view(one);
    return { matter: matter.matter, form: submittedForm?.number ?? form?.number ?? 1 };
  }

  /** Somebody objects without a name, and a reviewer takes it up. Answers the objection's number. */
  async contest(one: Household, reason: string): Promise<number> {
    const { notice } = await this.view(one);
    await this.system.anyone().call('raiseObjection', { params: { id: notice?.id ?? '' }, body: { reason } });
    await this.system.atRest();
    const objection = (await this.view(one)).objections.at(-1)?.objection ?? 0;
    const body = { objections: [objection], outcome: 'takenUp' as const, opinion: '情况具体，受理核实' };
    await this.system.as(`reviewer-${this.county}-1`).call('triageObjections', { params: { id: one.id }, body });
    return objection;
  }

  /** Leaps past the last day of the latest of these notices, to the morning when the approvers have been written to. */
  async endNotice(households: Household[]): Promise<void> {
    const views = await this.all(households, (one) => this.view(one));
    const until = views.map(({ notice }) => notice?.until ?? '').sort();
    await this.system.leapTo(`${addDays(until.at(-1) as string, 1)}T08:00:01+08:00`);
  }

  /** The newest link to decide about this household, with its code, out of the approver's mailbox. */
  async approvalLink(one: Household, mailbox = `approver-${this.county}@union.example.com`): Promise<Link> {
    return linkOf(await this.mailsAbout(one, mailbox));
  }

  /** Mails about this household to somebody, newest first. */
  async mailsAbout({ maskedName }: Household, mailbox: string): Promise<Mail[]> {
    const mails = await this.system.mails(mailbox);
    return mails.filter(({ text }) => text.includes(maskedName));
  }

  async approve(one: Household): Promise<void> {
    const { url, code } = await this.approvalLink(one);
    const { status } = await this.system.postForm(url, { code, decision: 'approve', opinion: '' });
    if (status !== 200) throw new Error(`the approver was answered ${status}`);
  }

  async makePlan({ id, workerMail }: Household): Promise<void> {
    const nextYear = `${Number((await this.system.now()).slice(0, 4)) + 1}-12`;
    const body = { ...plan, dueMonth: nextYear, signatureMail: workerMail };
    await this.staff('registrar').call('makePlan', { params: { id }, body });
  }

  /** The newest link to sign this household's plan, with its code. */
  async signatureLink({ workerMail }: Household): Promise<Link> {
    return linkOf(await this.system.mails(workerMail));
  }

  async sign(one: Household): Promise<void> {
    const { url, code } = await this.signatureLink(one);
    const { status } = await this.system.postForm(url, { code, name: one.form.worker.name, agree: 'yes' });
    if (status !== 200) throw new Error(`the worker was answered ${status}`);
  }

  private staff(role: 'registrar' | 'surveyor'): StaffClient {
    return this.system.as(`${role}-${this.county}-1`);
  }

  private async expectStage(households: Household[], stage: Stage): Promise<void> {
    const views = await this.all(households, (one) => this.view(one));
    const status = stage === 'planMade' || stage === 'signed' ? 'registered' : stage;
    const astray = views.filter((view) => view.status !== status || (stage === 'signed' && !view.plan?.signedAt));
    if (astray.length > 0) {
      throw new Error(`walking to ${stage}: ${astray.map((view) => `${view.status} ${view.stalled?.error ?? ''}`)}`);
    }
  }

  /** Two at a time: the machine has no more to give, and what a test wants at the very same moment it does itself. */
  private async all<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
    const results: R[] = [];
    for (let i = 0; i < items.length; i += 2) results.push(...(await Promise.all(items.slice(i, i + 2).map(work))));
    return results;
  }

  private ended(): void {
    this.place = undefined;
    this.running = undefined;
  }
}

function linkOf(mails: Mail[]): Link {
  for (const mail of mails) {
    const link = codedLink(mail);
    if (link) return link;
  }
  throw new Error('there is no mail with a link');
}
