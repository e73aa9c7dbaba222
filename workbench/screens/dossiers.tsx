import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { AnswerOf, QueryOf } from '../../shared/contract/types.ts';
import { waitingTitles } from '../../shared/contract/waiting.ts';
import { statuses, statusTitles } from '../../shared/dossier/status.ts';
import { momentInWords } from '../../shared/pages/dates.ts';
import { CountyPicker } from '../parts/area.tsx';
import { More, usePages } from '../parts/pages.tsx';
import { useRows } from '../parts/row-keys.ts';
import { Empty, ErrorText, Waiting } from '../parts/states.tsx';
import { linkTo, paths } from '../route.ts';
import { useSession } from '../session.ts';

type Row = AnswerOf<'listDossiers'>['dossiers'][number];
type Filter = QueryOf<'listDossiers'>;

/** 档案列表: those of one's union and below, by status and by what they wait for; or whoever is looked for. */
export function DossiersScreen(): ReactNode {
  const { me } = useSession();
  const [filter, setFilter] = useState<Filter>({ org: me.counties[0]?.orgPath ?? me.orgPath });
  const [wanted, setWanted] = useState<Wanted | undefined>();
  return (
    <>
      <h1>档案列表</h1>
      {me.may.includes('search') && <Search onSearch={setWanted} />}
      {wanted ? (
        <Found wanted={wanted} onClose={() => setWanted(undefined)} />
      ) : (
        <>
          <Filters filter={filter} onFilter={setFilter} />
          <Listed filter={filter} />
        </>
      )}
    </>
  );
}

function Filters({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }): ReactNode {
  return (
    <div className="filters">
      <CountyPicker value={filter.org ?? ''} onPick={(org) => onFilter({ ...filter, org })} />
      <label className="field">
        状态
        <select value={filter.status ?? ''} onChange={({ target }) => onFilter(withOr(filter, 'status', target.value))}>
          <option value="">各种状态</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {statusTitles[status]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        等着办的
        <select value={filter.has ?? ''} onChange={({ target }) => onFilter(withOr(filter, 'has', target.value))}>
          <option value="">不论</option>
          {Object.entries(waitingTitles).map(([has, title]) => (
            <option key={has} value={has}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function withOr(filter: Filter, name: 'status' | 'has', value: string): Filter {
  const { [name]: _, ...rest } = filter;
  return value === '' ? rest : ({ ...rest, [name]: value } as Filter);
}

function Listed({ filter }: { filter: Filter }): ReactNode {
  const { client } = useSession();
  const pages = usePages(
    ['dossiers', filter],
    async (cursor) =>
      (await client.call('listDossiers', { query: { ...filter, ...(cursor === undefined ? {} : { cursor }) } })).body,
  );
  const count = useQuery({
    queryKey: ['count', filter],
    queryFn: async () => (await client.call('countDossiers', { query: filter })).body,
  });
  const rows = pages.data?.pages.flatMap(({ dossiers }) => dossiers) ?? [];
  return (
    <>
      <p role="status" className="soft">
        {count.data ? `共 ${count.data.count.toLocaleString('zh-CN')}${count.data.more ? '+' : ''} 份` : '　'}
      </p>
      {pages.isPending && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {pages.data && rows.length === 0 && !pages.hasNextPage && <Empty>没有这样的档案。</Empty>}
      {rows.length > 0 && <Rows rows={rows} />}
      <More {...pages} />
    </>
  );
}

function Rows({ rows }: { rows: readonly (Row | Omit<Row, keyof Extra>)[] }): ReactNode {
  const body = useRows();
  return (
    <table className="list">
      <caption className="soft">J、K 上下移动，回车打开</caption>
      <thead>
        <tr>
          <th scope="col">职工</th>
          <th scope="col">状态</th>
          <th scope="col">归哪个工会</th>
          <th scope="col">最近变动</th>
        </tr>
      </thead>
      <tbody {...body}>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <a href={linkTo(paths.dossier(row.id))}>{row.maskedName === '' ? '（还没有填姓名）' : row.maskedName}</a>
            </th>
            <td data-label="状态">
              {row.statusTitle}
              {'held' in row && <Waits row={row} />}
            </td>
            <td data-label="工会">{row.union}</td>
            <td data-label="最近变动">{'changedAt' in row ? momentInWords(row.changedAt) : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Extra = Pick<Row, 'openDuplicates' | 'held' | 'untriaged' | 'stalled' | 'transferring' | 'changedAt'>;

/** What a dossier waits for, in words; a colour alone would say nothing. */
function Waits({ row: { openDuplicates, held, untriaged, stalled, transferring } }: { row: Extra }): ReactNode {
  const words = [
    openDuplicates > 0 && `疑似重复 ${openDuplicates} 条`,
    held && waitingTitles.held,
    untriaged > 0 && `异议待初核 ${untriaged} 条`,
    stalled && waitingTitles.stalled,
    transferring && waitingTitles.transferring,
  ].filter((each) => each !== false);
  return words.length === 0 ? null : <small>{words.join('；')}</small>;
}

interface Wanted {
  by: 'name' | 'idNumber';
  text: string;
}

/** By ID number or name. What is looked for goes in the request's body and stands in no address. */
function Search({ onSearch }: { onSearch: (wanted: Wanted) => void }): ReactNode {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('text')).trim();
    if (text !== '') onSearch({ by: /^\d{6}/.test(text) ? 'idNumber' : 'name', text });
  };
  return (
    <search>
      <form className="search" onSubmit={submit}>
        <label className="field">
          按身份证号或姓名查找
          <input name="text" type="text" autoComplete="off" maxLength={40} />
        </label>
        <button type="submit">查找</button>
      </form>
    </search>
  );
}

function Found({ wanted, onClose }: { wanted: Wanted; onClose: () => void }): ReactNode {
  const { client, me } = useSession();
  const [org, setOrg] = useState(me.orgPath);
  const { by, text } = wanted;
  const pages = usePages(['found', wanted, org], async (cursor) => {
    const body = {
      ...(by === 'name' ? { name: text } : { idNumber: text }),
      org,
      ...(cursor === undefined ? {} : { cursor }),
    };
    return (await client.call('searchDossiers', { body })).body;
  });
  const rows = pages.data?.pages.flatMap(({ dossiers }) => dossiers) ?? [];
  return (
    <section aria-label="查找的结果">
      <p>
        {by === 'name' ? `姓名“${text}”` : '身份证号'}查到的，只含您有权查看的。这次查找已经记录。
        <button type="button" onClick={onClose}>
          回到列表
        </button>
      </p>
      <CountyPicker value={org} onPick={setOrg} />
      {pages.isPending && <Waiting words="正在查找……" />}
      {pages.isError && <ErrorText error={pages.error} />}
      {pages.data?.pages.some(({ narrow }) => narrow) && <Empty>同名的太多，请选一个县，或按身份证号查找。</Empty>}
      {pages.data && rows.length === 0 && !pages.data.pages.some(({ narrow }) => narrow) && <Empty>没有查到。</Empty>}
      {rows.length > 0 && <Rows rows={rows} />}
      <More {...pages} />
    </section>
  );
}
