import type { BodyOf } from '../../shared/contract/types.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import { Problem, refuseFaults } from '../../shared/errors/problem.ts';
import { momentInWords } from '../../shared/pages/dates.ts';
import { returnContext, type SaidOnSigning, type SignedReturn } from '../../shared/registry/returns.ts';
import type { ReturnCheck } from '../../shared/returns/checks.ts';
import type { ReturnPeriod } from '../../shared/returns/period.ts';
import { numberTitle } from '../../shared/returns/said.ts';
import { isSame, returnDigest, type SignedContent } from '../../shared/returns/signed.ts';
import type { App } from '../../shared/services/app.ts';
import { names, provinceSealer, returns } from '../../shared/services/services.ts';
import { assembled } from './assemble.ts';
import { awaited } from './view.ts';

type Body = BodyOf<'signReturn'>;

/** 上报 as it is signed now. E1302 where it is not what whoever signs has seen, E1347 where it may not be signed. */
export async function signedNow(
  app: App,
  period: ReturnPeriod,
  body: Body,
  { by, now }: { by: string; now: Date },
): Promise<SignedReturn> {
  const { orgPath, number } = body;
  const last = (await returns(app).of(period.id, orgPath)).at(-1);
  if (number !== (last === undefined ? 0 : last.number + 1)) throw await signedBefore(app, last);
  requireWords(app, body);
  const kept = last?.corrections ?? [];
  const content = async (corrections: SignedContent['corrections']) => {
    const { now: found, parts } = await assembled(app, period, orgPath, { number, corrections, now });
    if (found === null) throw new Problem(1347, { detail: awaited(app, period, parts) });
    return found;
  };
  const seen = await content(kept);
  if (seen.digest !== body.digest)
    throw new Problem(1302, { detail: '您看过以后，依据的数又变了，没有签报。请重新读取，看过再签。' });
  const corrections = [...kept, ...body.corrections.map(({ column, by }) => ({ column, by }))];
  const { content: signing, checks } = body.corrections.length === 0 ? seen : await content(corrections);
  if (last && isSame(signing, last))
    throw new Problem(1347, { detail: `与 ${momentInWords(last.at)} 签报的一样，没有可以补充的。` });
  refuseFailing(checks, body.why);
  const said: SaidOnSigning = {
    because: body.because ?? null,
    checks: checks.map(({ text }) => text),
    why: body.why ?? null,
    corrections: body.corrections.map(({ why }) => why),
  };
  return {
    ...signing,
    digest: returnDigest(signing),
    ...{ by, at: now.toISOString() },
    said: await provinceSealer(app).seal(returnContext(signing), said),
  };
}

/** E1302, with who signed and when. */
export async function signedBefore(app: App, last: SignedReturn | undefined): Promise<Problem> {
  if (last === undefined) return new Problem(1302, { detail: '这一期还没有签报过，先签上报，再有变化的才补充。' });
  const who = await names(app).of(last.by);
  return new Problem(1302, {
    detail: `${who} 已于 ${momentInWords(last.at)} 签报了这一期（${numberTitle(last.number)}），您的没有记下。`,
  });
}

/** E1004: a return says what the rows say; what follows it says why. */
function requireWords(app: App, { number, because, corrections }: Body): void {
  const ids = app.profile.returns.form.columns.map(({ id }) => id);
  const faults = [
    ...(number > 0 && because === undefined ? [fieldFault('/because', '补充上报须写明为什么')] : []),
    ...(number === 0 && because !== undefined ? [fieldFault('/because', '第一次上报不是补充，不写')] : []),
    ...(number === 0 && corrections.length > 0 ? [fieldFault('/corrections', '第一次上报照历史行，不更正')] : []),
    ...corrections.flatMap(({ column, by }, at) => [
      ...(ids.includes(column) ? [] : [fieldFault(`/corrections/${at}/column`, `报表没有“${column}”这一列`)]),
      ...(by === 0 ? [fieldFault(`/corrections/${at}/by`, '加零等于没有更正')] : []),
    ]),
  ];
  refuseFaults(faults);
}

function refuseFailing(checks: readonly ReturnCheck[], why: string | undefined): void {
  const faultsOf = (failing: readonly ReturnCheck[]) =>
    failing.map(({ text }) => ({ pointer: '/why', code: 1347 as const, message: text }));
  const musts = checks.filter(({ must }) => must);
  if (musts.length > 0) throw new Problem(1347, { detail: '数自相矛盾，改好以前不能签报：', faults: faultsOf(musts) });
  if (checks.length > 0 && why === undefined)
    throw new Problem(1347, { detail: '核对出了下面几条，写明为什么照样签报：', faults: faultsOf(checks) });
}
