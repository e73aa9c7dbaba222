import { handled, mayNot, type User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { MergerBody, RulingBody } from '../../shared/contract/bodies/rulings.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { decideRuling } from '../../shared/dossier/duplicate-deeds.ts';
import type { Duplicate } from '../../shared/dossier/duplicate-state.ts';
import { decideMerger, evidenceRefusal, mergerRefusal } from '../../shared/dossier/merger.ts';
import { mergerContext, rulingContext } from '../../shared/dossier/seal-contexts.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import type { Dossier, Recording } from '../../shared/registry/dossiers.ts';
import { keys } from '../../shared/registry/keys.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { liveOther } from '../../shared/registry/shown-duplicate.ts';
import { likeness } from '../../shared/registry/stored-traces.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, keyring, table } from '../../shared/services/services.ts';

/** What a transaction takes, less the heads with their parts, journal entries, notice, mail and remembered answer. */
const MOST_LOCKS = 80;

export const lambda = (app: App) =>
  serve(app, {
    /** 裁定疑似重复: recorded in both journals, while the other dossier is live, so that neither side is asked again. */
    ruleDuplicate: {
      body: RulingBody,
      handle: async ({ user, params, body, now, remember }) => {
        const before = await dossiers(app).get(params.id);
        permit(user, 'ruleDuplicate', before.state);
        const duplicate = before.state.duplicates.find(({ dossier }) => dossier === params.other);
        if (!duplicate) throw new Problem(1310);
        const other = await liveOther(dossiers(app), before, duplicate);
        const verdict = other ? permitOnBoth(user, duplicate, before, other) : duplicate.verdict;
        if (!other && body.ruling === 'same') {
          throw new Problem(1302, { detail: '另一份档案已经终结，不再是重复：裁定为不是一户，说明即可。' });
        }
        const { ruling } = body;
        const rulingOf = async ({ id, state }: Dossier, dossier: string, asked: boolean) => {
          const reason = await keyring(app).seal(rulingContext(id, dossier), body.reason);
          return decideRuling(state, { dossier, ruling, verdict, asked, reason });
        };
        const common = { actor: { kind: 'staff' as const, id: user.id }, now };
        const answer = { status: 200, body: { id: before.id, version: before.version + 1, ruling } };
        const recordings: Recording[] = [
          {
            ...common,
            id: before.id,
            before,
            action: await rulingOf(before, duplicate.dossier, true),
            effects: [
              ...(ruling === 'same'
                ? [mailWrite(table(app), before.id, { kind: 'ruledSame' }, now, before.registrarMail)]
                : []),
              ...remember(answer),
            ],
          },
        ];
        if (other) {
          const action = await rulingOf(other, before.id, false);
          // What was ruled there by somebody who may stands; and it may have been told already, by way of a dossier that was
          // merged into it.
          if (!isRefusal(action)) {
            recordings.push({ ...common, id: other.id, before: other, action });
          }
        }
        await dossiers(app).recordTogether(recordings);
        return answer;
      },
    },

    /** 合并: one transaction in which this dossier takes the people of the other, whose life ends. */
    merge: {
      body: MergerBody,
      handle: async ({ user, params, body, now, remember }) => {
        const survivor = await dossiers(app).get(params.id);
        permit(user, 'merge', survivor.state);
        const other = await dossiers(app).get(body.other);
        permit(user, 'merge', other.state);
        const why = mergerRefusal(survivor.state, other.state);
        if (why !== undefined) throw new Problem(1302, { detail: `${why}。` });
        const verdict = await likeness(table(app), survivor, other);
        const unlike = evidenceRefusal(survivor.state, other.state, verdict);
        if (unlike !== undefined) throw new Problem(1302, { detail: `${unlike}。` });
        // What was merged must be released in one transaction, too, when the survivor's life ends.
        if (survivor.locks.length + other.locks.length > MOST_LOCKS) {
          throw new Problem(1302, { detail: '两份档案的人数合起来太多，不能合并。' });
        }
        await findableAs(app, survivor, other);
        const answer = { status: 200, body: { id: survivor.id, version: survivor.version + 1, absorbed: other.id } };
        const common = { actor: { kind: 'staff' as const, id: user.id }, now };
        const { absorbs, merges } = decideMerger(survivor.state, other.state, {
          survivor: await sealed(app, survivor, other, body.reason),
          other: await sealed(app, other, survivor, body.reason),
        });
        await dossiers(app).recordTogether([
          {
            ...common,
            id: survivor.id,
            before: survivor,
            action: absorbs,
            facts: {
              locks: [...survivor.locks, ...other.locks],
              absorbedLocks: [...survivor.absorbedLocks, ...other.locks],
              names: [...new Set([...survivor.names, ...other.names])],
            },
            effects: remember(answer),
          },
          {
            ...common,
            id: other.id,
            before: other,
            action: merges,
            effects: [mailWrite(table(app), other.id, { kind: 'mergedInto' }, now, other.registrarMail)],
          },
        ]);
        return answer;
      },
    },
  });

export const handler = lambda(fromEnvironment());

const sealed = (app: App, { id }: Dossier, other: Dossier, reason: string) =>
  keyring(app).seal(mergerContext(id, other.id), reason);

/**
 * Whoever registered or surveyed the other household is no more impartial than who did so with this one: E1503. Evidence
 * so strong that a submission stops, on either side, is ruled on by somebody who may look into both dossiers: E1502.
 * Answers how strong it is.
 */
function permitOnBoth(user: User, duplicate: Duplicate, mine: Dossier, other: Dossier): Duplicate['verdict'] {
  if (handled(user.id, other.state)) throw new Problem(1503);
  const theirs = other.state.duplicates.find(({ dossier }) => dossier === mine.id);
  if (duplicate.verdict !== 'certain' && theirs?.verdict !== 'certain') return 'possible';
  if (mayNot(user, 'ruleDuplicate', other.state) !== undefined) {
    throw new Problem(1502, { detail: '证据充分的疑似重复，由两份档案共同的上级工会的审核人裁定。' });
  }
  return 'certain';
}

/** Whoever looks for the people of the other dossier finds the survivor too. Not in the transaction, which is full. */
async function findableAs(app: App, { id, state }: Dossier, { locks, names }: Dossier): Promise<void> {
  const sk = keys.place(state.orgPath, id);
  await table(app).putAll([
    ...locks.map((index) => ({ pk: keys.identities(index), sk })),
    ...names.map((index) => ({ pk: keys.names(index), sk })),
  ]);
}
