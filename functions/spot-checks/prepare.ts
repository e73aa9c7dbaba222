import type { User } from '../../shared/access/may.ts';
import { addDays, dateInShanghai, dateInWords } from '../../shared/calendar/dates.ts';
import { mostStrata } from '../../shared/contract/exchanges/spot-checks.ts';
import type { BodyOf } from '../../shared/contract/types.ts';
import { digest } from '../../shared/digest/digest.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import { type FieldFault, Problem, refuseFaults } from '../../shared/errors/problem.ts';
import { areasOf } from '../../shared/few/areas.ts';
import { pooled } from '../../shared/few/pooled.ts';
import { contains, county, isWithinCounty, levelOf } from '../../shared/organisation/org-path.ts';
import { idOf } from '../../shared/registry/ids.ts';
import { areaOf, type SpotCheck } from '../../shared/registry/spot-checks.ts';
import type { App } from '../../shared/services/app.ts';
import { spotChecks } from '../../shared/services/services.ts';
import { frameDigest, type Met, strataOf } from '../../shared/spot-checks/frame.ts';
import { toDrawUntil } from '../../shared/spot-checks/one-at-a-time.ts';
import { quotaOf, sampleOf } from '../../shared/spot-checks/size.ts';
import type { Frame } from '../../shared/spot-checks/words.ts';
import { householdsIn } from './listing.ts';

/** A province's households on file, and more than any has today (facts 4.3). */
const MOST_HOUSEHOLDS = 120_000;
/** What is not listed by then nobody waits for: the API itself gives up after 29 s. A few hundred thousand households are. */
const LONGEST_MS = 20_000;
/** A public draw is announced that far ahead. */
const MOST_DAYS_AHEAD = 90;

type Asked = BodyOf<'prepareSpotCheck'>;

/**
 * Lists the frame, puts it down, and answers the check that says its digest: not yet written; and the latest of its area
 * and kind before it, which it follows.
 */
export async function prepared(
  app: App,
  user: User,
  asked: Asked,
  now: Date,
): Promise<{ check: SpotCheck; latest: SpotCheck | undefined }> {
  const today = dateInShanghai(now);
  refuseFaults(faultsIn(asked, today));
  const { orgPath, own = false, instrument, publicDraw } = asked;
  const area = areaOf({ orgPath, own });
  const latest = await spotChecks(app).latest({ orgPath, own, instrument });
  if (latest) refuseBeforeDrawn(latest, user, today);
  const frames = [...new Set(asked.frames)] as Frame[];
  const isSample = instrument === 'sample';
  // Whoever stands above a county is told how many are in it by what is drawn, so all that they see is listed first.
  const top = isWithinCounty(user.orgPath) ? orgPath : user.orgPath;
  const begun = performance.now();
  const all = new Map<string, Met>();
  for await (const each of householdsIn(app, { orgPath: top, frames, byCategory: isSample })) {
    all.set(each.dossier, each);
    if (performance.now() - begun > LONGEST_MS) throw new Problem(1342, { detail: tooManyToList(top, area) });
  }
  // How many are a union's own its people know.
  const isTheirs = isWithinCounty(user.orgPath) || (own && user.orgPath === orgPath);
  if (!isTheirs) refuseHidden(top, area, [...all.values()]);
  const met = [...all.values()].filter(({ place }) => contains(area, place));
  const { strata: counted, households } = strataOf(orgPath, met);
  if (households.length === 0) throw new Problem(1342, { detail: '框里一户也没有，没有什么可抽。' });
  if (households.length > MOST_HOUSEHOLDS || counted.length > mostStrata) {
    const detail = `框里有 ${households.length} 户、${counted.length} 层，至多 ${MOST_HOUSEHOLDS} 户、${mostStrata} 层：请按市或县分开抽。`;
    throw new Problem(1342, { detail });
  }
  const percent = isSample ? null : (asked.percent ?? app.profile.spotChecks.yearlyPercent);
  const wished = isSample ? { halfWidth: asked.halfWidth ?? 50, expected: asked.expected ?? 500 } : null;
  const strata = wished ? sampleOf(counted, wished) : quotaOf(counted, percent ?? 0);
  const frame = frameDigest({ strata, households });
  const ofOwn = strata.map(() => 0);
  for (const { dossier, stratum } of households)
    if (all.get(dossier)?.place === areaOf({ orgPath, own: true })) ofOwn[stratum - 1] = (ofOwn[stratum - 1] ?? 0) + 1;
  // The same frame for the same public draw is the same 抽查, whoever prepares it, and however often.
  const id = idOf(digest([frame, area, instrument, frames, percent, wished, publicDraw]));
  const same = await spotChecks(app).find(id);
  if (same) {
    const detail = same.replacedBy
      ? '同样的抽查准备过，后来换成了另一次：要用它，请写另一次公开抽奖。'
      : '同样的抽查已经准备好了，见各次抽查。';
    throw new Problem(1342, { detail });
  }
  await spotChecks(app).putFrame(id, households);
  const check = {
    ...{ id, orgPath, own, instrument, frames, percent, wished, strata, ofOwn },
    households: households.length,
    digest: frame,
    ...{ by: user.id, byOrg: user.orgPath, at: now.toISOString(), publicDraw },
    ...{ entries: [], drawn: null, replacedBy: null, revision: 1 },
  };
  return { check, latest };
}

const tooManyToList = (top: string, area: string): string =>
  area === top
    ? '这里的户太多，一次列不完：请由各市、各县的抽查人分开准备。'
    : '您管的地方户太多，一次列不完，不知道哪些数不能说：请由那里的抽查人准备。';

/** E1342 while the one before waits for its draw: whoever could prepare several would choose among what came out. */
function refuseBeforeDrawn({ drawn, byOrg, publicDraw }: SpotCheck, user: User, today: string): void {
  const by = contains(user.orgPath, byOrg) ? 'own' : 'above';
  const until = drawn === null ? toDrawUntil(publicDraw.on, by, today) : undefined;
  if (until === undefined) return;
  const { name, on } = publicDraw;
  const which = `${by === 'above' ? '上级在这里' : '这里上一次'}准备的同一种抽查（${name}，${dateInWords(on)}开奖）还没有抽`;
  const first = `请在“各次抽查”里打开它，${today < on ? '开奖以后' : ''}录入号码、抽了它，再准备下一次`;
  const early = by === 'above' ? '开奖以前要换的，由上级换。' : '';
  const detail = `${which}：${first}。${early}那次没有开奖的，${dateInWords(addDays(until, 1))}起可以另准备一次代替它。`;
  throw new Problem(1342, { detail });
}

/** E1342 where 统计 does not tell above the counties how many an area has: by a draw from it alone they would be counted. */
function refuseHidden(top: string, area: string, all: readonly Met[]): void {
  for (const own of Map.groupBy(all, ({ frame }) => frame).values()) {
    const totals = new Map<string, number>();
    for (const { place } of own) totals.set(place, (totals.get(place) ?? 0) + 1);
    if (!pooled(areasOf(top, [...totals.keys()].sort()), totals).has(area)) continue;
    const why = '这里的户数统计里不给县以上看（不到五户，或者由它推得出旁边不到五户的），单独抽就说出来了';
    throw new Problem(1342, { detail: `${why}：${insteadOf(top, area, all)}。` });
  }
}

/** What may be drawn from instead. It says nothing of whether a county of the area has anybody. */
function insteadOf(top: string, area: string, all: readonly Met[]): string {
  if (area !== top) return '请抽更大的地方，或者由那里自己抽';
  const own = areaOf({ orgPath: top, own: true });
  return all.some(({ place }) => place === own) ? '本级和直属单位的单独抽（own），各县的由各县自己抽' : '由各县自己抽';
}

function faultsIn({ orgPath, own, instrument, frames, publicDraw, ...asked }: Asked, today: string): FieldFault[] {
  const [first, last] = [addDays(today, 1), addDays(today, MOST_DAYS_AHEAD)];
  const isSample = instrument === 'sample';
  return [
    // Strata and 覆盖 are of counties: a frame of one union alone would be taken for its county's.
    ...(levelOf(orgPath) === undefined
      ? [fieldFault('/orgPath', `抽查从一个县、市或省里抽，一个工会不单独抽：写 ${county(orgPath)}`)]
      : []),
    ...(own && isWithinCounty(orgPath)
      ? [fieldFault('/own', '只有市、省总工会分本级和直属单位；县里的不写这一项，抽的就是全县')]
      : []),
    ...(publicDraw.on < first || publicDraw.on > last
      ? [fieldFault('/publicDraw/on', `开奖的日期“${publicDraw.on}”不在 ${first} 到 ${last} 之间：先列框、后开奖`)]
      : []),
    ...(!isSample && (frames.length > 1 || frames[0] !== 'onFile')
      ? [fieldFault('/frames', '覆盖抽查只看“在册”；要看别的，用估计抽样')]
      : []),
    ...(isSample && asked.percent !== undefined
      ? [fieldFault('/percent', '估计抽样的户数由半宽算出，不写百分之几')]
      : []),
    ...(['halfWidth', 'expected'] as const)
      .filter((name) => !isSample && asked[name] !== undefined)
      .map((name) => fieldFault(`/${name}`, '覆盖抽查不估计差错率，不写这一项')),
  ];
}
