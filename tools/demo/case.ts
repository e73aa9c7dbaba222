import type { AttachmentContentType } from '../../shared/attachments/inspect.ts';
import { addMonths, dateInShanghai } from '../../shared/calendar/dates.ts';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import { Refused } from '../../shared/contract/client.ts';
import type { DossierDetail } from '../../shared/contract/dossier-detail.ts';
import { divisionName } from '../../shared/divisions/divisions.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { Status } from '../../shared/dossier/status.ts';
import type { FieldFault } from '../../shared/errors/problem.ts';
import type { DraftForm, Form } from '../../shared/form/form.ts';
import type { UnionLevel } from '../../shared/organisation/union-level.ts';
import { maskName } from '../../shared/privacy/masks.ts';
import { codedLink, type Mail, type RunningSystem, type StaffClient } from '../client.ts';
import { staffMember } from '../people.ts';
import { type DemoPerson, demoApprover } from '../registered.ts';
import { fromPaper } from './from-paper.ts';
import type { Household } from './households.ts';

/** A file to upload with an application. */
export interface SampleFile {
  kind: string;
  name: string;
  contentType: AttachmentContentType;
  bytes: Buffer;
}

/** A journal as the API shows it: its entries, and the head that is their sum. */
export interface Journal {
  id: string;
  entries: JournalEntry[];
  head: { version: number; hash: string; state: DossierState };
}

/** Something on the way was not as it has to be. */
class WrongTurn extends Error {}

/** Ends the demo where something does not hold. @param what what should have been, in the words of whoever reads it */
export function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new WrongTurn(what);
}

/** One household's dossier in the hands of the people who deal with it: each method is what one of them does. */
export class Case {
  readonly household: Household;
  readonly maskedName: string;
  private readonly system: RunningSystem;
  private registrarId: string;
  private form = 0;
  private signatureMail = '';
  id = '';

  constructor(household: Household, system: RunningSystem, registrarId: string) {
    this.household = household;
    this.system = system;
    this.registrarId = registrarId;
    this.maskedName = maskName(String(household.paper.姓名));
  }

  /** The registrar writes the form down; returns what is still wrong with it. */
  async draft(): Promise<FieldFault[]> {
    const { province, paper, incident } = this.household;
    const { orgPath } = staffMember(this.registrarId);
    const kind = incident === 'takenIn' ? 'temporary' : 'registration';
    const { body: draft } = await this.registrar.call('createDraft', { body: { orgPath, kind } });
    this.id = draft.id;
    const { body: saved } = await this.registrar.call('saveForm', {
      params: { id: this.id },
      version: draft.version,
      body: fromPaper(paper, province === '370000' ? '2020' : '2016') as DraftForm,
    });
    this.form = saved.form;
    return saved.faults;
  }

  async attach(files: readonly SampleFile[]): Promise<void> {
    await Promise.all(files.map((file) => this.registrar.upload(this.id, file)));
  }

  /**
   * Answers under which dossier the household was on file before; null where it never was.
   *
   * @throws Refused when the form is faulty, cannot be assessed, or the household has a dossier
   */
  async submit(): Promise<string | null> {
    const { content = {} } = (await this.read()).form ?? {};
    const consents = allAgree(content, dateInShanghai(new Date(await this.system.now())));
    const body = { form: this.form, consents };
    const answer = await this.registrar.call('submit', { params: { id: this.id }, body });
    return answer.body.predecessor?.dossier ?? null;
  }

  async exempt(exclusion: string): Promise<void> {
    const reason = '其中一套已腾空待拆，不能居住，附有拆迁协议';
    const { attachments } = await this.read();
    const evidence = attachments.flatMap(({ id, state }) => (state === 'accepted' && id !== null ? [id] : []));
    await this.staff('reviewer').call('exempt', { params: { id: this.id }, body: { exclusion, reason, evidence } });
  }

  /** Rules that another dossier is not of this household. */
  async rule(other: string, reason: string): Promise<void> {
    await this.staff('reviewer').call('ruleDuplicate', {
      params: { id: this.id, other },
      body: { ruling: 'different', reason },
    });
  }

  async survey(surveyedOn: string): Promise<void> {
    const { matter, submittedForm, form } = await this.read();
    const surveyor = staffMember(`surveyor-${this.household.county}-1`);
    await this.staff('surveyor').call('recordSurvey', {
      params: { id: this.id },
      body: {
        ...{ matter: matter.matter, form: submittedForm?.number ?? form?.number ?? 1 },
        surveyedOn,
        surveyors: [surveyor.name],
        outcome: 'confirmed',
        opinion: '家庭情况与申报一致，同意公示。',
        answers: { sixMonthsBelowLine: true },
      },
    });
  }

  /** Somebody reads the notice and objects on its page. */
  async object(reason: string, named: boolean): Promise<void> {
    const { notice } = await this.read();
    check(notice !== null, '没有公示');
    const list = await this.system.page(`/notices?division=${this.household.county}`);
    check(list.status === 200 && list.html.includes(notice.id), '公示一览中没有这一户');
    const url = `/notices/${notice.id}`;
    const page = await this.system.page(url);
    const requestKey = /name="requestKey" value="([^"]+)"/.exec(page.html)?.[1];
    check(page.status === 200 && requestKey !== undefined, '公示页打不开');
    const signature = named ? { name: '刘国庆', contact: '青岛市市南区团岛一路17号' } : {};
    const fields = { requestKey, reason, signed: named ? 'named' : 'anonymous', ...signature };
    const received = await this.system.postForm(url, fields);
    check(received.status === 201, `异议没有被收下：${received.status}`);
  }

  /** 初核: a reviewer finds that there is something to look into. */
  async takeUp(opinion: string): Promise<void> {
    const body = { objections: [1], outcome: 'takenUp' as const, opinion };
    await this.staff('reviewer').call('triageObjections', { params: { id: this.id }, body });
  }

  async resolve(outcome: 'dismissed' | 'upheld', opinion: string): Promise<void> {
    const params = { id: this.id, n: '1' };
    await this.staff('reviewer').call('resolveObjection', { params, body: { outcome, opinion } });
  }

  /** Who approves for this household at a unionLevel. */
  approver(unionLevel: UnionLevel): DemoPerson {
    const { orgPath } = staffMember(this.registrarId);
    const found = demoApprover(unionLevel, orgPath);
    if (!found) throw new Error(`samples/people.json 中没有 ${orgPath} 的 ${unionLevel} 审批人`);
    return found;
  }

  /** The newest mail to an approver about this household that carries a link. */
  async approvalMail(unionLevel: UnionLevel): Promise<{ url: string; code: string }> {
    const mails = await this.mailsAbout(this.approver(unionLevel).email);
    const link = mails.map(codedLink).find((each) => each !== undefined);
    check(link !== undefined, `${this.approver(unionLevel).name} 没有收到审批邮件`);
    return link;
  }

  /** An approver opens the link of their mail, which changes nothing, and decides on the page. */
  async approve(unionLevel: UnionLevel): Promise<void> {
    await this.decide(unionLevel, 'approve', '材料齐全，同意建档。');
  }

  /** The same of an exit: the page says so. */
  async decideExit(unionLevel: UnionLevel, decision: 'approve' | 'reject', opinion: string): Promise<void> {
    const html = await this.decide(unionLevel, decision, opinion);
    check(html.includes('退出审批'), '审批页没有说是退出');
  }

  private async decide(unionLevel: UnionLevel, decision: 'approve' | 'reject', opinion: string): Promise<string> {
    const { url, code } = await this.approvalMail(unionLevel);
    const page = await this.system.page(url);
    check(page.status === 200 && page.html.includes(this.maskedName), `审批页打不开：${page.status}`);
    check((await this.read()).approval?.decision === null, '打开审批页不应作出决定');
    const taken = await this.system.postForm(url, { code, decision, opinion });
    check(taken.status === 200 && taken.html.includes('决定已记录'), `审批没有被记下：${taken.status}`);
    return page.html;
  }

  /** 提出退出 */
  async proposeExit(
    reason: 'death' | 'difficultyOver',
    happenedOn: string,
    opinion: string,
    seen: string,
  ): Promise<void> {
    const { matter } = (await this.registrar.dossier(this.id)).matter;
    const body = { matter, reason, happenedOn, opinion, seen };
    await this.registrar.call('proposeExit', { params: { id: this.id }, body });
  }

  async page(url: string) {
    return this.system.page(url);
  }

  /** The first plan, or the revision of one that is signed: another helper, and why. */
  async plan(today: string, reason?: string): Promise<void> {
    const { county, number, paper } = this.household;
    const reviewer = staffMember(`reviewer-${county}-1`);
    const liaison = staffMember(this.registrarId);
    const officer = reason === undefined ? reviewer : staffMember(`surveyor-${county}-1`);
    // Who cannot get along alone signs with the officer beside them.
    const helped = paper.是否有一定自救能力 === '否';
    this.signatureMail = helped ? reviewer.email : `worker-${number}@mail.example.com`;
    await this.registrar.call('makePlan', {
      params: { id: this.id },
      body: {
        assistingOrganization: `${divisionName(county) ?? county}总工会`,
        officer: { name: officer.name, post: '权益保障部干部', contact: '0000-1234567' },
        liaison: { name: liaison.name, post: '工会干事', contact: '0000-7654321' },
        needs: '看病的钱不够，家里离不开人照顾',
        priorityGroup: '支出性生活困难',
        supportTracks: ['社会救助兜底', '纳入大病保险和医疗互助保险保障'],
        programs: ['一帮一结对计划', '送温暖精准化计划'],
        measures: ['协助申请当地最低生活保障和医疗救助', '每季度入户走访一次，了解变化并协调帮扶'],
        dueMonth: addMonths(today, 12).slice(0, 7),
        ...(reason === undefined ? {} : { reason }),
        signatureMail: this.signatureMail,
        signatureThrough: helped ? 'officer' : 'worker',
      },
    });
  }

  /** The worker opens the link of the mail, and signs with their name. */
  async sign(): Promise<void> {
    const link = (await this.system.mails(this.signatureMail)).map(codedLink).find((each) => each !== undefined);
    check(link !== undefined, '没有收到签字邮件');
    const page = await this.system.page(link.url);
    check(page.status === 200 && page.html.includes('帮扶计划签字确认'), `签字页打不开：${page.status}`);
    const fields = { agree: 'yes', name: String(this.household.paper.姓名), code: link.code };
    const signed = await this.system.postForm(link.url, fields);
    check(signed.status === 200 && signed.html.includes('已签字确认'), `签字没有被记下：${signed.status}`);
  }

  async confirmUnchanged(): Promise<void> {
    const { matter } = await this.registrar.dossier(this.id);
    const body = { matter: matter.matter, outcome: 'unchanged' as const, opinion: '家庭情况没有变化，继续帮扶。' };
    await this.registrar.call('reverify', { params: { id: this.id }, body });
  }

  /** The worker earns a fifth less than a year ago. */
  async reportLessIncome(): Promise<void> {
    const params = { id: this.id };
    const { version, form } = await this.registrar.dossier(this.id);
    check(form !== null, '填不了复核的表');
    const { worker, household, ...rest } = form.content as Form;
    const monthlyIncome = Math.floor((worker.monthlyIncome * 4) / 5);
    const less = 12 * (worker.monthlyIncome - monthlyIncome);
    const { body: saved } = await this.registrar.call('saveForm', {
      params,
      version,
      body: {
        ...rest,
        worker: { ...worker, monthlyIncome },
        household: { ...household, annualHouseholdIncome: household.annualHouseholdIncome - less },
      },
    });
    const opinion = '看过工资流水，工时减少，收入少了五分之一。';
    await this.registrar.call('submit', { params, body: { form: saved.form, opinion } });
  }

  /** 帮扶三次; the first was written down as ten times what it was. */
  async aid(givenOn: string): Promise<void> {
    const params = { id: this.id };
    const giver = `${divisionName(this.household.county) ?? ''}总工会困难职工帮扶中心`;
    const living = { givenOn, giver, kind: 'living', project: '2026 年中央财政专项帮扶', source: 'central' } as const;
    const money = { ...living, payment: 'transfer' } as const;
    await this.registrar.call('recordAid', { params, body: { ...money, amount: 2_000_000 } });
    const given = { ...money, amount: 200_000 };
    await this.registrar.call('correctAid', {
      params: { ...params, aid: '1' },
      body: { reason: '多写了一个零', given },
    });
    const schooling = { ...money, kind: 'schooling', project: '金秋助学', source: 'union', amount: 400_000 } as const;
    await this.registrar.call('recordAid', { params, body: schooling });
    const goods = { name: '米、油', quantity: 2, unit: '份', value: 30_000 };
    const warmth = {
      ...living,
      kind: 'warmth',
      project: '中秋送温暖',
      source: 'union',
      payment: 'inKind',
      goods,
    } as const;
    await this.registrar.call('recordAid', { params, body: warmth });
  }

  /** What a household gets at once that was struck. */
  async emergencyAid(givenOn: string): Promise<void> {
    const giver = `${divisionName(this.household.county) ?? ''}总工会困难职工帮扶中心`;
    const given = { givenOn, giver, kind: 'living', project: '受灾职工临时救助', source: 'county' } as const;
    const body = { ...given, payment: 'transfer', amount: 300_000 } as const;
    await this.registrar.call('recordAid', { params: { id: this.id }, body });
  }

  /** 转正: the whole form once more, as it is. */
  async convert(): Promise<void> {
    const params = { id: this.id };
    const { matter } = await this.read();
    const begun = { matter: matter.matter, reason: '房子没有修好，收入没有恢复。' };
    await this.registrar.call('openConversion', { params, body: begun });
    const { version, form } = await this.read();
    check(form !== null, '填不了转正的表');
    const { body: saved } = await this.registrar.call('saveForm', { params, version, body: form.content });
    await this.registrar.call('submit', { params, body: { form: saved.form } });
  }

  /** 资金发放: a batch for this household alone, approved by a reviewer, and what the bank answers. */
  async paidInBatch(on: string): Promise<void> {
    const { paper, county } = this.household;
    const file = csv('序号,姓名,身份证号,金额（元）,备注', `1,${paper.姓名},${paper.身份证号},1200.00,`);
    const terms = { kind: 'living', project: '年末集中救助', source: 'county', budget: 500_000 } as const;
    const giver = `${divisionName(county) ?? ''}总工会`;
    const { orgPath } = staffMember(this.registrarId);
    const whole = { ...terms, giver, orgPath, reason: '按年度计划集中发放。', file, dryRun: false };
    const { body: prepared } = await this.registrar.call('prepareBatch', { body: whole });
    const { digest } = prepared;
    const params = { batch: prepared.batch ?? '' };
    await this.staff('reviewer').call('approveBatch', { params, body: { digest, opinion: '同意发放。' } });
    const answer = csv('序号,结果,日期,说明', `1,到账,${on},`);
    await this.registrar.call('settleBatch', { params, body: { file: answer } });
  }

  /** 回访: the household has left, and is back in hardship. */
  async followUp(visitedOn: string): Promise<void> {
    const visitors = [staffMember(this.registrarId).name];
    const found = { way: 'telephone', visitors, findings: '病情反复，收入又没有了。', finding: 'hardAgain' } as const;
    await this.registrar.call('recordVisit', { params: { id: this.id }, body: { visitedOn, ...found } });
  }

  async visit(visitedOn: string): Promise<void> {
    const visitors = [staffMember(this.registrarId).name];
    const body = { visitedOn, way: 'inPerson', visitors, findings: '款已到账，孩子已入学。' } as const;
    const params = { id: this.id };
    await this.registrar.call('recordVisit', { params, body: { ...body, nextOn: addMonths(visitedOn, 3) } });
  }

  /** 移交: to the union of another registrar, who takes it and has it from now on. */
  async transfer(registrar: string, reason: string): Promise<void> {
    const params = { id: this.id };
    const { orgPath: to } = staffMember(registrar);
    const { transfer } = (await this.registrar.call('proposeTransfer', { params, body: { to, reason } })).body;
    this.registrarId = registrar;
    const { household } = (await this.registrar.call('getTransfer', { params })).body;
    check(household.maskedName === this.maskedName, `要移交来的是 ${household.maskedName}`);
    await this.registrar.call('acceptTransfer', { params, body: { transfer } });
  }

  /** Whether somebody may not read the dossier, and learns nothing of it. */
  async isHidden(from: string): Promise<boolean> {
    try {
      await this.system.as(from).dossier(this.id);
      return false;
    } catch (error) {
      if (error instanceof Refused && error.problem.code === 1304) return true;
      throw error;
    }
  }

  ledgerSheet(): Promise<Buffer> {
    return this.registrar.ledgerSheet(this.id);
  }

  document(kind: string): Promise<Buffer> {
    return this.registrar.document(this.id, kind);
  }

  read(): Promise<DossierDetail> {
    return this.registrar.dossier(this.id);
  }

  /** The dossier, which by now must have come to one of these statuses. */
  async expect(...statuses: Status[]): Promise<DossierDetail> {
    const dossier = await this.read();
    const stalled = dossier.stalled ? `，流程停在 ${dossier.stalled.step}（${dossier.stalled.error}）` : '';
    check(statuses.includes(dossier.status), `档案现为“${dossier.statusTitle}”${stalled}`);
    return dossier;
  }

  async journal(): Promise<Journal> {
    const auditor = this.system.as(`auditor-${this.household.province}-1`);
    const { id, entries, head } = await auditor.journal(this.id);
    return {
      id,
      entries: entries as JournalEntry[],
      head: { ...head, state: head.state as unknown as DossierState },
    };
  }

  /** Mails to an address that are about this household, newest first. */
  async mailsAbout(address: string): Promise<Mail[]> {
    return (await this.system.mails(address)).filter(({ text }) => text.includes(this.maskedName));
  }

  /** Mails about this household to whoever has this part in it. */
  async mailsTo(role: 'registrar' | 'reviewer'): Promise<Mail[]> {
    const id = role === 'registrar' ? this.registrarId : `${role}-${this.household.county}-1`;
    return this.mailsAbout(staffMember(id).email);
  }

  /** Whether the registrar's digest of a morning (今日待办) has such a task; it names no household. */
  async isInDigest(task: string): Promise<boolean> {
    const mails = await this.system.mails(staffMember(this.registrarId).email);
    return mails.some(({ subject, text }) => subject.includes('今日待办') && text.includes(task));
  }

  get registrar(): StaffClient {
    return this.system.as(this.registrarId);
  }

  /** The reviewer of the union above the county. */
  get above(): StaffClient {
    return this.system.as(`reviewer-${this.household.county.slice(0, 4)}00-1`);
  }

  staff(role: 'surveyor' | 'reviewer'): StaffClient {
    return this.system.as(`${role}-${this.household.county}-1`);
  }
}

/** A file with these lines, as the API takes it. */
export const csv = (...lines: string[]): string => Buffer.from(lines.join('\r\n')).toString('base64');
