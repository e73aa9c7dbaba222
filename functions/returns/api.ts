import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { SignReturnBody } from '../../shared/contract/bodies/returns.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import { EffectRefused } from '../../shared/registry/dossiers.ts';
import { returnEffect } from '../../shared/registry/returns.ts';
import { periodOf, periodsBefore, type ReturnPeriod } from '../../shared/returns/period.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { partsOf, type Reporting, reportingIn } from '../../shared/services/reporting.ts';
import { historyYears, returns, table, unions } from '../../shared/services/services.ts';
import { fileOf } from './file.ts';
import { signedBefore, signedNow } from './sign.ts';
import { detailOf, summaryOf } from './view.ts';

export const lambda = (app: App) =>
  serve(app, {
    listReturns: {
      handle: async ({ user, now }) => {
        const { orgPath: org } = user;
        permit(user, 'readReturns', { orgPath: org });
        const reporting = await reportingIn(app);
        const { level } = reportingAt(reporting, org);
        const below = partsOf(reporting, org);
        const { first = '9999-12-31' } = await historyYears(app).span();
        const over = periodsBefore(dateInShanghai(now), app.profile.returns).filter(({ day }) => day >= first);
        const periods = over.map(async (period) => {
          const signed = await returns(app).within(period.id, org);
          return {
            ...summaryOf(app, period, level),
            asked: app.profile.returns.asked.includes(period.kind),
            signed: signed.get(org)?.at(-1)?.number ?? null,
            signedAt: signed.get(org)?.at(-1)?.at ?? null,
            ...{ parts: below.length, partsSigned: below.filter((each) => signed.has(each)).length },
          };
        });
        const union = await unions(app).name(org);
        return { status: 200, body: { orgPath: org, union, level, periods: await Promise.all(periods) } };
      },
    },

    getReturn: {
      handle: async ({ user, params, now }) => {
        const { period, orgPath, level } = await readable(app, user, params.period, now);
        return { status: 200, body: await detailOf(app, period, { user, now, orgPath, level }) };
      },
    },

    /** 签报: what was seen is put once, for good; of two at once one is put, and the other is told who it was. */
    signReturn: {
      body: SignReturnBody,
      handle: async ({ user, params, body, now, remember }) => {
        const { orgPath } = body;
        permit(user, 'signReturn', { orgPath });
        if (user.orgPath !== orgPath) throw new Problem(1502, { detail: '各级的上报由本级工会的审核人签报。' });
        const period = await periodIn(app, params.period, now);
        reportingAt(await reportingIn(app), orgPath);
        const signed = await signedNow(app, period, body, { by: user.id, now });
        const answer = { status: 201, body: { number: signed.number, digest: signed.digest } };
        const refused = await table(app).transact([returns(app).signWrite(signed), ...remember(answer)]);
        if (refused.includes(returnEffect))
          throw await signedBefore(app, (await returns(app).of(period.id, orgPath)).at(-1));
        if (refused.length > 0) throw new EffectRefused(refused);
        return answer;
      },
    },

    downloadReturn: {
      handle: async ({ user, params, now }) => {
        const { period, orgPath, level } = await readable(app, user, params.period, now);
        const detail = await detailOf(app, period, { user, now, orgPath, level });
        return { status: 200, body: await fileOf(app, detail, params.returnFile) };
      },
    },
  });

export const handler = lambda(fromEnvironment());

/** A return is its own union's to read: whoever stands above it sees that it is signed, in theirs. */
async function readable(app: App, user: User, id: string, now: Date) {
  const { orgPath } = user;
  permit(user, 'readReturns', { orgPath });
  const period = await periodIn(app, id, now);
  return { period, ...reportingAt(await reportingIn(app), orgPath) };
}

/** E1346. */
async function periodIn(app: App, id: string, now: Date): Promise<ReturnPeriod> {
  const period = periodOf(id, app.profile.returns);
  if (period === undefined) throw new Problem(1346, { detail: `“${id}”不是一期：写 2026、2026-Q3 或者 2026-09。` });
  if (period.day >= dateInShanghai(now))
    throw new Problem(1346, { detail: `${period.title}到${dateInWords(period.day)}为止，过完那一天才上报。` });
  const { first } = await historyYears(app).span();
  // Where nothing was ever entered a union may say so.
  if (first !== undefined && period.day < first)
    throw new Problem(1346, { detail: `${period.title}还没有档案：第一条记录在${dateInWords(first)}。` });
  return period;
}

/** E1346 of a union that reports nothing. */
function reportingAt(reporting: readonly Reporting[], orgPath: string): Reporting {
  const found = reporting.find((each) => each.orgPath === orgPath);
  if (found === undefined)
    throw new Problem(1346, { detail: '县级、市级、省级工会上报；基层工会的合在县里，不受理、没有档案的县不上报。' });
  return found;
}
