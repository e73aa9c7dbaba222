import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { returnUnits } from '../../../shared/returns/form.ts';
import { changeOf, figureOf, numberTitle } from '../../../shared/returns/said.ts';
import { bytesOf, download } from '../../parts/files.ts';
import { Rows } from '../../parts/rows.tsx';
import { Empty, ErrorText, Reading, Waiting } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { Parts } from './parts.tsx';
import { SignForm } from './sign.tsx';
import { Signed } from './signed.tsx';

export type Detail = AnswerOf<'getReturn'>;

/** 上报 of one period: one's own union's. */
export function ReturnScreen({ period }: { period: string }): ReactNode {
  const { client } = useSession();
  const one = useQuery({
    queryKey: ['return', period],
    queryFn: async () => (await client.call('getReturn', { params: { period } })).body,
  });
  return (
    <>
      <p>
        <a href={linkTo(paths.returns)}>回到各期上报</a>
      </p>
      <Reading title="一期上报" of={one} words="正在照历史行数……" />
      {one.data && <Shown of={one.data} />}
    </>
  );
}

function Shown({ of }: { of: Detail }): ReactNode {
  const { title, union, day, from, due, signed, checks, columns, next, notNow, notes } = of;
  const last = signed.at(-1);
  const isChanged = last !== undefined && columns.some(({ value, now }) => now !== null && now !== value);
  const isOpen = next !== null && notNow === null;
  return (
    <>
      <h1>
        {title}上报：{union}
      </h1>
      <p className="verdict">
        {last === undefined
          ? '还没有签报。'
          : `签报了（${numberTitle(last.number)}，${last.byName}，${momentInWords(last.at)}）。`}
        {isChanged && '签报以后数又变了，须补充上报。'}
      </p>
      <Rows
        of={[
          ['数的是', `${dateInWords(from)} 至 ${dateInWords(day)}`],
          ['期限', dateInWords(due)],
        ]}
      />
      {notes.map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
      {last !== undefined && <Files of={of} />}
      {of.summed && (last === undefined || isChanged || isOpen) && <Checks of={checks} />}
      {of.summed && <Columns of={columns} isChanged={isChanged} />}
      {!of.summed && notNow !== null && <Empty>{notNow}</Empty>}
      <Parts of={of} />
      {of.summed && notNow !== null && <Empty>{notNow}</Empty>}
      {isOpen && <SignForm of={of} next={next} />}
      {next !== null && notNow !== null && (
        <details>
          <summary>更正，补充上报</summary>
          <Checks of={checks} />
          <SignForm of={of} next={next} />
        </details>
      )}
      <Signed of={signed} />
    </>
  );
}

function Checks({ of }: { of: Detail['checks'] }): ReactNode {
  if (of.length === 0) return <p className="done">核对过，没有缺的，也没有自相矛盾的。</p>;
  const [musts, others] = [of.filter(({ must }) => must), of.filter(({ must }) => !must)];
  const list = (checks: Detail['checks']) => (
    <ul className="return-checks">
      {checks.map(({ check, text }) => (
        <li key={check}>{text}</li>
      ))}
    </ul>
  );
  return (
    <>
      {musts.length > 0 && (
        <section className="fault" aria-label="改好以前不能签报">
          <h2>改好以前不能签报（{musts.length}）</h2>
          {list(musts)}
        </section>
      )}
      {others.length > 0 && (
        <section aria-label="写明为什么才签报">
          <h2>写明为什么才签报（{others.length}）</h2>
          {list(others)}
        </section>
      )}
    </>
  );
}

const isNothing = ({ value, now, was }: Detail['columns'][number]): boolean =>
  value === 0 && (now === null || now === 0) && (was === null || was === 0);

const isHidden = ({ value, now }: Detail['columns'][number]): boolean => value === null && now === null;

function Columns({ of: all, isChanged }: { of: Detail['columns']; isChanged: boolean }): ReactNode {
  const of = all.filter((column) => !isHidden(column) && !isNothing(column));
  return (
    <>
      {of.length > 0 && <ColumnTable of={of} isChanged={isChanged} />}
      <Titles of={all.filter(isHidden)} words="不显示的" />
      <Titles of={all.filter(isNothing)} words="都是零的" />
    </>
  );
}

/** What has no number to show, out of the way. */
function Titles({ of, words }: { of: Detail['columns']; words: string }): ReactNode {
  if (of.length === 0) return null;
  return (
    <details>
      <summary>
        {words} {of.length} 项
      </summary>
      <p>{of.map(({ title }) => title).join('；')}。</p>
    </details>
  );
}

function ColumnTable({ of, isChanged }: { of: Detail['columns']; isChanged: boolean }): ReactNode {
  const shown = (unit: Detail['columns'][number]['unit'], value: number | null) =>
    value === null ? '＊' : figureOf(unit, value);
  return (
    <table className="list">
      <caption className="soft">不是零的各项；上一期没有签报过的，没有上一期的数</caption>
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">单位</th>
          <th scope="col" className="return-value">
            {isChanged ? '签报的' : '本期'}
          </th>
          {isChanged && (
            <th scope="col" className="return-value">
              现在的
            </th>
          )}
          <th scope="col" className="return-value">
            上一期
          </th>
          <th scope="col" className="return-value">
            增减
          </th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ column, title, unit, value, now, was }) => (
          <tr key={column}>
            <th scope="row">{title}</th>
            <td data-label="单位">{returnUnits[unit]}</td>
            <td data-label={isChanged ? '签报的' : '本期'} className="return-value">
              {shown(unit, value)}
            </td>
            {isChanged && (
              <td data-label="现在的" className="return-value">
                {now === value ? '一样' : <strong>{shown(unit, now)}</strong>}
              </td>
            )}
            <td data-label="上一期" className="return-value">
              {was === null ? '' : figureOf(unit, was)}
            </td>
            <td data-label="增减" className="return-value">
              {was === null || value === null ? '' : changeOf(unit, value - was)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const files = [
  ['workbook', '下载工作簿', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['letter', '下载 Word 报告', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
] as const;

function Files({ of: { period } }: { of: Detail }): ReactNode {
  const { client } = useSession();
  const fetching = useMutation({
    mutationFn: async ([returnFile, , type]: (typeof files)[number]) => {
      const { body } = await client.call('downloadReturn', { params: { period, returnFile } });
      download(body.name, bytesOf(body.file), type);
      return body.name;
    },
  });
  return (
    <>
      <p className="return-files">
        {files.map((file) => (
          <button key={file[0]} type="button" disabled={fetching.isPending} onClick={() => fetching.mutate(file)}>
            {file[1]}
          </button>
        ))}
      </p>
      {fetching.isPending && <Waiting words="正在做这份文件……" />}
      {fetching.isSuccess && (
        <p className="done" role="status">
          已经存到您的电脑：{fetching.data}。只给工会里的人。
        </p>
      )}
      {fetching.isError && <ErrorText error={fetching.error} />}
    </>
  );
}
