import type { Application, ApplicationStanding } from '../../shared/application/application.ts';
import { addMonths, daysBetween } from '../../shared/calendar/dates.ts';
import { isOwnOf } from '../../shared/organisation/org-path.ts';
import type { ApplicationItem } from '../../shared/registry/applications.ts';
import type { Checks } from './checks.ts';
import type { World } from './world.ts';

/** What may follow on each standing; what has ended has ended. */
const next: Record<ApplicationStanding, readonly ApplicationStanding[]> = {
  draft: ['draft', 'received', 'withdrawn'],
  received: ['received', 'asked', 'takenOver', 'refused', 'withdrawn'],
  asked: ['asked', 'received', 'takenOver', 'refused', 'withdrawn'],
  takenOver: [],
  refused: [],
  withdrawn: [],
};
const isOpen = ({ standing }: Application): boolean => standing === 'received' || standing === 'asked';

/** Nights that may fail before somebody is reminded, or something is forgotten: as long as a bad deployment lasts, and more. */
const LATE_DAYS = 8;
const DRAFT_DAYS = 30;

interface Known {
  version: number;
  state: Application;
  /** Whether there is more of it left than that there was one. */
  isWhole: boolean;
}

/**
 * 申请, by what is written of each: one thing follows on another as it may, whoever ended it could, it becomes a dossier exactly
 * when it is taken over, somebody owes it until then, and what nobody took over is forgotten in time, with its key.
 */
export class Applications {
  private readonly world: World;
  private readonly checks: Checks;
  private readonly known = new Map<string, Known>();

  constructor(world: World, checks: Checks) {
    this.world = world;
    this.checks = checks;
  }

  /** From now on. */
  watch(): void {
    this.world.onApplication = (item) => this.written(item);
  }

  /** Of staff whom an open application waits for; by the id and the kind. */
  tasksOf(role: string, org: string): string[] {
    return [...this.known].flatMap(([id, { state }]) => {
      if (!isOpen(state) || !isOwnOf(org, state.orgPath ?? '')) return [];
      if (role === 'registrar') return [`${id} application`];
      return role === 'reviewer' && state.reminded > 0 ? [`${id} overdueApplication`] : [];
    });
  }

  private written(item: ApplicationItem): void {
    const id = item.pk.slice(2);
    const state = JSON.parse(item.state) as Application;
    const before = this.known.get(id);
    const fail = (what: string) =>
      this.world.fail(`申请 ${id}（${before?.state.standing ?? '没有'}→${state.standing}）：${what}`, id);
    this.known.set(id, { version: item.version, state, isWhole: item.file !== undefined });
    if (item.version !== (before?.version ?? 0) + 1) fail('跳了版本');
    if (state.id !== id) fail('是另一件的');
    if (item.file === undefined) {
      if (!before || isOpen(before.state) || before.state.standing === 'takenOver') fail('还用得着，就删去了');
      else if (JSON.stringify(before.state) !== JSON.stringify(state)) fail('删去的时候改了');
      return;
    }
    if (!before) {
      if (state.standing !== 'draft' || state.startedOn !== this.world.today()) fail('不是从头开始的');
      return;
    }
    if (!next[before.state.standing].includes(state.standing)) fail('不能这样接着');
    this.changed(before.state, state, fail);
  }

  private changed(before: Application, after: Application, fail: (what: string) => void): void {
    const today = this.world.today();
    if (after.startedOn !== before.startedOn) fail('改了开始的日子');
    if (isOpen(after) !== (after.due !== null)) fail(`期限是 ${after.due}`);
    if ((after.submittedOn === null) !== (after.orgPath === null)) fail('没有提交而有工会，或者提交了而没有');
    const isHandedIn = before.standing === 'draft' && after.standing === 'received';
    if (isHandedIn && after.submittedOn !== today) fail('提交的日子不对');
    if (!isHandedIn && after.submittedOn !== before.submittedOn) fail('改了提交的日子');
    const isReminded = after.reminded === before.reminded + 1 && after.remindedOn === today;
    if (isReminded && (before.due ?? '9') >= today) fail(`${before.due} 才到期，就催了`);
    if (isReminded && before.remindedOn !== null && daysBetween(before.remindedOn, today) < 7) fail('一周里催了两次');
    if (after.due !== null && after.due !== before.due && after.due <= today) fail(`新的期限 ${after.due} 已经到了`);
    const isSame = before.standing === 'received' && after.standing === 'received' && after.orgPath === before.orgPath;
    if (isSame && !isReminded) fail('没有变什么，又算一次期限');
    if (after.reminded > 0 && after.reminded !== before.reminded && !isReminded) fail('催了几次对不上');
    const isEnded = !isOpen(after) && after.standing !== 'draft';
    if (isEnded !== (after.endedOn !== null)) fail('办结的日子不对');
    if (isEnded) this.ended(after, fail);
    else if (after.endedBy !== null || after.reason !== null) fail('没有办结而写着谁办结的');
  }

  private ended({ standing, endedBy, orgPath, reason }: Application, fail: (what: string) => void): void {
    if ((standing === 'refused') !== (reason !== null)) fail(`原因是 ${reason}`);
    if (standing === 'withdrawn') {
      if (endedBy !== null) fail(`撤回的写着是 ${endedBy} 办结的`);
      return;
    }
    const { roles, orgPath: own } = this.world.staff.get(endedBy ?? '');
    const may = standing === 'takenOver' ? ['registrar'] : ['registrar', 'reviewer'];
    if (!roles.some((role) => may.includes(role)) || !`${orgPath}/`.startsWith(`${own}/`)) fail(`是 ${endedBy} 办结的`);
  }

  /** Whatever is owed about one was done in time, or somebody is asked for it. */
  owed(): void {
    const today = this.world.today();
    const { app } = this.world.ground;
    for (const [id, { state, isWhole }] of this.known) {
      const { due, reminded, startedOn, endedOn, submittedOn, standing } = state;
      const fail = (what: string) => this.world.fail(`申请 ${id}（${standing}）：${what}`, id);
      const since = (day: string | null) => (day === null ? 0 : daysBetween(day, today));
      if (isOpen(state) && since(due) > LATE_DAYS && reminded === 0) fail(`${due} 到期，没有催过`);
      if (standing === 'draft' && since(startedOn) > DRAFT_DAYS + LATE_DAYS) fail(`${startedOn} 开始的，没有删去`);
      this.becomes(id, state, fail);
      const isOver = standing === 'refused' || standing === 'withdrawn';
      if (!isOver || endedOn === null) continue;
      const months = 12 * app.profile.retention.applicationYears;
      const until = submittedOn === null ? endedOn : addMonths(endedOn, months);
      // A draft that nobody handed in is ended by being forgotten.
      const isEarly = submittedOn !== null && !isWhole && today <= until;
      if (isEarly) fail(`要留到 ${until}，已经删去了`);
      if (isWhole && since(until) > LATE_DAYS) fail(`留到 ${until}，还没有删去`);
      if (isWhole !== app.dynamoDb.dossierKeys.dossiers().includes(id))
        fail(isWhole ? '密钥没有了' : '删去了，密钥还在');
    }
  }

  private becomes(
    id: string,
    { standing, submittedOn, endedBy, orgPath }: Application,
    fail: (what: string) => void,
  ): void {
    const is = this.checks.stateOf(id) !== undefined;
    if (is !== (standing === 'takenOver')) fail(is ? '没有接收就成了档案' : '接收了而没有档案');
    if (!is) return;
    const [first] = this.world.ground.app.dynamoDb.lyingUnder<{ entry: string }>(`J#${id}`);
    const { action, actor } = JSON.parse(first?.entry ?? '{}');
    if (action.type !== 'createDraft' || action.applied?.on !== submittedOn) fail('档案没有写它是哪一天申请的');
    if (actor.id !== endedBy || action.orgPath !== orgPath) fail('档案不是由接收的人建在那个工会的');
  }

  /** Everybody does their part: none waits any more. */
  endedInTime(): void {
    this.owed();
    for (const [id, { state }] of this.known) {
      if (isOpen(state)) this.world.fail(`申请 ${id}（${state.standing}，${state.orgPath}）：没有办完`, id);
    }
  }
}
