import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { ConfirmProposalBody, ProposeBody, RefuseProposalBody } from '../../shared/contract/bodies/gazette.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { RowFault } from '../../shared/csv/rows.ts';
import { digest } from '../../shared/digest/digest.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import { type FieldFault, fieldProblem, Problem, refuseFaults } from '../../shared/errors/problem.ts';
import { examine, overtaken } from '../../shared/gazette/examine.ts';
import type { GazetteVersion, Proposal, ProposalOutcome } from '../../shared/gazette/items.ts';
import { serve } from '../../shared/http/serve.ts';
import { EffectRefused } from '../../shared/registry/dossiers.ts';
import { type KnownProposal, proposalEffects } from '../../shared/registry/proposals.ts';
import type { Write } from '../../shared/registry/table.ts';
import { type Limit, pastLimit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { gazette, proposals, table, tries } from '../../shared/services/services.ts';
import { standardsIn } from './standards.ts';
import { lineView, proposalView, yearView } from './view.ts';

/** Somebody wins each time that people meet, so that ten at once are all done after ten. */
const MAX_ATTEMPTS = 20;
const PER_PERSON_AND_DAY: Limit = { name: 'propose', per: 'day', max: 30 };

/** Published data is the province's own: whoever reads or changes it is asked at its root. */
const province = ({ profile }: App) => ({ orgPath: profile.code });

export const lambda = (app: App) =>
  serve(app, {
    /** What counts where whoever asks is; the whole province's gazette is for those who enter it. */
    getStandards: {
      handle: async ({ user, now }) => {
        permit(user, 'readStandards', user);
        const body = standardsIn(app.profile, await gazette(app).now(now), {
          orgPath: user.orgPath,
          today: dateInShanghai(now),
        });
        return { status: 200, body };
      },
    },

    getGazette: {
      handle: async ({ user, now }) => {
        permit(user, 'readGazette', province(app));
        const { arrangements, lines } = await gazette(app).now(now);
        const today = dateInShanghai(now);
        const current = lines.filter(({ to }) => to === null || to >= today);
        return { status: 200, body: { years: arrangements.map(yearView), lines: current.map(lineView) } };
      },
    },

    propose: {
      body: ProposeBody,
      handle: async ({ user, body, now, remember }) => {
        permit(user, 'changeGazette', province(app));
        if (!(await tries(app).allows(PER_PERSON_AND_DAY, user.id, now))) throw pastLimit(PER_PERSON_AND_DAY, now);
        const { faults } = examine(body, app.profile, await gazette(app).now(now), dateInShanghai(now));
        refuseFaults(asFaults(faults));
        const proposed = { ...body, digest: digest(body), by: user.id, at: now.toISOString() };
        return again(app, proposalEffects.number, async () => {
          const proposal: Proposal = { ...proposed, number: (await proposals(app).last()) + 1 };
          const answer = { status: 201, body: { number: proposal.number, digest: proposal.digest } };
          return { answer, writes: [...proposals(app).proposeWrites(proposal), ...remember(answer)] };
        });
      },
    },

    listProposals: {
      handle: async ({ user, query }) => {
        permit(user, 'readGazette', province(app));
        const { cursor } = query;
        if (cursor !== undefined && !isNumber(cursor)) {
          throw new Problem(1004, {
            faults: [fieldFault('/cursor', `须为上一页给出的编号：${cursor}`)],
          });
        }
        const page = await proposals(app).page(cursor === undefined ? undefined : Number(cursor), pageSizes.proposals);
        const next = page.next === null ? null : String(page.next);
        return { status: 200, body: { proposals: page.proposals.map(proposalView), cursor: next } };
      },
    },

    getProposal: {
      handle: async ({ user, params, now }) => {
        permit(user, 'readGazette', province(app));
        const proposal = await found(app, params.number);
        const nothing = { content: undefined, faults: [] };
        const { content, faults } = proposal.outcome ? nothing : await examined(app, proposal, now);
        const body = {
          ...proposalView(proposal),
          file: proposal.file,
          faults: faults.map(sentence),
          year: content?.kind === 'arrangement' ? yearView(content.arrangement) : null,
          lines: content?.kind === 'lines' ? content.lines.map(lineView) : null,
        };
        return { status: 200, body };
      },
    },

    confirmProposal: {
      body: ConfirmProposalBody,
      handle: async ({ user, params, body, now, remember }) => {
        permit(user, 'changeGazette', province(app));
        return again(app, proposalEffects.version, async () => {
          const proposal = await waiting(app, params.number);
          requireRead(proposal, user, body.digest);
          const version = await versionOf(app, proposal, user, now);
          const { number, kind } = proposal;
          const answer = { status: 200, body: { number, kind, version: version.version } };
          const outcome = proposals(app).outcomeWrites(number, outcomeOf('confirmed', user, now));
          return { answer, writes: [...outcome, proposals(app).versionWrite(version), ...remember(answer)] };
        });
      },
    },

    /** Also by who entered it: then it is taken back. */
    refuseProposal: {
      body: RefuseProposalBody,
      handle: async ({ user, params, body, now, remember }) => {
        permit(user, 'changeGazette', province(app));
        const { number } = await waiting(app, params.number);
        const answer = { status: 200, body: { number } };
        const outcome = outcomeOf('refused', user, now, body.reason);
        return written(app, answer, [...proposals(app).outcomeWrites(number, outcome), ...remember(answer)]);
      },
    },
  });

export const handler = lambda(fromEnvironment());

/** Confirmed by somebody else than who entered it (E1504), and as it was read (E1004). */
function requireRead(proposal: KnownProposal, user: User, digest: string): void {
  if (proposal.by === user.id) throw new Problem(1504);
  if (proposal.digest === digest) return;
  const message = '与录入的内容不符，请重新读取、核对之后再核准';
  throw fieldProblem('/digest', message);
}

/** The version that a proposal becomes when it is confirmed; E1316 where it cannot be any more. */
async function versionOf(app: App, proposal: KnownProposal, user: User, now: Date): Promise<GazetteVersion> {
  // Counted before it is examined: what is confirmed after this is refused when it is written.
  const before = await proposals(app).versions(proposal.kind);
  const { content, faults } = await examined(app, proposal, now);
  if (content === undefined) throw new Problem(1316, { faults: asFaults(faults) });
  const confirmed = { confirmedBy: user.id, confirmedAt: now.toISOString() };
  return { version: before.length + 1, proposal: proposal.number, content, ...confirmed };
}

/** Prepares and writes; once more from the beginning when somebody else was quicker with what `effect` decides. */
async function again<R>(app: App, effect: string, prepare: () => Promise<{ answer: R; writes: Write[] }>): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    const { answer, writes } = await prepare();
    try {
      return await written(app, answer, writes);
    } catch (error) {
      const lost = error instanceof EffectRefused && error.effects.length === 1 && error.effects[0] === effect;
      if (!lost) throw error;
      if (attempt === MAX_ATTEMPTS)
        throw new Problem(1301, { detail: '许多人同时在录入或核准，请再试一次。', cause: error });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
    }
  }
}

/** E1315 when somebody else decided on the proposal at the same moment. */
async function written<R>(app: App, answer: R, writes: Write[]): Promise<R> {
  const refused = await table(app).transact(writes);
  if (refused.length === 0) return answer;
  if (refused.includes(proposalEffects.outcome)) throw new Problem(1315);
  throw new EffectRefused(refused);
}

/** As it would be confirmed now: against what counts, and against what was confirmed since it was entered. */
async function examined(app: App, proposal: KnownProposal, now: Date) {
  const versions = await proposals(app).versions(proposal.kind);
  const found = examine(proposal, app.profile, await gazette(app).now(now), dateInShanghai(now));
  const since = found.content === undefined ? [] : overtaken(found.content, proposal, versions);
  return since.length === 0 ? found : { content: undefined, faults: since };
}

/** E1314 when there is no proposal of this number. */
async function found(app: App, number = ''): Promise<KnownProposal> {
  const proposal = isNumber(number) ? await proposals(app).find(Number(number)) : undefined;
  if (proposal === undefined) throw new Problem(1314);
  return proposal;
}

/** E1315 when it was decided on already. */
async function waiting(app: App, number: string | undefined): Promise<KnownProposal> {
  const proposal = await found(app, number);
  if (proposal.outcome === undefined) return proposal;
  throw new Problem(1315, {
    detail: proposal.outcome.outcome === 'confirmed' ? '这一份已经核准。' : '这一份已经不采用。',
  });
}

function isNumber(text: string): boolean {
  return /^[1-9]\d{0,5}$/.test(text);
}

function outcomeOf(outcome: ProposalOutcome['outcome'], user: User, now: Date, reason = ''): ProposalOutcome {
  return { outcome, by: user.id, at: now.toISOString(), reason };
}

function asFaults(faults: readonly RowFault[]): FieldFault[] {
  return faults.map((fault) => fieldFault('/file', sentence(fault)));
}

function sentence({ row, message }: RowFault): string {
  return `第 ${row} 行：${message}`;
}
