import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { type CampaignStage, campaignStages } from '../../../shared/matters/review.ts';
import { county, isWithinCounty } from '../../../shared/organisation/org-path.ts';
import { nameOfOwn } from '../../../shared/organisation/own-name.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { daysLeft } from '../../parts/days.ts';
import { More, usePages } from '../../parts/pages.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Empty, Reading } from '../../parts/states.tsx';
import { useWorkload } from '../../parts/workload.ts';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';

type Campaign = AnswerOf<'getCampaign'>;

/** One campaign: how many are how far, which unions have not reported, which households are left. */
export function CampaignScreen({ id }: { id: string }): ReactNode {
  const { client, me } = useSession();
  const pages = usePages(
    ['campaign', id],
    async (cursor) => (await client.call('getCampaign', { params: { campaign: id }, query: { cursor } })).body,
  );
  const first = pages.data?.pages[0];
  const left = pages.data?.pages.flatMap(({ dossiers }) => dossiers) ?? [];
  return (
    <>
      <p>
        <a href={linkTo(paths.campaigns)}>回到复核与清理</a>
      </p>
      <Reading title="一次集中清理" of={pages} />
      {first && <Summary of={first} />}
      {first && me.may.includes('readFigures') && !first.endedAt && <ByUnion org={first.orgPath} />}
      {first && !first.endedAt && first.listedAt && (
        <>
          <h2>还没有办结的</h2>
          {left.length === 0 && !pages.hasNextPage ? <Empty>都办结了，今夜结束。</Empty> : <Left of={left} />}
          <More {...pages} />
        </>
      )}
    </>
  );
}

function Summary({ of }: { of: Campaign }): ReactNode {
  const today = useSession().today();
  const { orgPath, union, dueBy, counts, overdue, endedAt, listedAt, byName, at } = of;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <h1>{nameOfOwn(union, orgPath)}的集中清理</h1>
      <p className="verdict">
        {endedAt
          ? `${momentInWords(endedAt)}全部办结，${all} 户。`
          : listedAt
            ? `${all} 户，办结 ${counts.done} 户；限期${dateInWords(dueBy)}（${daysLeft(dueBy, today)}）。`
            : '还没有列出各户：今夜列。'}
      </p>
      {all > 0 && (
        <p>
          <label>
            办结 {Math.floor((counts.done / all) * 100)}%
            <progress className="wide" value={counts.done} max={all} />
          </label>
        </p>
      )}
      {overdue > 0 && (
        <p className="fault">过了限期还没有报告的 {overdue} 户。系统每满一个期限催一次，第二次起也写给审核人。</p>
      )}
      <Rows
        of={[
          ['由谁开始', `${byName}，${momentInWords(at)}`],
          ...(Object.entries(campaignStages) as [CampaignStage, string][])
            .map(([stage, title]) => [title, counts[stage] > 0 && `${counts[stage]} 户`] as const)
            .filter(([, count]) => count !== false),
        ]}
      />
    </>
  );
}

/** Whose reports are missing, by union, as their tasks say. */
function ByUnion({ org }: { org: string }): ReactNode {
  const workload = useWorkload(org);
  if (!workload.data) return <Reading of={workload} />;
  const owing = workload.data.unions.flatMap(({ orgPath, union, tasks }) => {
    const report = tasks.find(({ kind }) => kind === 'report');
    return report === undefined ? [] : [{ orgPath, union, ...report }];
  });
  if (owing.length === 0) return null;
  return (
    <>
      <h2>各工会等着报告的复核</h2>
      <table className="list">
        <caption className="soft">
          连同不是这次清理的年度复核；
          {county(org) !== org ? '这个工会' : isWithinCounty(org) ? '全县' : '本级和直属单位'}的
        </caption>
        <thead>
          <tr>
            <th scope="col">工会</th>
            <th scope="col">等着报告</th>
            <th scope="col">其中逾期</th>
            <th scope="col">最早到期</th>
          </tr>
        </thead>
        <tbody>
          {owing.map(({ orgPath, union, count, overdue, earliest }) => (
            <tr key={orgPath} className={overdue > 0 ? 'late' : undefined}>
              <th scope="row">{union}</th>
              <td data-label="等着报告">{count} 户</td>
              <td data-label="其中逾期">{overdue} 户</td>
              <td data-label="最早到期">{earliest ? dateInWords(earliest) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Left({ of }: { of: Campaign['dossiers'] }): ReactNode {
  const { me } = useSession();
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">哪一户</th>
          <th scope="col">办到哪里</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ dossier, stage }, index) => (
          <tr key={dossier}>
            <th scope="row">
              {me.may.includes('read') ? (
                <a href={linkTo(paths.dossier(dossier))}>第 {index + 1} 户</a>
              ) : (
                `第 ${index + 1} 户`
              )}
            </th>
            <td data-label="办到哪里">{campaignStages[stage]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
