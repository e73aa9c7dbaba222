import { table } from '../../shared/access/who-may.fixture.ts';
import type { OperationName } from '../../shared/contract/routes.ts';
import type { SignedIn } from '../support/api-event.ts';
import type { Checks } from './checks.ts';
import { loop } from './loop.ts';
import { isAboveCounties, isOwnOf } from './places.ts';
import type { World } from './world.ts';

/** What the union may do, too, to which a household is proposed. */
const answering: ReadonlySet<OperationName> = new Set(['getTransfer', 'acceptTransfer', 'refuseTransfer']);

/** What somebody who has signed in asks. */
export interface Asking {
  as: SignedIn;
  operation: OperationName;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, readonly string[]>>;
}

/**
 * Who may do what, by the table that who-may.test.ts holds the functions to, and by what the journals say of who
 * handled a matter: nothing of it is asked of the code that decides.
 */
export class Denials {
  private readonly world: World;
  private readonly checks: Checks;

  constructor(world: World, checks: Checks) {
    this.world = world;
    this.checks = checks;
  }

  /** From now on. */
  judge(): void {
    this.world.visitors.onAsked = (asking) => this.asked(asking);
  }

  /** Answers what to do with the status of the answer: whoever was denied has not been answered. */
  private asked(asking: Asking): (status: number) => void {
    const before = this.denied(asking);
    const at = this.matterOf(asking);
    const since = loop.time();
    return (status) => {
      if (before === undefined || status >= 300 || this.matterOf(asking) !== at) return;
      const { as, operation, params } = asking;
      // They may have written one down in the same moment.
      if (operation === 'ruleAccount' && this.wroteAccount(asking, since)) return;
      this.world.fail(
        `${as.sub}（${as.roles} ${as.orgPath}）${operation} ${params.id ?? ''}：${before}，答了 ${status}`,
        params.id,
      );
    };
  }

  private denied({ as, operation, params, query }: Asking): string | undefined {
    const row = table[operation];
    // Whoever wrote an account down takes it back, whatever their part: that nobody confirms their own, its entry says.
    if (!row || (operation === 'ruleAccount' && this.accountOf(params) === as.sub)) return undefined;
    if (!as.roles.split(' ').some((role) => row.may.includes(role as never))) return '没有这项职责';
    // An inspector is of wherever they are let look, which may be a county (people/inspector.ts).
    const isOfOwn = isOwnOf(query.org?.[0] ?? as.orgPath, as.orgPath);
    if (row.ofCounty && isAboveCounties(as.orgPath) && as.roles !== 'inspector' && !isOfOwn) return '在县以上';
    const on = params.id === undefined ? (query.org?.[0] ?? this.batchOf(params)) : this.world.orgPathOf(params.id);
    const to = answering.has(operation) && params.id !== undefined ? this.world.transferOf(params.id) : undefined;
    const within = [on, to].some((each) => each !== undefined && `${each}/`.startsWith(`${as.orgPath}/`));
    if (on !== undefined && !within) return '在别处';
    if (row.personal && params.id !== undefined && this.askedOf(params.id) !== as.sub) return '没有请他';
    if (!row.separate || params.id === undefined || operation === 'ruleAccount') return undefined;
    const by = this.checks.handledBy(
      params.id,
      operation === 'recordSurvey' ? ['registrar'] : ['registrar', 'surveyor'],
    );
    return by.has(as.sub) ? '经手过' : undefined;
  }

  /** Who was asked to decide, now or the last time. */
  private askedOf(id: string): string | undefined {
    const { approval } = this.checks.stateOf(id)?.matter ?? {};
    return approval?.decision?.approver ?? approval?.approver;
  }

  /** Who wrote down the account that waits. */
  private accountOf({ id = '' }: Asking['params']): string | undefined {
    return this.checks.stateOf(id)?.account.pending?.by;
  }

  private wroteAccount({ as, params: { id = '' } }: Asking, since: number): boolean {
    return this.checks.statesSince(id, since).some(({ account }) => account.pending?.by === as.sub);
  }

  /** Of whom a batch is: of 核对, of 资金发放, or of 旧档. */
  private batchOf({ check = '', batch = '', transcript = '' }: Asking['params']): string | undefined {
    const { inquiries, payments, transcripts } = this.world;
    return (inquiries.get(check) ?? payments.get(batch) ?? transcripts.get(transcript))?.orgPath;
  }

  private matterOf({ params }: Asking): number | undefined {
    return params.id === undefined ? undefined : this.checks.stateOf(params.id)?.matter.matter;
  }
}
