import { oneSided } from '../../shared/access/both-sides.ts';
import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { MergerBody, RulingBody } from '../../shared/contract/bodies/rulings.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { decideRulings } from '../../shared/dossier/duplicate-deeds.ts';
import type { Duplicate } from '../../shared/dossier/duplicate-state.ts';
import { decideMerger, toCarry } from '../../shared/dossier/merger.ts';
import { mergerContext, rulingContext } from '../../shared/dossier/seal-contexts.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import { type Dossier, type Recording, refusedAs } from '../../shared/registry/dossiers.ts';
import { keys } from '../../shared/registry/keys.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { rememberPlaces } from '../../shared/registry/places.ts';
import { liveOther } from '../../shared/registry/shown-duplicate.ts';
import { likeness } from '../../shared/registry/stored-traces.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, keyring, table } from '../../shared/services/services.ts';

export const lambda = (app: App) =>
  serve(app, {
    /** 裁定疑似重复: recorded in both journals, while the other dossier is live, so that neither side is asked again. */
    ruleDuplicate: {
      body: RulingBody,
      handle: async ({ user, params, body, now, remember }) => {
        const before = await dossiers(app).get(params.id);
        permit(user, 'ruleDuplicate', before.state);
        const duplicate = duplicateOf(before.state, params.other);
        const other = await liveOther(dossiers(app), before, duplicate);
        if (other) permitOnBoth(user, duplicate, before.state, other.state);
        const { mine, theirs } = await rulingsOf(app, before, other, duplicate, body);
        const answer = { status: 200, body: { id: before.id, version: before.version + 1, ruling: body.ruling } };
        const tells = mailWrite(table(app), before.id, { kind: 'ruledSame' }, now, before.registrarMail);
        const effects = [...(body.ruling === 'same' ? [tells] : []), ...remember(answer)];
        const beside = other && theirs ? [{ before: other, action: theirs }] : [];
        await recordBy(app, user, now, { before, action: mine, effects }, ...beside);
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
        const merger = await mergerOf(app, survivor, other, body.reason);
        await findableAs(app, survivor, other);
        const answer = { status: 200, body: { id: survivor.id, version: survivor.version + 1, absorbed: other.id } };
        const facts = togetherAs(survivor, other);
        const tells = mailWrite(table(app), other.id, { kind: 'mergedInto' }, now, other.registrarMail);
        // Whoever goes on with the survivor learns that it waits for another now.
        const waits = mailWrite(table(app), survivor.id, { kind: 'ruledSame' }, now, survivor.registrarMail);
        const effects = [...(merger.absorbs.ruled ? [waits] : []), ...remember(answer)];
        const absorbs = { before: survivor, action: merger.absorbs, facts, effects };
        await recordBy(app, user, now, absorbs, { before: other, action: merger.merges, effects: [tells] });
        return answer;
      },
    },
  });

export const handler = lambda(fromEnvironment());

/** What a reviewer does to several dossiers, in one transaction. */
async function recordBy(
  app: App,
  { id }: User,
  now: Date,
  ...each: (Omit<Recording, 'id' | 'actor' | 'now'> & { before: Dossier })[]
) {
  const common = { actor: { kind: 'staff' as const, id }, now };
  await dossiers(app).recordTogether(each.map((one) => ({ ...common, id: one.before.id, ...one })));
}

/** What was found of another dossier; E1310 when nothing was. */
function duplicateOf({ duplicates }: DossierState, other: string): Duplicate {
  const duplicate = duplicates.find(({ dossier }) => dossier === other);
  if (!duplicate) throw new Problem(1310);
  return duplicate;
}

/** Throws unless the user is impartial on either side (E1503), and may look into both where that is asked for (E1502). */
function permitOnBoth(user: User, duplicate: Duplicate, mine: DossierState, other: DossierState): void {
  const refused = oneSided(user, duplicate, mine, other);
  if (refused) throw new Problem(refused.code, refused.detail === undefined ? {} : { detail: refused.detail });
}

/** What is recorded of a ruling on either side; E1302 where it may not be. */
async function rulingsOf(
  app: App,
  before: Dossier,
  other: Dossier | undefined,
  duplicate: Duplicate,
  { ruling, reason }: { ruling: 'different' | 'same'; reason: string },
) {
  const reasons = await ruledBecause(app, before, { other, named: duplicate.dossier, reason });
  const ruled = decideRulings(before.state, other?.state ?? null, { duplicate, ruling, reasons });
  if (isRefusal(ruled)) throw refusedAs(ruled);
  return ruled;
}

/** The reason of a ruling, sealed for either journal. */
async function ruledBecause(
  app: App,
  mine: Dossier,
  { other, named, reason }: { other: Dossier | undefined; named: string; reason: string },
) {
  const sealed = ({ id, version }: Dossier, dossier: string) =>
    keyring(app).seal(rulingContext(id, dossier, version + 1), reason);
  const ours = await sealed(mine, named);
  return { mine: ours, theirs: other ? await sealed(other, mine.id) : ours };
}

/** What is recorded of a merger on either side; E1302 where the two are not to be merged. */
async function mergerOf(app: App, survivor: Dossier, other: Dossier, reason: string) {
  const merger = decideMerger(survivor.state, other.state, {
    verdict: await likeness(table(app), survivor, other),
    people: survivor.locks.length + other.locks.length,
    reasons: await mergedBecause(app, survivor, other, reason),
    ruled: await carriedOver(app, survivor, other),
  });
  if (isRefusal(merger)) throw refusedAs(merger);
  return merger;
}

/** The reason of a merger, sealed for either journal. */
async function mergedBecause(app: App, survivor: Dossier, other: Dossier, reason: string) {
  const sealed = (of: Dossier, beside: Dossier) => keyring(app).seal(mergerContext(of.id, beside.id), reason);
  return { survivor: await sealed(survivor, other), other: await sealed(other, survivor) };
}

/** What the other was ruled one household with, as the survivor's journal has it; of what has ended nothing waits any more. */
async function carriedOver(app: App, survivor: Dossier, other: Dossier) {
  const ruled = await Promise.all(
    toCarry(survivor.state, other.state).map(async ({ dossier, from = other.id, verdict, reason, version }) => {
      if ((await liveOther(dossiers(app), survivor, { dossier })) === undefined) return [];
      const opened = await keyring(app).open<string>(rulingContext(other.id, dossier, version), reason);
      const sealed = await keyring(app).seal(rulingContext(survivor.id, dossier, survivor.version + 1), opened);
      const { score, county } = other.state.duplicates.find((each) => each.dossier === dossier) ?? { score: 0 };
      return [{ dossier, from, verdict, score, ...(county === undefined ? {} : { county }), reason: sealed }];
    }),
  );
  return ruled.flat();
}

/** What the survivor's head has of the other's from now on. */
function togetherAs(survivor: Dossier, other: Dossier) {
  return {
    locks: [...survivor.locks, ...other.locks],
    absorbedLocks: [...survivor.absorbedLocks, ...other.locks],
    names: [...new Set([...survivor.names, ...other.names])],
  };
}

/** Whoever looks for the people of the other dossier finds the survivor too. Not in the transaction, which is full. */
async function findableAs(app: App, { id, state }: Dossier, { locks, names }: Dossier): Promise<void> {
  const sk = keys.place(state.orgPath, id);
  const partitions = [...locks.map(keys.identities), ...names.map(keys.names)];
  await rememberPlaces(table(app), id, partitions);
  await table(app).putAll(partitions.map((pk) => ({ pk, sk })));
}
