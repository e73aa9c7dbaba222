import { type ReactNode, useState } from 'react';
import { DeedForm, TextArea } from '../../parts/deed-form.tsx';
import { keysFrom } from '../../parts/key.ts';
import { Empty } from '../../parts/states.tsx';
import { UnionPicker } from '../../parts/union-picker.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';

interface Came {
  done: number;
  left: { dossier: string; message: string }[];
  over: boolean;
}

/** A whole union to another: request after request, each some hundred households, until all are proposed. */
export function ProposeForm(): ReactNode {
  const { client, me } = useSession();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [came, setCame] = useState<Came | undefined>();
  if (!me.may.includes('proposeTransfer')) return <Empty>移交由建档人、审核人提出。</Empty>;
  const send = async (fields: FormData, key: string) => {
    if (from === '' || to === '') throw new Error('请选从哪个工会移交到哪个工会。');
    if (from === to) throw new Error('移交到的须是另一个工会。');
    const reason = String(fields.get('reason'));
    let sum: Came = { done: 0, left: [], over: false };
    let place: string | undefined;
    const next = keysFrom(key);
    setCame(sum);
    do {
      const body = { from, to, reason, ...(place === undefined ? {} : { place }) };
      const { done, left, cursor } = (await client.call('proposeTransfers', { body, key: next() })).body;
      sum = { done: sum.done + done, left: [...sum.left, ...left], over: cursor === null };
      setCame(sum);
      place = cursor ?? undefined;
    } while (place !== undefined);
  };
  return (
    <DeedForm
      title="整个工会移交"
      button="提出移交"
      send={send}
      said={
        came &&
        `提出了 ${came.done} 户${came.left.length > 0 ? `，${came.left.length} 户没有办成，见上面` : ''}。等对方答复。`
      }
    >
      <p>
        单位撤销、合并的，把它在册的各户逐户移交给另一个工会。对方接收以前一切照旧；已经提出的跳过，断了再按一次，接着办。
      </p>
      <UnionPicker label="从哪个工会（连同它以下的）" value={from} onPick={setFrom} />
      <UnionPicker label="移交给哪个工会" value={to} onPick={setTo} reach="province" />
      <TextArea name="reason" label="为什么移交" hint="记入各户的档案，对方也看得到" />
      {came && !came.over && <p role="status">正在逐户提出：已经 {came.done} 户……请不要关掉这一页。</p>}
      {came && <Undone of={came.left} />}
    </DeedForm>
  );
}

/** Households that stay where they are, each with the reason. */
export function Undone({ of }: { of: readonly { dossier: string; message: string }[] }): ReactNode {
  if (of.length === 0) return null;
  return (
    <table className="list">
      <caption className="soft">没有办成的 {of.length} 户，别的不受影响</caption>
      <thead>
        <tr>
          <th scope="col">哪一户</th>
          <th scope="col">为什么</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ dossier, message }, index) => (
          <tr key={dossier}>
            <th scope="row">
              <a href={linkTo(paths.dossier(dossier))}>第 {index + 1} 户</a>
            </th>
            <td data-label="为什么">{message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
