import type { ReactNode } from 'react';
import { aidKinds } from '../../../shared/ledger/aid.ts';
import { fundSources } from '../../../shared/ledger/funds.ts';
import { followUpFindings, visitWays } from '../../../shared/ledger/visit.ts';
import { formatFen } from '../../../shared/money/fen.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { More, usePages } from '../../parts/pages.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import { type AidEntry, givenInWords } from './aid-words.ts';
import type { Detail } from './detail.ts';

/** 帮扶台账: the sums, and every entry, corrected ones among them. */
export function AidTab({ of: { id, aid } }: { of: Detail }): ReactNode {
  if (aid.entries === 0) return <Empty>还没有登记过帮扶。</Empty>;
  return (
    <>
      <h3>合计</h3>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">年</th>
            <th scope="col">类别</th>
            <th scope="col">资金来源</th>
            <th scope="col">次数</th>
            <th scope="col">金额</th>
          </tr>
        </thead>
        <tbody>
          {aid.totals.map(({ year, kind, source, times, amount, goodsValue }) => (
            <tr key={`${year}${kind}${source}`}>
              <td data-label="年">{year}</td>
              <td data-label="类别">{aidKinds[kind]}</td>
              <td data-label="资金来源">{fundSources[source]}</td>
              <td data-label="次数">{times}</td>
              <td data-label="金额">
                {formatFen(amount)}
                {goodsValue > 0 && <small>实物、服务折合 {formatFen(goodsValue)}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>各条</h3>
      <Entries id={id} entries={aid.entries} />
    </>
  );
}

function Entries({ id, entries }: { id: string; entries: number }): ReactNode {
  const { client } = useSession();
  const pages = usePages(['aid', id, entries], async (cursor) => {
    const query = cursor === undefined ? {} : { cursor };
    return (await client.call('listAid', { params: { id }, query })).body;
  });
  if (pages.isPending) return <Waiting />;
  if (pages.isError) return <ErrorText error={pages.error} again={() => void pages.refetch()} />;
  return (
    <>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">第几条</th>
            <th scope="col">日期</th>
            <th scope="col">给了什么</th>
            <th scope="col">资金和发放</th>
            <th scope="col">谁登记的</th>
          </tr>
        </thead>
        <tbody>
          {pages.data.pages
            .flatMap((page) => page.entries)
            .map((each) => (
              <Entry key={each.aid} of={each} />
            ))}
        </tbody>
      </table>
      <More {...pages} />
    </>
  );
}

function Entry({ of: { aid, counts, corrects, reason, givenOn, given, byName } }: { of: AidEntry }): ReactNode {
  return (
    <tr className={counts ? undefined : 'deeds-not-counting'}>
      <th scope="row">
        第 {aid} 条{!counts && <small>不算数：已更正，或没有给</small>}
      </th>
      <td data-label="日期">{givenOn === null ? '没有给' : dateInWords(givenOn)}</td>
      <td data-label="给了什么">
        {given === null ? '没有给' : `${aidKinds[given.kind]}：${givenInWords(given)}`}
        {given && <small>{[given.project, given.note, given.amountNote].filter(Boolean).join('；')}</small>}
        {corrects !== null && (
          <small>
            更正第 {corrects} 条：{reason}
          </small>
        )}
      </td>
      <td data-label="资金和发放">
        {given && `${fundSources[given.source]}，${given.giver}发放`}
        {given?.breach && <small>不用于这一级档案，理由：{given.breach.reason}</small>}
      </td>
      <td data-label="谁登记的">{byName}</td>
    </tr>
  );
}

/** 走访, and 回访 once the household has left. */
export function VisitsTab({ of: { id, visits, followUps } }: { of: Detail }): ReactNode {
  return (
    <>
      <Rows
        of={[
          ['走访过', `${visits.count} 次`],
          ['下一次走访', visits.last?.nextOn && dateInWords(visits.last.nextOn)],
          ['下一次回访', followUps.next && dateInWords(followUps.next)],
          ['返困', followUps.hardAgainOn && `${dateInWords(followUps.hardAgainOn)}回访到返困`],
        ]}
      />
      {visits.count > 0 && <Visits id={id} count={visits.count} />}
    </>
  );
}

function Visits({ id, count }: { id: string; count: number }): ReactNode {
  const { client } = useSession();
  const pages = usePages(['visits', id, count], async (cursor) => {
    const query = cursor === undefined ? {} : { cursor };
    return (await client.call('listVisits', { params: { id }, query })).body;
  });
  if (pages.isPending) return <Waiting />;
  if (pages.isError) return <ErrorText error={pages.error} again={() => void pages.refetch()} />;
  return (
    <>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">方式</th>
            <th scope="col">走访的人</th>
            <th scope="col">了解到的情况</th>
            <th scope="col">下一次</th>
          </tr>
        </thead>
        <tbody>
          {pages.data.pages
            .flatMap((page) => page.visits)
            .map(({ visit, visitedOn, way, visitors, findings, finding, nextOn }) => (
              <tr key={visit}>
                <th scope="row">{dateInWords(visitedOn)}</th>
                <td data-label="方式">{visitWays[way]}</td>
                <td data-label="走访的人">{visitors.join('、')}</td>
                <td data-label="了解到的情况">
                  {findings}
                  {finding !== null && <small>回访：{followUpFindings[finding]}</small>}
                </td>
                <td data-label="下一次">{nextOn === null ? '没有定' : dateInWords(nextOn)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <More {...pages} />
    </>
  );
}
