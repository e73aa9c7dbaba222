import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Refused } from '../../../shared/contract/client.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { tierTitles } from '../../../shared/standards/tiers.ts';
import { daysLeft } from '../../parts/days.ts';
import { DeedForm, TextArea } from '../../parts/deed-form.tsx';
import { keysFrom } from '../../parts/key.ts';
import { Rows } from '../../parts/rows.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { useWhole } from '../../parts/whole.ts';
import { useSession } from '../../session.ts';
import { byPair, type Offered } from './pairs.ts';
import { Undone } from './propose.tsx';

type Task = AnswerOf<'listTasks'>['tasks'][number];

/** So many are looked at: each look is recorded with the household. */
const MOST_SHOWN = 30;

/** What other unions have proposed: all of one union's accepted at once, or one by one. */
export function Incoming({ org }: { org: string }): ReactNode {
  const { client } = useSession();
  const tasks = useWhole<Task>(['incoming', org], async (cursor) => {
    const { tasks: found, cursor: next } = (await client.call('listTasks', { query: { org, cursor } })).body;
    return { items: found.filter(({ kind }) => kind === 'transfer' || kind === 'overdueTransfer'), cursor: next };
  });
  const asked = [...new Set((tasks.data ?? []).map(({ dossier }) => dossier))];
  const looked = useQuery({
    queryKey: ['offered', asked],
    enabled: asked.length > 0,
    queryFn: async () => {
      const all: Offered[] = [];
      for (const id of asked.slice(0, MOST_SHOWN)) {
        try {
          all.push((await client.call('getTransfer', { params: { id } })).body);
        } catch (error) {
          // Answered or taken back since the list was read.
          if (!(error instanceof Refused && error.status < 500)) throw error;
        }
      }
      return all.filter(({ outcome }) => outcome === null);
    },
  });
  if (tasks.isPending) return <Waiting />;
  if (tasks.isError) return <ErrorText error={tasks.error} again={() => void tasks.refetch()} />;
  if (asked.length === 0) return <Empty>没有等我们答复的移交。</Empty>;
  if (looked.isPending) return <Waiting words={`有 ${asked.length} 户等着答复，正在看是哪里移交来的……`} />;
  if (looked.isError) return <ErrorText error={looked.error} again={() => void looked.refetch()} />;
  return (
    <>
      {asked.length > MOST_SHOWN && (
        <p>
          一共 {asked.length} 户，先看到期最早的 {MOST_SHOWN} 户；成批接收的连同没有列出的。
        </p>
      )}
      {byPair(looked.data).map((pair) => (
        <FromOne key={`${pair.from} ${pair.to}`} of={pair} />
      ))}
    </>
  );
}

function FromOne({
  of: { from, fromUnion, to, toUnion, offered },
}: {
  of: ReturnType<typeof byPair>[number];
}): ReactNode {
  const { client } = useSession();
  const [came, setCame] = useState<{ done: number; left: { dossier: string; message: string }[] } | undefined>();
  const send = async (_: FormData, key: string) => {
    const next = keysFrom(key);
    let sum: NonNullable<typeof came> = { done: 0, left: [] };
    let place: string | undefined;
    do {
      const body = { from, to, ...(place === undefined ? {} : { place }) };
      const { done, left, cursor } = (await client.call('acceptTransfers', { body, key: next() })).body;
      sum = { done: sum.done + done, left: [...sum.left, ...left] };
      setCame(sum);
      place = cursor ?? undefined;
    } while (place !== undefined);
  };
  return (
    <section>
      <h2>
        {fromUnion}移交给{toUnion}
      </h2>
      {offered.map((each) => (
        <One key={each.id} of={each} />
      ))}
      <DeedForm
        title={`${fromUnion}移交来的，全部接收`}
        button="全部接收"
        send={send}
        said={came && `接收了 ${came.done} 户。从现在起归${toUnion}。`}
      >
        <p>接收以后，档案、台账、待办都归{toUnion}，原来的工会不再看得到。提出的人不能自己接收。</p>
        {came && <Undone of={came.left} />}
      </DeedForm>
    </section>
  );
}

function One({ of }: { of: Offered }): ReactNode {
  const { client, today } = useSession();
  const { id, transfer, household, reason, due, reminded, byName, proposedOn } = of;
  const late = due < today();
  return (
    <details className="card">
      <summary>
        {household.maskedName}，{household.workplace}，{household.category ?? '没有在册类别'}，
        <span className={late ? 'late-word' : 'soft'}>
          {late ? `逾期，${daysLeft(due, today())}` : daysLeft(due, today())}
        </span>
      </summary>
      <Rows
        of={[
          ['为什么移交', reason],
          ['提出', `${byName}，${dateInWords(proposedOn)}`],
          ['请在这一天以前答复', `${dateInWords(due)}${reminded > 0 ? `（催办过 ${reminded} 次）` : ''}`],
          ['家庭人口', `${household.size} 人`],
          ['档案级别', household.tier && tierTitles[household.tier]],
          ['建档的日期', household.registeredOn && dateInWords(household.registeredOn)],
          ['下次复核', household.nextReviewOn && dateInWords(household.nextReviewOn)],
        ]}
      />
      <DeedForm
        title="接收这一户"
        button="接收"
        send={(_, key) => client.call('acceptTransfer', { params: { id }, key, body: { transfer } })}
      >
        <p>接收以后才看得到其余的内容。要先问清楚的，与原来的工会联系。</p>
      </DeedForm>
      <DeedForm
        title="退回这一户"
        button="退回"
        send={(fields, key) => {
          const body = { transfer, reason: String(fields.get('reason')) };
          return client.call('refuseTransfer', { params: { id }, key, body });
        }}
      >
        <TextArea name="reason" label="为什么退回" hint="对方看得到；如：职工不在本辖区" />
      </DeedForm>
    </details>
  );
}
