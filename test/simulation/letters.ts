import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { isHeld, openDuplicates } from '../../shared/dossier/duplicate-state.ts';
import { isOver } from '../../shared/dossier/life.ts';
import { isOpen } from '../../shared/dossier/matter.ts';
import type { OverdueStep } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { pendingTransfer } from '../../shared/dossier/transfer-state.ts';
import type { MailItem, MailMatter } from '../../shared/registry/mails.ts';
import type { SentMail } from '../support/memory/app.ts';
import { unfilledMail } from '../support/unfilled.ts';
import type { Checks } from './checks.ts';
import type { World } from './world.ts';

/** A mail is made and then handed over: so long ago what it says may still have been so. */
const UNDER_WAY_MS = 10 * 60_000;

/** Who somebody is, by their mailbox. */
type Kind = 'registrar' | 'surveyor' | 'reviewer' | 'approver' | 'administrator' | 'worker' | 'citizen';

/** Whom each kind of mail is for, and as long as what it is about is not over: said here once more, apart from what writes it. */
interface Letter<Matter> {
  to: readonly Kind[];
  stands?(state: DossierState, matter: Matter): boolean;
}

const asked = {
  to: ['approver'],
  stands: (state: DossierState, { request }: { request: number }) => pendingApproval(state)?.request === request,
} as const;
const toRegistrar = ['registrar'] as const;
const signing = {
  to: ['worker'],
  stands: ({ standing, plan }: DossierState, matter: { plan: number }) =>
    standing === 'onFile' && plan?.plan === matter.plan && plan.signedAt === null,
} as const;

/** Whether what was not done in time is still not done. */
const late: Record<OverdueStep, (state: DossierState) => boolean> = {
  survey: ({ matter }) => isOpen(matter) && matter.stage === 'survey' && matter.survey?.outcome !== 'confirmed',
  ruling: (state) => openDuplicates(state).length > 0,
  merger: isHeld,
  deliberation: ({ matter }) => isOpen(matter) && matter.stage === 'deliberation',
  checking: ({ matter }) => isOpen(matter) && matter.stage === 'checking',
  resolutions: ({ matter }) => matter.objections.some(({ outcome }) => outcome === 'open' || outcome === 'untriaged'),
  signature: ({ plan }) => plan !== null && plan.signedAt === null,
  update: ({ matter }) => isOpen(matter) && matter.kind === 'reverification' && matter.stage === 'form',
  decision: (state) => pendingApproval(state) !== null,
};

const letters: { [Kind in MailMatter['kind']]: Letter<Extract<MailMatter, { kind: Kind }>> } = {
  approvalRequest: asked,
  approvalReminder: asked,
  approvalEscalated: asked,
  approvalPassedOn: asked,
  lockedApproval: asked,
  perusalCode: asked,
  deadlinePassed: { to: ['approver'] },
  approvalTakenBack: { to: ['approver'] },
  // Nobody of a simulated year signs what is reported upwards.
  returnDue: { to: ['reviewer'] },
  applicantCode: { to: ['worker', 'citizen'] },
  applicationTold: { to: ['worker'] },
  applicationReceived: { to: ['registrar', 'reviewer'] },
  applicationOverdue: { to: ['registrar', 'reviewer'] },
  digest: { to: ['registrar', 'surveyor', 'reviewer', 'approver', 'administrator'] },
  planToSign: signing,
  lockedSignature: signing,
  returned: { to: toRegistrar, stands: ({ matter }) => isOpen(matter) && matter.returned !== null },
  rejected: { to: toRegistrar, stands: ({ end }) => end === null || end.as === 'rejected' },
  exitRefused: { to: toRegistrar },
  changeRefused: { to: toRegistrar },
  changed: { to: toRegistrar },
  registered: { to: toRegistrar, stands: ({ standing, plan }) => standing === 'onFile' && plan === null },
  takenIn: { to: toRegistrar, stands: ({ standing }) => standing === 'temporary' },
  staysTemporary: { to: toRegistrar, stands: ({ standing }) => standing === 'temporary' },
  expiry: { to: ['registrar', 'reviewer'], stands: ({ standing }) => standing === 'temporary' },
  exitProposed: { to: toRegistrar, stands: ({ matter }) => matter.kind === 'exit' && isOpen(matter) },
  hasLeft: { to: toRegistrar, stands: ({ end }) => ['liftedOut', 'relieved', 'cancelled'].includes(String(end?.as)) },
  duplicateFound: {
    to: ['reviewer', 'registrar'],
    stands: (state) => !isOver(state) && openDuplicates(state).length > 0,
  },
  ruledSame: { to: toRegistrar, stands: (state) => !isOver(state) && isHeld(state) },
  mergedInto: { to: toRegistrar, stands: ({ end }) => end?.as === 'merged' },
  stepOverdue: {
    to: ['registrar', 'surveyor', 'reviewer'],
    stands: (state, { step }) => !isOver(state) && late[step](state),
  },
  transferProposed: {
    to: ['registrar', 'reviewer'],
    stands: (state, { transfer }) => pendingTransfer(state)?.transfer === transfer,
  },
  transferOverdue: {
    to: ['registrar', 'reviewer'],
    stands: (state, { transfer }) => pendingTransfer(state)?.transfer === transfer,
  },
  bouncedElsewhere: { to: ['registrar', 'reviewer'] },
  transferAnswered: {
    to: ['registrar', 'reviewer'],
    stands: ({ transfer }) => ['accepted', 'refused'].includes(String(transfer?.answer?.outcome)),
  },
  objectionReceived: {
    to: ['reviewer', 'registrar'],
    // One that came in the last minute is looked at after the household is on file, too.
    stands: (state, { objection, owed }) =>
      !isOver(state) &&
      state.matter.objections.some(
        (each) => each.objection === objection && each.outcome === (owed === 'triage' ? 'untriaged' : 'open'),
      ),
  },
  objectionsLeft: {
    to: ['reviewer', 'registrar'],
    stands: ({ matter }) => matter.objections.some(({ outcome }) => outcome === 'untriaged'),
  },
  objectionCode: { to: ['citizen'] },
  objectionAnswered: { to: ['citizen'] },
};

/** Every mail, as the relay takes it: it is not about what is over, and goes to nobody whom it is not for. */
export class Letters {
  private readonly world: World;
  private readonly checks: Checks;

  constructor(world: World, checks: Checks) {
    this.world = world;
    this.checks = checks;
  }

  /** From now on. */
  read(): void {
    this.world.ground.app.relay.onSent = (mail) => this.sent(mail);
  }

  private sent(mail: SentMail): void {
    const item = this.world.ground.app.dynamoDb
      .lyingUnder<MailItem>(`MAIL#${mail.mailId}`)
      .find(({ matter }) => matter !== undefined);
    const fail = (what: string) => this.world.fail(`信 ${item?.matter.kind ?? mail.subject}：${what}`, id);
    const id = item?.dossierId ?? undefined;
    if (!item) {
      fail('登记表里没有这一封');
      return;
    }
    const wrong = unfilledMail(mail);
    if (wrong !== undefined) fail(`没有写全：${wrong}`);
    const { matter } = item;
    const { to, stands } = letters[matter.kind] as Letter<MailMatter>;
    // Who is asked, and who asked, may be of another union than the household.
    const kinds = kindsOf(this.world, mail.to, 'transfer' in matter ? undefined : id);
    if (!kinds.some((kind) => to.includes(kind))) fail(`写给了 ${mail.to}（${kinds}）`);
    if ('approver' in matter && mail.to !== this.world.staff.get(matter.approver).email)
      fail(`写给了别的人 ${mail.to}`);
    if (id === undefined || !stands) return;
    const lately = this.checks.statesSince(id, Date.parse(mail.at) - UNDER_WAY_MS);
    if (!lately.some((state) => stands(state, matter))) fail('说的已经办完了');
  }
}

/** What somebody is to a dossier: of another place nobody is anything. */
function kindsOf(world: World, mailbox: string, id: string | undefined): Kind[] {
  if (mailbox.startsWith('citizen-')) return ['citizen'];
  if (mailbox.startsWith('worker-'))
    return id !== undefined && world.homeOf(id)?.workerMail !== mailbox ? [] : ['worker'];
  const orgPath = id === undefined ? undefined : world.orgPathOf(id);
  const those = world.staff.all().filter(({ email }) => email === mailbox);
  return those
    .filter((each) => orgPath === undefined || `${orgPath}/`.startsWith(`${each.orgPath}/`))
    .flatMap(({ roles }) => roles as Kind[]);
}
