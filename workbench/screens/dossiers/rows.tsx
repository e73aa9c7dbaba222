import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { waitingTitles } from '../../../shared/contract/waiting.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { tierTitles } from '../../../shared/standards/tiers.ts';
import { daysLeft } from '../../parts/days.ts';
import { useRows } from '../../parts/row-keys.ts';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { dayOrNone } from './asked.ts';
import { keepColumns, keptColumns } from './kept.ts';
import { nameOf } from './names.ts';

export type Row = AnswerOf<'listDossiers'>['dossiers'][number];
type FoundRow = AnswerOf<'searchDossiers'>['dossiers'][number];

interface Column {
  title: string;
  show: (row: Row, today: string) => ReactNode;
}

const columns = {
  status: {
    title: '状态',
    show: (row) => (
      <>
        {row.statusTitle}
        <Waits row={row} />
      </>
    ),
  },
  union: { title: '归哪个工会', show: ({ union }) => union },
  dossierNumber: { title: '职工编号', show: ({ dossierNumber }) => dossierNumber ?? '' },
  category: { title: '困难类别', show: ({ category }) => category ?? '' },
  tier: { title: '档案级别', show: ({ tier }) => (tier === null ? '' : tierTitles[tier]) },
  owed: { title: '等着办的一件', show: ({ owed }, today) => <Owed of={owed} today={today} /> },
  changedAt: { title: '最近变动', show: ({ changedAt }) => momentInWords(changedAt) },
  aidedOn: { title: '最近帮扶', show: ({ aidedOn }) => dayOrNone(aidedOn) },
} as const satisfies Record<string, Column>;
type ColumnName = keyof typeof columns;

const all = Object.keys(columns) as ColumnName[];
const usual: readonly ColumnName[] = ['status', 'union', 'category', 'changedAt'];

/** Which columns the list has, as this browser remembers it. */
export function useColumns(): [readonly ColumnName[], (columns: readonly ColumnName[]) => void] {
  const [shown, setShown] = useState<readonly ColumnName[]>(() => {
    const kept = keptColumns();
    return kept === undefined ? usual : all.filter((each) => kept.includes(each));
  });
  return [
    shown,
    (names) => {
      keepColumns(names);
      setShown(names);
    },
  ];
}

export function ColumnPicker({
  shown,
  onShow,
}: {
  shown: readonly ColumnName[];
  onShow: (columns: readonly ColumnName[]) => void;
}): ReactNode {
  return (
    <details className="list-columns">
      <summary>列</summary>
      <fieldset>
        <legend>列表里显示哪几列</legend>
        {all.map((name) => (
          <label key={name} className="choice">
            <input
              type="checkbox"
              checked={shown.includes(name)}
              onChange={({ target }) =>
                onShow(all.filter((each) => (each === name ? target.checked : shown.includes(each))))
              }
            />
            {columns[name].title}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

/** The list, each row with a box to pick it by, for whoever may do something with what is picked. */
export function DossierTable({
  rows,
  shown,
  byDay,
  picked,
  onPick,
}: {
  rows: readonly Row[];
  shown: readonly ColumnName[];
  /** What is listed by its day shows it, whether the column is picked or not. */
  byDay: boolean;
  picked: ReadonlySet<string>;
  onPick: ((ids: readonly string[], picked: boolean) => void) | undefined;
}): ReactNode {
  const today = useSession().today();
  const body = useRows();
  const names = byDay && !shown.includes('owed') ? (['owed', ...shown] as const) : shown;
  const ids = rows.map(({ id }) => id);
  const count = ids.filter((id) => picked.has(id)).length;
  return (
    <table className="list">
      <caption className="soft">J、K 上下移动，回车打开</caption>
      <thead>
        <tr>
          {onPick && (
            <th scope="col" className="screen-only">
              <AllBox all={count === ids.length} some={count > 0} onPick={(on) => onPick(ids, on)} />
            </th>
          )}
          <th scope="col">职工</th>
          {names.map((name) => (
            <th key={name} scope="col">
              {columns[name].title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...body}>
        {rows.map((row) => (
          <tr key={row.id} className={isLate(row, today) ? 'late' : undefined}>
            {onPick && <Box row={row} picked={picked.has(row.id)} onPick={(on) => onPick([row.id], on)} />}
            <th scope="row">
              <a href={linkTo(paths.dossier(row.id))}>{nameOf(row)}</a>
            </th>
            {names.map((name) => (
              <td key={name} data-label={columns[name].title}>
                {columns[name].show(row, today)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AllBox({ all, some, onPick }: { all: boolean; some: boolean; onPick: (on: boolean) => void }): ReactNode {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = some && !all;
  }, [all, some]);
  return (
    <label className="list-box-all">
      <input ref={box} type="checkbox" checked={all} onChange={({ target }) => onPick(target.checked)} />
      列出的
    </label>
  );
}

/** What a search found: as little as it answers, each with a box as in the list. */
export function Found({
  rows,
  picked,
  onPick,
}: {
  rows: readonly FoundRow[];
  picked: ReadonlyMap<string, unknown>;
  onPick: ((rows: readonly FoundRow[], picked: boolean) => void) | undefined;
}): ReactNode {
  const body = useRows();
  const count = rows.filter(({ id }) => picked.has(id)).length;
  return (
    <table className="list">
      <caption className="soft">J、K 上下移动，回车打开</caption>
      <thead>
        <tr>
          {onPick && (
            <th scope="col" className="screen-only">
              <AllBox all={count === rows.length} some={count > 0} onPick={(on) => onPick(rows, on)} />
            </th>
          )}
          <th scope="col">职工</th>
          <th scope="col">状态</th>
          <th scope="col">归哪个工会</th>
        </tr>
      </thead>
      <tbody {...body}>
        {rows.map((row) => (
          <tr key={row.id}>
            {onPick && <Box row={row} picked={picked.has(row.id)} onPick={(on) => onPick([row], on)} />}
            <th scope="row">
              <a href={linkTo(paths.dossier(row.id))}>{nameOf(row)}</a>
            </th>
            <td data-label="状态">{row.statusTitle}</td>
            <td data-label="归哪个工会">{row.union}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Box({
  row,
  picked,
  onPick,
}: {
  row: Pick<Row, 'maskedName'>;
  picked: boolean;
  onPick: (on: boolean) => void;
}): ReactNode {
  return (
    <td className="list-box screen-only">
      <label>
        <input type="checkbox" checked={picked} onChange={({ target }) => onPick(target.checked)} />
        <span className="list-box-name">选{nameOf(row)}</span>
      </label>
    </td>
  );
}

const isLate = ({ owed }: Row, today: string): boolean => owed?.due != null && owed.due < today;

function Owed({ of, today }: { of: Row['owed']; today: string }): ReactNode {
  if (of === null) return null;
  const { title, due } = of;
  return (
    <>
      {title}
      {due !== null && (
        <small>
          {due < today ? '逾期，' : ''}
          {dateInWords(due)}，{daysLeft(due, today)}
        </small>
      )}
    </>
  );
}

/** What a dossier waits for, in words; a colour alone would say nothing. */
function Waits({
  row: { openDuplicates, held, untriaged, stalled, transferring, temporary },
}: {
  row: Row;
}): ReactNode {
  const words = [
    openDuplicates > 0 && `疑似重复 ${openDuplicates} 条`,
    held && waitingTitles.held,
    untriaged > 0 && `异议待初核 ${untriaged} 条`,
    stalled && waitingTitles.stalled,
    transferring && waitingTitles.transferring,
    temporary && '临时救助',
  ].filter((each) => each !== false);
  return words.length === 0 ? null : <small>{words.join('；')}</small>;
}
