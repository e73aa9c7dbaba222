import { addDays } from '../../shared/calendar/dates.ts';
import { type Consent, consentsOf } from '../../shared/consent/consent.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { isInCare } from '../../shared/dossier/life.ts';
import { marginContext } from '../../shared/dossier/seal-contexts.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { statuses, statusOf } from '../../shared/dossier/status.ts';
import { isOwnOf } from '../../shared/organisation/org-path.ts';
import { forms, keyring } from '../../shared/services/services.ts';
import { obligations } from '../../shared/tasks/obligations.ts';
import type { TaskRole } from '../../shared/tasks/task.ts';
import type { Applications } from './applications.ts';
import type { Checks } from './checks.ts';
import { counties, municipality, province } from './places.ts';
import type { World } from './world.ts';

/** Whose tasks lists show; of an approver's, those of whoever has another part as well. */
const listing: readonly TaskRole[] = ['registrar', 'surveyor', 'reviewer', 'administrator'];

/** So few to a page that there are pages to turn. */
const limit = '3';

/** At rest, the lists and counts that the API answers are the sums over all journals: nothing missing, nothing twice. */
export async function listsAgree(world: World, checks: Checks, applications: Applications): Promise<void> {
  const all = checks.dossiers.flatMap((id) => {
    const state = checks.stateOf(id);
    return state ? [{ id, state }] : [];
  });
  const same = (what: string, listed: readonly string[], expected: readonly string[]) => {
    const [has, should] = [[...listed].sort(), [...expected].sort()];
    if (has.join() !== should.join()) world.fail(`${what}列出 ${has}，按日志应是 ${should}`);
  };
  const auditor = world.visitors.as('auditor-530000-1');
  for (const status of statuses) {
    const expected = all.filter(({ state }) => statusOf(state) === status).map(({ id }) => id);
    const listed = await pages(async (cursor) => {
      const { body } = await auditor.call('listDossiers', { query: { status, org: province, limit, ...cursor } });
      return { items: body.dossiers.map(({ id }) => id), cursor: body.cursor };
    });
    same(`状态 ${status} `, listed, expected);
    const { count } = (await auditor.call('countDossiers', { query: { status, org: province } })).body;
    if (count !== expected.length) world.fail(`状态 ${status} 数出 ${count} 份，按日志应是 ${expected.length}`);
  }
  const onMargin = await pages(async (cursor) => {
    const { body } = await auditor.call('listMargin', { query: { org: province, ...cursor } });
    return { items: body.households.map(({ dossier }) => dossier), cursor: body.cursor };
  });
  same('边缘名单', onMargin, checks.margin.now());
  await agreed(world, checks);
  for (const org of [...counties, municipality]) {
    // However often a household is handed over, it stands in the lists of one union.
    for (const status of ['registered', 'reverifying'] as const) {
      const expected = all
        .filter(({ state }) => statusOf(state) === status && isOwnOf(org, state.orgPath))
        .map(({ id }) => id);
      const listed = await pages(async (cursor) => {
        const { body } = await auditor.call('listDossiers', { query: { status, org, own: 'yes', limit, ...cursor } });
        return { items: body.dossiers.map(({ id }) => id), cursor: body.cursor };
      });
      same(`${org} 状态 ${status} `, listed, expected);
    }
    await unaidedAgree(world, org, all);
    const batches = await pages(async (cursor) => {
      const { body } = await auditor.call('listBatches', { query: { org, ...cursor } });
      return { items: body.batches, cursor: body.cursor };
    });
    const old = await pages(async (cursor) => {
      const { body } = await auditor.call('listTranscripts', { query: { org, ...cursor } });
      return { items: body.transcripts, cursor: body.cursor };
    });
    const bounced: { orgPath: string; dossier: string }[] = [];
    for (const { batch, orgPath, status } of batches) {
      if (status !== 'approved') continue;
      const { households } = (await auditor.call('getBatch', { params: { batch } })).body;
      bounced.push(
        ...households.flatMap(({ dossier, result }) => (result === 'bounced' ? [{ orgPath, dossier }] : [])),
      );
    }
    for (const { id: who, roles, orgPath } of world.staff.all()) {
      const own = listing.filter((role) => roles.includes(role as never));
      if (own.length === 0 || !`${org}/`.startsWith(`${orgPath}/`)) continue;
      const isIn = (each: { orgPath: string }) => isOwnOf(org, each.orgPath);
      const ofDossiers = all.flatMap(({ id, state }) =>
        obligations(state, world.ground.app.profile)
          .filter((each) => each.person === who || (own.includes(each.role) && isIn(each)))
          // What somebody has a hand in stands in the lists of the others.
          .filter(({ notFor = [] }) => !notFor.includes(who))
          .map(({ kind }) => `${id} ${kind}`),
      );
      // 资金发放 is no dossier's, and waits for the county's reviewers, but for who handed it in; what bounced, for its payer.
      const waiting = batches.filter(({ status, by }) => status === 'prepared' && by !== who);
      const transcripts = old.filter((each) => each.by !== who && isWaiting(each));
      const ofBatches = [
        ...(own.includes('reviewer') ? transcripts.map(({ transcript }) => `${transcript} transcript`) : []),
        ...(own.includes('reviewer') ? waiting.map(({ batch }) => `${batch} batch`) : []),
        ...(own.includes('registrar') ? bounced.filter(isIn).map(({ dossier }) => `${dossier} bounced`) : []),
      ];
      const applied = own.flatMap((role) => applications.tasksOf(role, org));
      const expected = [...ofDossiers, ...applied, ...ofBatches];
      const as = world.visitors.as(who);
      const listed = await pages(async (cursor) => {
        const { body } = await as.call('listTasks', { query: { org, ...cursor } });
        return { items: body.tasks.map(({ dossier, kind }) => `${dossier} ${kind}`), cursor: body.cursor };
      });
      same(`${who} 在 ${org} 的待办`, listed, expected);
    }
  }
}

/** 旧档 of which somebody has to go on with the confirmation, or begin it. */
const isWaiting = ({ status, done }: AnswerOf<'listTranscripts'>['transcripts'][number]): boolean =>
  status === 'prepared' || (status === 'confirmed' && done === null);

/** Those in care of a county, or of a city's own, who were not given anything lately. */
async function unaidedAgree(world: World, org: string, all: readonly { id: string; state: DossierState }[]) {
  const auditor = world.visitors.as('auditor-530000-1');
  const since = addDays(world.today(), -60);
  const listed = await pages(async (cursor) => {
    const query = { org, own: 'yes' as const, limit, notAssistedSince: since, ...cursor };
    const { body } = await auditor.call('listDossiers', { query });
    return { items: body.dossiers.map(({ id }) => id), cursor: body.cursor };
  });
  const expected = all.filter(
    ({ state }) => isInCare(state) && isOwnOf(org, state.orgPath) && (state.aid.latest[0]?.on ?? '') < since,
  );
  const ids = expected.map(({ id }) => id).sort();
  if (listed.toSorted().join() !== ids.join()) world.fail(`${org} ${since} 以来没有帮扶的列出 ${listed}，应是 ${ids}`);
}

/** Whoever is on 边缘名单 is there with the word of everybody of the form that was judged. */
async function agreed(world: World, checks: Checks): Promise<void> {
  const { app } = world.ground;
  for (const id of checks.margin.now()) {
    const { margin, matter } = checks.stateOf(id) ?? {};
    if (!margin || !matter?.form) {
      world.fail(`${id} 在边缘名单上，状态里没有`, id);
      continue;
    }
    const form = await forms(app).getSubmitted(id, matter.form);
    const consents = await keyring(app).open<Consent[]>(marginContext(id, margin.version), margin.consent);
    const silent = consentsOf(form, consents).filter(({ consent }) => consent === null);
    if (silent.length > 0) world.fail(`${id} 在边缘名单上，${silent.map(({ person }) => person)} 没有同意`, id);
  }
}

async function pages<T>(
  read: (cursor: { cursor?: string }) => Promise<{ items: T[]; cursor: string | null }>,
): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof read>> = await read(cursor === undefined ? {} : { cursor });
    found.push(...page.items);
    cursor = page.cursor;
  }
  return found;
}
