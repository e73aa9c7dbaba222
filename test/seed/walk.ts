import { darken } from '../../functions/disposal/darken.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import { isOpen } from '../../shared/dossier/matter.ts';
import type { Running } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { Form } from '../../shared/form/form.ts';
import type { Stage } from '../../shared/matters/course.ts';
import type { LeavingReason } from '../../shared/matters/standing.ts';
import { dossiers } from '../../shared/services/services.ts';
import type { SignedIn } from '../support/api-event.ts';
import { answersTo, authorized, batchOf, checkedProfile, deliberated, handedOver } from '../support/checked.ts';
import { examplePlan } from '../support/example-plan.ts';
import { Journey, linkIn, mailed, posted, step, told } from '../support/journey.ts';
import type { MemoryApp, SentMail } from '../support/memory/app.ts';
import type { Office } from './people.ts';

/** A household has come to the present: what would come next has not happened yet. */
export class Present extends Error {}

const DAY = 86_400_000;
/** Ten in the morning in Shanghai: nobody's mails wait for the morning. */
const MORNING = 2 * 3_600_000;
/** The reviewer of the union above the counties that are filled. */
const ABOVE = 'reviewer-530100-1';
/** A matter goes through six stages, and may be sent back. */
const MOST_STAGES = 40;
/** Fen a month and person, where the line is 700 yuan; whoever has somebody ill is taken with half as much again. */
const JUST_MISSED = { ill: 120_000, well: 80_000 };

const csv = (...lines: string[]): string => Buffer.from(lines.join('\r\n')).toString('base64');

/**
 * A household's way through the production handlers, as its office goes it: each deed on a day of its own, none after the
 * present. Whatever an application's memory holds in the end is what the table would.
 */
export class Walk {
  id = '';
  private readonly app: MemoryApp;
  private readonly office: Office;
  private readonly present: number;

  constructor(app: MemoryApp, office: Office, present: Date) {
    this.app = app;
    this.office = office;
    this.present = present.getTime();
  }

  /** Goes to the morning of a day. Throws Present when that is still to come. */
  on(day: string): void {
    this.to(Date.parse(`${day}T00:00:00Z`) + MORNING);
  }

  /** So many days go by. */
  later(days: number): void {
    this.to(this.app.now().getTime() + days * DAY);
  }

  private to(instant: number): void {
    if (instant >= this.present) throw new Present();
    this.app.at(new Date(instant));
  }

  get today(): string {
    return dateInShanghai(this.app.now());
  }

  async state(): Promise<DossierState> {
    return (await dossiers(this.app).get(this.id)).state;
  }

  /** An operation about this household, by somebody of its office. */
  asks(as: keyof Office | SignedIn, operation: Parameters<typeof told>[1], body: object = {}, more: object = {}) {
    const who = typeof as === 'string' ? this.office[as] : as;
    return told(this.app, operation, { as: who, params: { id: this.id, ...more }, body });
  }

  /** The same, about its matter as it stands. */
  async about(operation: Parameters<typeof told>[1], body: object): Promise<void> {
    const { matter } = (await this.state()).matter;
    await this.asks('registrar', operation, { matter, ...body });
  }

  async draft(kind: 'registration' | 'temporary' = 'registration'): Promise<void> {
    const as = this.office.registrar;
    const { id } = await told<{ id: string }>(this.app, 'createDraft', { as, body: { orgPath: as.orgPath, kind } });
    this.id = id;
  }

  /** Fills in what it was, or what has become of it. */
  async fillIn(change: (form: Form | undefined) => Form): Promise<{ form: number; content: Form }> {
    const [as, params] = [this.office.registrar, { id: this.id }];
    const seen = await told<{ version: number; form: { content: Form } | null }>(this.app, 'getDossier', {
      as,
      params,
    });
    const content = change(seen.form?.content);
    const headers = { 'if-match': `"${seen.version}"` };
    const { form } = await told<{ form: number }>(this.app, 'saveForm', { as, params, headers, body: content });
    return { form, content };
  }

  async submit({ form, content }: { form: number; content: Form }, more: object = {}): Promise<void> {
    await this.asks('registrar', 'submit', { form, consents: allAgree(content, this.today), ...more });
  }

  /** Everybody does their part, until the matter is done, or stands at a stage. */
  async through(until?: Stage, decision = 'approve'): Promise<void> {
    for (let times = 0; times < MOST_STAGES; times++) {
      const { matter } = await this.state();
      if (!isOpen(matter) || matter.stage === until || matter.stage === 'form') return;
      // What somebody objected to and nobody has answered holds it.
      if (matter.stage === 'notice' && matter.notice?.closed) return;
      // No province that is filled so has them in its courses.
      if (matter.stage === 'deliberation' || matter.stage === 'checking')
        throw new Error(`nobody does ${matter.stage}`);
      await this[matter.stage](decision);
    }
    throw new Error(`${this.id} does not get on`);
  }

  private async run(): Promise<Running & { dossierId: string }> {
    const { kind, matter, run } = (await this.state()).matter;
    return { dossierId: this.id, for: kind, number: matter, run };
  }

  private async assessment(): Promise<void> {
    await step(this.app, 'assess-step', await this.run());
  }

  private async survey(): Promise<void> {
    this.later(3);
    const { matter, form } = (await this.state()).matter;
    const found = {
      outcome: 'confirmed',
      answers: { sixMonthsBelowLine: true },
      opinion: '看了住房，问了邻居，情况属实。',
    };
    const body = { matter, form, surveyedOn: this.today, surveyors: ['毕调查', '赵走访'], ...found };
    await this.asks('surveyor', 'recordSurvey', body);
  }

  private async notice(): Promise<void> {
    const up = (await this.state()).matter.notice;
    if (up === null) this.later(1);
    if (up === null) return void (await step(this.app, 'notice-step', { step: 'openNotice', ...(await this.run()) }));
    // By the second of the next day's morning its closing has come.
    this.to(Date.parse(`${addDays(up.until, 1)}T00:00:00Z`) + MORNING);
    await step(this.app, 'notice-step', { step: 'closeNotice', ...(await this.run()) });
  }

  /** Somebody objects while it is on notice; the reviewer has taken it up, or has not looked yet. */
  async objected(isTakenUp: boolean): Promise<void> {
    await this.notice();
    this.later(2);
    const { id } = (await this.state()).matter.notice as { id: string };
    await told(this.app, 'raiseObjection', { params: { id }, body: { reason: '反映家中有门面出租。' } });
    if (!isTakenUp) return;
    this.later(1);
    await this.asks('reviewer', 'triageObjections', { objections: [1], outcome: 'takenUp', opinion: '须核实。' });
  }

  private async approval(decision: string): Promise<void> {
    this.later(1);
    await step(this.app, 'approval-step', {
      ...(await this.run()),
      ...{ expired: 0, begun: this.app.now().toISOString() },
    });
    const { nonce, code } = linkIn((await mailed(this.app)).at(-1) as SentMail);
    this.later(2);
    const opinion = decision === 'approve' ? '' : '收入与走访所见不符。';
    await posted(this.app, 'decideByLink', { nonce }, { code, decision, opinion });
  }

  private async conclusion(): Promise<void> {
    await step(this.app, 'conclusion-step', await this.run());
  }

  /** 临时救助: something struck it all at once. */
  async takenIn(form: Form): Promise<void> {
    await this.draft('temporary');
    const causes = { primaryCause: '遭受自然灾害', secondaryCauses: [] };
    await this.submit(await this.fillIn(() => ({ ...form, causes }) as Form));
    await this.through();
  }

  /** Its last day is over, and the registrar was reminded. */
  async expired(): Promise<void> {
    const { until } = (await this.state()).temporary as { until: string };
    this.on(addDays(until, 1));
    await step(this.app, 'sweep', {});
  }

  async converted(): Promise<void> {
    this.later(60);
    await this.about('openConversion', { reason: '期满以后还有困难。' });
    await this.submit(await this.fillIn((form) => form as Form));
    await this.through();
  }

  /** Nobody need keep it any more: listed, confirmed in the county, released above it, and made dark. */
  async disposed(): Promise<void> {
    const { reviewer } = this.office;
    const deeds = [
      [{ type: 'listDisposal' }, 'disposal-run'],
      [{ type: 'confirmDisposal', byOrg: reviewer.orgPath }, reviewer.sub],
      [{ type: 'releaseDisposal' }, ABOVE],
    ] as const;
    for (const [action, id] of deeds) {
      this.later(2);
      const before = await dossiers(this.app).get(this.id);
      const actor = { kind: 'staff' as const, id };
      await dossiers(this.app).record({ id: this.id, before, action, actor, now: this.app.now() });
    }
    this.later(4);
    await darken(this.app, { id: this.id }, this.app.now());
  }

  /** On file, since however long its way has taken. */
  async onFile(form: Form): Promise<void> {
    await this.draft();
    await this.submit(await this.fillIn(() => form));
    await this.through();
  }

  async plan(signs: boolean, changes: object = {}): Promise<void> {
    this.later(3);
    await this.asks('registrar', 'makePlan', { ...examplePlan, ...changes });
    const mail = (await mailed(this.app)).at(-1) as SentMail;
    if (!signs) return;
    this.later(2);
    const { nonce, code } = linkIn(mail);
    const { form } = await told<{ form: { content: Form } }>(this.app, 'getDossier', {
      as: this.office.registrar,
      params: { id: this.id },
    });
    await posted(this.app, 'signPlan', { nonce }, { code, name: form.content.worker.name, agree: 'yes' });
  }

  async aid(): Promise<void> {
    this.later(10);
    const given = { ...(exchangeOf('recordAid').example as object), givenOn: this.today };
    await this.asks('registrar', 'recordAid', given);
  }

  /** One batch for it alone: handed in, approved, and paid as the bank says. */
  async paidInBatch({ worker }: Form): Promise<void> {
    this.later(10);
    const { registrar, reviewer } = this.office;
    const file = csv('序号,姓名,身份证号,金额（元）,备注', `1,${worker.name},${worker.idNumber},2000,`);
    const body = { ...(exchangeOf('prepareBatch').example as object), orgPath: registrar.orgPath, file };
    const prepared = await told<{ batch: string; digest: string }>(this.app, 'prepareBatch', { as: registrar, body });
    const params = { batch: prepared.batch };
    const approval = { digest: prepared.digest, opinion: '同意发放。' };
    await told(this.app, 'approveBatch', { as: reviewer, params, body: approval });
    this.later(3);
    const answer = { file: csv('序号,结果,日期,说明', `1,到账,${this.today},`) };
    await told(this.app, 'settleBatch', { as: registrar, params, body: answer });
  }

  /** 核对 as a province has it in its courses: an office answers otherwise than the form says, and nobody has explained it yet. */
  async checkedOtherwise(form: Form): Promise<void> {
    const { registrar, reviewer } = this.office;
    const app = { ...this.app, profile: checkedProfile };
    const there = new Walk(app, this.office, new Date(this.present));
    await there.draft();
    await there.submit(await there.fillIn(() => form));
    await there.through('deliberation');
    const journey = new Journey(app);
    journey.id = there.id;
    there.later(1);
    await deliberated(journey, {}, registrar);
    there.later(1);
    await authorized(journey, registrar);
    there.later(1);
    const check = await batchOf(app, 'vehicles', reviewer.orgPath, reviewer);
    const rows = await handedOver(app, check, reviewer);
    there.later(2);
    const answers = answersTo(rows, { 1: ['不一致', '登记有三轮摩托车一辆'] });
    const file = csv('批号,序号,身份证号末四位,结果,不一致之处', ...answers);
    await told(app, 'recordCheckResults', { as: reviewer, params: { check }, body: { file, dryRun: false } });
  }

  /** Just missed; all of it agree to be asked again when a line changes. */
  async justMissed(form: Form): Promise<void> {
    const { householdSize } = form.household;
    const isIll = form.members.some(({ health }) => health !== '良好');
    const monthlyIncome = JUST_MISSED[isIll ? 'ill' : 'well'] * householdSize;
    const household = { ...form.household, annualHouseholdIncome: 12 * monthlyIncome };
    await this.draft();
    const filled = await this.fillIn(() => ({ ...form, worker: { ...form.worker, monthlyIncome }, household }));
    await this.submit(filled);
    await this.assessment();
    this.later(1);
    await this.asks('registrar', 'joinMargin', { consents: allAgree(filled.content, this.today) });
  }

  async visit(): Promise<void> {
    this.later(8);
    const body = { ...(exchangeOf('recordVisit').example as object), visitedOn: this.today };
    await this.asks('registrar', 'recordVisit', body);
  }

  async amend(change: (form: Form) => Form): Promise<void> {
    this.later(20);
    await this.about('openAmendment', { reason: '家里的情况变了。' });
    await this.submit(await this.fillIn((form) => change(form as Form)));
  }

  /** The year is over, and its review begins. */
  async review(): Promise<void> {
    const day = (await this.state()).nextReviewOn as string;
    this.on(day);
    await step(this.app, 'sweep', {});
  }

  async leave(reason: LeavingReason): Promise<void> {
    this.later(15);
    const happenedOn = this.today;
    const month = (n: number) => addDays(`${this.today.slice(0, 7)}-15`, -30 * n).slice(0, 7);
    const incomes =
      reason === 'betterOff' ? { incomes: [6, 5, 4, 3, 2, 1].map((n) => ({ month: month(n), amount: 900_000 })) } : {};
    const why = { opinion: '走访核实，情况属实。', seen: '证明的原件，建档人看过。' };
    await this.about('proposeExit', { reason, happenedOn, ...why, ...incomes });
  }
}
