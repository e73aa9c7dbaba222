import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { Checks } from './checks.ts';
import { attempt, mustFail } from './people/person.ts';
import { administrators, counties, municipality, province } from './places.ts';
import type { World } from './world.ts';

/** A list as somebody reads it. */
interface List {
  who: string | undefined;
  operation: string;
  params?: Record<string, string>;
  query?: Record<string, string>;
}

/** So few to a page that every list has pages to turn. */
const FEW = 2;
/** Of those that are of one household, one, or one 抽查, so many are read. */
const OF_EACH = 3;

const auditor = 'auditor-530000-1';
const [administrator] = administrators;

/** What a county's reviewers have asked for, one of each. */
async function askedBy(world: World, who: string, org: string): Promise<List[]> {
  const as = world.visitors.as(who);
  const [campaign] = (await as.call('listCampaigns', { query: { org } })).body.campaigns;
  const [scenario] = (await as.call('listScenarios', { query: { org } })).body.scenarios;
  return [
    ...(campaign ? [{ who, operation: 'getCampaign', params: { campaign: campaign.campaign } }] : []),
    ...(scenario
      ? [{ who, operation: 'listScenarioHouseholds', params: { scenario: scenario.scenario }, query: { org } }]
      : []),
  ];
}

async function listsOf(world: World, checks: Checks): Promise<List[]> {
  const chance = world.chance('last pages');
  const some = <T>(of: readonly T[]): T[] =>
    of.length <= OF_EACH ? [...of] : Array.from({ length: OF_EACH }, () => chance.one(of));
  const known = checks.dossiers.filter((id) => (checks.stateOf(id)?.disposal ?? null) === null);
  const with_ = (of: 'visits' | 'aid') =>
    known.filter((id) => {
      const state = checks.stateOf(id);
      return of === 'visits' ? (state?.visits.count ?? 0) > FEW : (state?.aid.entries ?? 0) > FEW;
    });
  const heard = known.filter((id) => (checks.stateOf(id)?.objectionsRaised ?? 0) > FEW);
  const org = chance.one(counties);
  const reviewer =
    world.staff.get(`reviewer-${org.slice(-6)}-1`).orgPath === org ? `reviewer-${org.slice(-6)}-1` : undefined;
  const day = world.today();
  const ofCounty: List[] =
    reviewer === undefined
      ? []
      : [
          { who: reviewer, operation: 'listTasks', query: { org } },
          { who: reviewer, operation: 'listCoverageHouseholds', query: { org, year: day.slice(0, 4) } },
          { who: reviewer, operation: 'listFigureHouseholds', query: { org, figure: 'onFile' } },
          { who: reviewer, operation: 'listBatches', query: { org } },
          ...(await askedBy(world, reviewer, org)),
        ];
  const status = chance.one(['registered', 'cancelled', 'withdrawn', 'rejected']);
  return [
    ...ofCounty,
    { who: auditor, operation: 'listDossiers', query: { org: province, status } },
    { who: auditor, operation: 'listMargin', query: { org: province } },
    ...(['listed', 'confirmed', 'dark'] as const).map((stage) => ({
      ...{ who: auditor, operation: 'listDisposals', query: { org, stage } },
    })),
    { who: auditor, operation: 'listReadings', query: { org } },
    ...[province, municipality].map((each) => ({ who: auditor, operation: 'listSpotChecks', query: { org: each } })),
    ...some([...world.spotChecks]).map((spotCheck) => ({
      ...{ who: auditor, operation: 'listSpotCheckHouseholds', params: { spotCheck } },
    })),
    ...(['open', 'ended'] as const).map((list) => ({
      ...{ who: auditor, operation: 'listApplications', query: { org: province, list } },
    })),
    { who: auditor, operation: 'listChecks', query: { org } },
    { who: administrator, operation: 'listPeople', query: { org: municipality } },
    { who: administrator, operation: 'listUnions', query: { org: province } },
    { who: administrator, operation: 'listProposals' },
    { who: undefined, operation: 'listNotices', query: { division: org.slice(-6) } },
    ...some(known).map((id) => ({ who: auditor, operation: 'getReadings', params: { id } })),
    ...some(with_('visits')).map((id) => ({ who: auditor, operation: 'listVisits', params: { id } })),
    ...some(with_('aid')).map((id) => ({ who: auditor, operation: 'listAid', params: { id } })),
    ...some(heard).map((id) => ({ who: auditor, operation: 'listObjections', params: { id } })),
  ];
}

/** Whatever became of an application, who may read it is told how it ended, or that there is no more of it. */
async function readsEnded(world: World): Promise<void> {
  const as = world.visitors.as(auditor);
  const { applications } = (await as.call('listApplications', { query: { org: province, list: 'ended' } })).body;
  const some = applications.filter((_, index) => index % Math.ceil(applications.length / OF_EACH) === 0);
  for (const { id, standing } of some) {
    await attempt(world, { who: auditor, what: '看办完的申请' }, async () => {
      const { body } = await as.call('getApplication', { params: { id } });
      if (body.standing !== standing) world.fail(`申请 ${id} 列着 ${standing}，打开是 ${body.standing}`, id);
    });
  }
}

interface Page {
  items: object[];
  cursor: string | null;
}

async function page(world: World, { who, operation, params, query }: List, cursor?: string): Promise<Page> {
  const asked = { params: params ?? {}, query: { ...query, ...(cursor === undefined ? {} : { cursor }) } };
  const { body } = await world.visitors.as(who).call(operation as never, asked as never);
  const items = Object.values(body as object).find((each) => Array.isArray(each)) as object[];
  return { items, cursor: (body as Page).cursor };
}

/** To the last page; a list that never comes to it has been read for too long. */
async function toTheEnd(world: World, list: List): Promise<object[]> {
  const found: object[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 400; pages++) {
    const { items, cursor: next } = await page(world, list, cursor);
    found.push(...items);
    if (next === null) return found;
    cursor = next;
  }
  world.fail(`${list.operation}：翻了四百页还有`);
  return found;
}

/**
 * Somebody reads every list to its last page, a few to a page: it is the one that is read in one page, nothing left out,
 * nothing twice and in the same order; and a mark that no list gave turns no page.
 */
export async function lastPagesAgree(world: World, checks: Checks): Promise<void> {
  await readsEnded(world);
  const usual = { ...pageSizes };
  for (const list of await listsOf(world, checks)) {
    const { who = '群众', operation } = list;
    const began = world.now();
    const at = (item: object) => (item as { at?: string }).at ?? '';
    // Who has read a list is in the list of those who have.
    const plain = (items: object[]) =>
      (/Readings$/.test(operation) ? items.filter((item) => at(item) < began) : items).map((item) =>
        JSON.stringify(item),
      );
    const { items, cursor } = await page(world, list);
    const whole = plain(cursor === null ? items : await toTheEnd(world, list));
    let paged: string[];
    try {
      Object.assign(pageSizes, Object.fromEntries(Object.keys(usual).map((name) => [name, FEW])));
      const { cursor: mark } = await page(world, list);
      paged = plain(await toTheEnd(world, list));
      if (mark !== null)
        await mustFail(world, { who, what: `${operation} 用编的翻页标记` }, () => page(world, list, 'eHl6'), [1004]);
    } finally {
      Object.assign(pageSizes, usual);
    }
    // Readings of a quarter of an hour stand in no order over two pages.
    const sorted = (those: string[]) => (/Readings$/.test(operation) ? those.toSorted() : those).join('\n');
    if (sorted(paged) === sorted(whole)) continue;
    const missing = whole.find((item) => !paged.includes(item));
    const what = missing === undefined ? `多出、重复或次序不同` : `少了 ${missing}`;
    world.fail(
      `${operation} ${JSON.stringify(list.query ?? list.params ?? {})} 一页读到 ${whole.length} 项，翻页读到 ${paged.length} 项，${what}`,
    );
  }
}
