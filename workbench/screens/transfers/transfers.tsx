import { type ReactNode, useState } from 'react';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { CountyPicker } from '../../parts/area.tsx';
import { More, usePages } from '../../parts/pages.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { Incoming } from './incoming.tsx';
import { ProposeForm } from './propose.tsx';

const parts = {
  incoming: '等我们答复的',
  outgoing: '等对方答复的',
  propose: '整个工会移交',
  people: '人走了，工作怎样交',
};
type Part = keyof typeof parts;

/** 移交: what waits for an answer on either side, a whole union at once, and how somebody's work is handed on. */
export function TransfersScreen(): ReactNode {
  const { me } = useSession();
  const [part, setPart] = useState<Part>('incoming');
  const [org, setOrg] = useState(me.counties[0]?.orgPath ?? me.orgPath);
  return (
    <>
      <h1>移交</h1>
      <div className="switch">
        {(Object.keys(parts) as Part[]).map((each) => (
          <button key={each} type="button" aria-pressed={part === each} onClick={() => setPart(each)}>
            {parts[each]}
          </button>
        ))}
      </div>
      {(part === 'incoming' || part === 'outgoing') && (
        <div className="filters">
          <CountyPicker value={org} onPick={setOrg} />
        </div>
      )}
      {part === 'incoming' && <Incoming key={org} org={org} />}
      {part === 'outgoing' && <Outgoing org={org} />}
      {part === 'propose' && <ProposeForm />}
      {part === 'people' && <Handing />}
    </>
  );
}

/** Whoever proposed a household waits until the other union answers; each is one's own to take back on its page. */
function Outgoing({ org }: { org: string }): ReactNode {
  const { client } = useSession();
  const pages = usePages(
    ['transferring', org],
    async (cursor) =>
      (await client.call('listDossiers', { query: { org, own: 'yes', waitingFor: 'transferring', cursor } })).body,
  );
  const rows = pages.data?.pages.flatMap(({ dossiers }) => dossiers) ?? [];
  return (
    <>
      {pages.isPending && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {pages.data && rows.length === 0 && !pages.hasNextPage && <Empty>没有等对方答复的移交。</Empty>}
      {rows.length > 0 && (
        <table className="list">
          <caption className="soft">
            对方过了期限不答复的，系统催办，再告诉上一级；从不因此算作接收。要撤回的，打开那一户
          </caption>
          <thead>
            <tr>
              <th scope="col">职工</th>
              <th scope="col">现在归哪个工会</th>
              <th scope="col">状态</th>
              <th scope="col">最近变动</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, maskedName, union, statusTitle, changedAt }) => (
              <tr key={id}>
                <th scope="row">
                  <a href={linkTo(paths.dossier(id))}>{maskedName}</a>
                </th>
                <td data-label="工会">{union}</td>
                <td data-label="状态">{statusTitle}</td>
                <td data-label="最近变动">{momentInWords(changedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <More {...pages} />
    </>
  );
}

/** Tasks are a union's and not one person's: what has to be handed on is less than people fear. */
function Handing(): ReactNode {
  const { me } = useSession();
  return (
    <>
      <ul>
        <li>
          待办归一个工会的一种人，不归某一个人：建档人、调查人、审核人走了，待办还在，同事照样看得到、办得了，不用移。
        </li>
        <li>
          请他审批而还没有办的：写了“离任”的当即转请同级的别的审批人，没有的请上一级；写明了由谁接手的，请那一位。
        </li>
        <li>
          写给他的信（他交来的户有了结果、逾期等）：写明了由谁接手的，发给那一位；没有写明的，发给同一个工会别的建档人。
        </li>
        <li>只是几天不在的，写由谁代办、从哪天到哪天；过了末日自动恢复。</li>
      </ul>
      <p>
        {me.may.includes('manageDirectory') && !me.orgPath.includes('/') ? (
          <>
            在<a href={linkTo(paths.people)}>人员与单位</a>里打开那一位，写“离任”和由谁接手，或者代办的日子。
          </>
        ) : (
          '由省级的管理员登记：把姓名、从哪天起、由谁接手告诉他们。'
        )}
      </p>
    </>
  );
}
