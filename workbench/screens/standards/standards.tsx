import { type ReactNode, useState } from 'react';
import { daysBetween } from '../../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { formatFen } from '../../../shared/money/fen.ts';
import { unionLevelTitles } from '../../../shared/organisation/union-level.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { tierTitles } from '../../../shared/standards/tiers.ts';
import { Rows } from '../../parts/rows.tsx';
import { useStandards } from '../../parts/standards.ts';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import { Proposals } from './proposals.tsx';

type Standards = AnswerOf<'getStandards'>;

/** The next year is announced in November: from then on somebody has to have entered it. */
const SOON_DAYS = 60;

/** 标准与低保标准: by what households are judged here, and since when. */
export function StandardsScreen(): ReactNode {
  const { me } = useSession();
  const standards = useStandards();
  return (
    <>
      <h1>标准与低保标准</h1>
      {standards.isPending && <Waiting />}
      {standards.isError && <ErrorText error={standards.error} again={() => void standards.refetch()} />}
      {standards.data && (
        <>
          <Calendar of={standards.data} />
          <h2>困难职工标准</h2>
          {standards.data.standards.length === 0 && <Empty>这里没有在用的标准，请找省工会。</Empty>}
          {standards.data.standards.map((each) => (
            <Standard key={each.version + each.from} of={each} />
          ))}
          <h2>低保标准</h2>
          <Lines of={standards.data.lines} />
          <h2>由哪几级审批</h2>
          <Levels of={standards.data} />
        </>
      )}
      {me.may.includes('readGazette') && !me.orgPath.includes('/') && <Proposals />}
    </>
  );
}

function Calendar({ of: { calendar } }: { of: Standards }): ReactNode {
  const left = daysBetween(useSession().today(), calendar.until);
  return (
    <div className={left < SOON_DAYS ? 'fault' : 'done'}>
      <p>
        工作日历到{dateInWords(calendar.until)}为止{left >= 0 ? `，还有 ${left} 天` : '，已经过了'}。
        {left < SOON_DAYS && '以后的公示、审批期限排不出来：请省级的管理员录入下一年的节假日安排。'}
      </p>
      {calendar.invented && <p>里面有虚构的年份，只供演示。</p>}
    </div>
  );
}

function Standard({ of }: { of: Standards['standards'][number] }): ReactNode {
  const { name, version, tier, where, from, to, source, clauses, requirements, exclusions } = of;
  return (
    <article className="card">
      <h3>{name}</h3>
      <Rows
        of={[
          ['用在哪里', where.join('、')],
          ['从哪天起', `${dateInWords(from)}${to ? `，到${dateInWords(to)}为止` : '，现行'}`],
          ['档案级别', tierTitles[tier]],
          ['依据', source],
          ['版本', version],
        ]}
      />
      <details>
        <summary>各类的条件（从上往下，头一条合的算数）</summary>
        <ol>
          {clauses.map(({ category, title, source: by, asks }) => (
            <li key={category + title}>
              <strong>{category}</strong>：{title}
              {asks && <small>入户调查须问明：{asks}</small>}
              <small>依据：{by}</small>
            </li>
          ))}
        </ol>
      </details>
      {requirements.length > 0 && (
        <details>
          <summary>各类都须满足的</summary>
          <ul>
            {requirements.map(({ title, source: by }) => (
              <li key={title}>
                {title}
                <small>依据：{by}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
      {exclusions.length > 0 && (
        <details>
          <summary>排除情形</summary>
          <ul>
            {exclusions.map(({ title, source: by, exemptible }) => (
              <li key={title}>
                {title}
                {exemptible && '（可以豁免）'}
                <small>依据：{by}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

function Lines({ of }: { of: Standards['lines'] }): ReactNode {
  const today = useSession().today();
  const [text, setText] = useState('');
  const shown = of.filter(({ name, division }) => name.includes(text) || division.startsWith(text));
  if (of.length === 0) return <Empty>这里还没有低保标准，录不了档案。请省级的管理员录入。</Empty>;
  return (
    <>
      {of.length > 10 && (
        <div className="filters">
          <label className="field">
            找一个县
            <input
              type="search"
              value={text}
              autoComplete="off"
              onChange={({ target }) => setText(target.value.trim())}
            />
          </label>
        </div>
      )}
      {shown.length === 0 && <Empty>没有这样的县。</Empty>}
      {shown.length > 0 && (
        <table className="list">
          <caption className="soft">提交的那一天用的是哪一条，档案里记着，以后变了也不改</caption>
          <thead>
            <tr>
              <th scope="col">县</th>
              <th scope="col">每人每月</th>
              <th scope="col">从哪天起</th>
              <th scope="col">依据</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ division, name, fen, from, to, source }) => (
              <tr key={division + from}>
                <th scope="row">{name}</th>
                <td data-label="每人每月">{formatFen(fen)}</td>
                <td data-label="从哪天起">
                  {dateInWords(from)}
                  <small>{from > today ? '还没有开始' : to ? `到${dateInWords(to)}为止` : '现行'}</small>
                </td>
                <td data-label="依据">{source}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Levels({ of: { approval } }: { of: Standards }): ReactNode {
  const inWords = (levels: Standards['approval']['registration']) =>
    levels
      .map(
        ({ level, unionLevel, workingDays }) =>
          `第 ${level} 级：${unionLevelTitles[unionLevel]}，${workingDays} 个工作日`,
      )
      .join('；');
  return (
    <Rows
      of={[
        ['建档、变更、退出', inWords(approval.registration)],
        ['临时救助', approval.temporary ? inWords(approval.temporary) : '本省不办'],
      ]}
    />
  );
}
