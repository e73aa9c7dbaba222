import { type ReactNode, useState } from 'react';
import { holderTitles, listOrders } from '../../../shared/contract/list.ts';
import { waitingTitles } from '../../../shared/contract/waiting.ts';
import { statuses, statusTitles } from '../../../shared/dossier/status.ts';
import { tierTitles } from '../../../shared/standards/tiers.ts';
import { type Area, AreaPicker } from '../../parts/area.tsx';
import {
  type Asked,
  categoryTitles,
  dueTitles,
  inWords,
  isByDay,
  type Narrowing,
  notAssistedTitles,
  unchangedTitles,
} from './asked.ts';
import { keepViews, keptViews, mostViews, type View } from './kept.ts';

interface Changing {
  asked: Asked;
  onAsk: (asked: Asked) => void;
}

/** By what the list is narrowed; what is seldom used opens below. */
export function Filters({ asked, onAsk }: Changing): ReactNode {
  const pick = (name: Narrowing, title: string, any: string, of: Readonly<Record<string, string>>) => (
    <label className="field">
      {title}
      <select value={asked[name] ?? ''} onChange={({ target }) => onAsk(withWord(asked, name, target.value))}>
        <option value="">{any}</option>
        {Object.entries(of).map(([word, words]) => (
          <option key={word} value={word}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <div className="filters">
        <AreaPicker {...areaOf(asked)} onPick={(area) => onAsk(withArea(asked, area))} />
        <StatusPicker asked={asked} onAsk={onAsk} />
        {pick('waitingFor', '等着办的', '不论', waitingTitles)}
        {pick('due', '期限', '不论', dueTitles)}
      </div>
      <details className="list-more">
        <summary>更多筛选和排序</summary>
        <div className="filters">
          {pick('category', '困难类别', '各类', categoryTitles)}
          {pick('tier', '档案级别', '各级', tierTitles)}
          {pick('holder', '待办在谁手里', '不论', holderTitles)}
          {pick('unchanged', '多久没有变动', '不论', unchangedTitles)}
          {pick('notAssisted', '多久没有帮扶', '不论', notAssistedTitles)}
          <label className="field">
            先后
            {isByDay(asked) && asked.sort !== 'due' && <small>按期限筛选的，先到期的在前</small>}
            <select
              value={isByDay(asked) ? 'due' : (asked.sort ?? 'changed')}
              onChange={({ target }) => onAsk(withWord(asked, 'sort', target.value))}
            >
              {Object.entries(listOrders).map(([word, words]) => (
                <option key={word} value={word} disabled={isByDay(asked) && asked.sort !== 'due' && word !== 'due'}>
                  {words}
                </option>
              ))}
            </select>
          </label>
        </div>
      </details>
    </>
  );
}

/** Several may be ticked; none is all of them. */
function StatusPicker({ asked, onAsk }: Changing): ReactNode {
  const { status } = asked;
  const words =
    status.length === 0
      ? '各种状态'
      : status.length === 1
        ? (statusTitles as Record<string, string>)[status[0] as string]
        : `${status.length} 种状态`;
  return (
    <details className="list-statuses">
      <summary>状态：{words}</summary>
      <fieldset>
        <legend>只看这些状态，一种也不选就是各种</legend>
        {statuses.map((each) => (
          <label key={each} className="choice">
            <input
              type="checkbox"
              checked={status.includes(each)}
              onChange={({ target }) =>
                onAsk({ ...asked, status: target.checked ? [...status, each] : status.filter((one) => one !== each) })
              }
            />
            {statusTitles[each]}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

function withWord(asked: Asked, name: Narrowing, value: string): Asked {
  const { [name]: _, ...rest } = asked;
  return value === '' || (name === 'sort' && value === 'changed') ? rest : { ...rest, [name]: value };
}

const areaOf = ({ org, own }: Asked): Area => ({ org, own: own !== undefined });

function withArea({ org: _, own: _own, ...view }: Asked, { org, own }: Area): Asked {
  return { org, ...(own ? { own: 'yes' } : {}), ...view };
}

const given: readonly View[] = [
  { status: [] },
  { status: [], due: 'overdue' },
  { status: ['registered'], unchanged: '12' },
  { status: [], notAssisted: '12' },
];

/** 常用的筛选: those that everybody needs, and those that were kept in this browser. Each is called by what it narrows to. */
export function Views({ asked, onAsk }: Changing): ReactNode {
  const [kept, setKept] = useState(keptViews);
  const keep = (views: View[]) => {
    keepViews(views);
    setKept(views);
  };
  const { org, own, ...view } = asked;
  const where = { org, ...(own === undefined ? {} : { own }) };
  const words = inWords(asked);
  const isAmong = [...given, ...kept].some((each) => inWords({ ...where, ...each }) === words);
  return (
    <div className="list-views">
      <ul>
        {[...given, ...kept].map((each, index) => {
          const title = inWords({ ...where, ...each });
          const isOwn = index >= given.length;
          return (
            <li key={title}>
              <button type="button" aria-pressed={title === words} onClick={() => onAsk({ ...where, ...each })}>
                {title}
              </button>
              {isOwn && (
                <button
                  type="button"
                  className="list-drop"
                  aria-label={`不再保存“${title}”`}
                  onClick={() => keep(kept.filter((one) => one !== each))}
                >
                  ×
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {!isAmong && kept.length < mostViews && (
        <button type="button" onClick={() => keep([...kept, view])}>
          保存这个筛选
        </button>
      )}
      {!isAmong && kept.length >= mostViews && <p className="soft">最多保存 {mostViews} 个筛选，先去掉一个再保存。</p>}
    </div>
  );
}
