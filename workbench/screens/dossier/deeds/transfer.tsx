import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { transferAnswers } from '../../../../shared/contract/titles.ts';
import type { AnswerOf } from '../../../../shared/contract/types.ts';
import { contains } from '../../../../shared/organisation/org-path.ts';
import { dateInWords, monthInWords } from '../../../../shared/pages/dates.ts';
import { tierTitles } from '../../../../shared/standards/tiers.ts';
import { DeedForm, TextArea } from '../../../parts/deed-form.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { said } from '../../../parts/said.ts';
import { ErrorText, Waiting } from '../../../parts/states.tsx';
import { UnionPicker } from '../../../parts/union-picker.tsx';
import { useSession } from '../../../session.ts';
import { type DeedProps, noNumbers } from './props.ts';

type Transfer = AnswerOf<'getTransfer'>;

export const useTransfer = (id: string, enabled = true) => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['transfer', id],
    enabled,
    queryFn: async () => (await client.call('getTransfer', { params: { id } })).body,
  });
};

export function ProposeTransfer({ of: { id }, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const [to, setTo] = useState('');
  const send = (fields: FormData, key: string) => {
    if (to === '') throw new Error('请选移交给哪个工会');
    return client.call('proposeTransfer', { params: { id }, key, body: { to, reason: said(fields, 'reason') } });
  };
  return (
    <DeedForm
      title="提出移交"
      button="提出移交"
      send={send}
      onDone={() => onDone('已经提出，等对方答复；接收以前一切照旧。')}
    >
      <UnionPicker label="移交给哪个工会" value={to} onPick={setTo} reach="province" />
      <TextArea name="reason" label="为什么" hint={`对方也看得到；${noNumbers}`} />
    </DeedForm>
  );
}

const answers = {
  acceptTransfer: ['接收移交', '已经接收，从此归本工会。'],
  refuseTransfer: ['退回移交', '已经退回，仍归原来的工会。'],
  withdrawTransfer: ['撤回移交', '已经撤回。'],
} as const;

/** The answer to a transfer, or taking it back, by what is told of it. */
export function AnswerTransfer({
  id,
  operation,
  onDone,
}: {
  id: string;
  operation: keyof typeof answers;
  onDone: DeedProps['onDone'];
}): ReactNode {
  const { client } = useSession();
  const transfer = useTransfer(id);
  if (transfer.isPending) return <Waiting />;
  if (transfer.isError) return <ErrorText error={transfer.error} again={() => void transfer.refetch()} />;
  const [title, words] = answers[operation];
  const seen = { transfer: transfer.data.transfer };
  const send = (fields: FormData, key: string) =>
    operation === 'acceptTransfer'
      ? client.call(operation, { params: { id }, key, body: seen })
      : client.call(operation, { params: { id }, key, body: { ...seen, reason: said(fields, 'reason') } });
  return (
    <>
      <TransferRows of={transfer.data} />
      <DeedForm<unknown> title={title} button={title} send={send} onDone={() => onDone(words)}>
        {operation === 'acceptTransfer' ? (
          <p>接收以后，日志、台账、待办都归本工会。</p>
        ) : (
          <TextArea name="reason" label="为什么" hint={`对方也看得到；${noNumbers}`} />
        )}
      </DeedForm>
    </>
  );
}

function TransferRows({ of }: { of: Transfer }): ReactNode {
  const { household } = of;
  return (
    <Rows
      of={[
        ['从哪里到哪里', `${of.fromUnion}到${of.toUnion}`],
        ['提出', `${of.byName}，${dateInWords(of.proposedOn)}`],
        ['为什么', of.reason],
        ['答复的期限', of.outcome === null ? dateInWords(of.due) : null],
        ['怎样答复', of.outcome && transferAnswers[of.outcome]],
        ['答复写的', of.answer],
        ['这一户', `${household.maskedName}，${household.workplace}，${household.size} 口人`],
        ['困难类别', household.category],
        ['档案级别', household.tier && tierTitles[household.tier]],
        ['下次复核', household.nextReviewOn && dateInWords(household.nextReviewOn)],
        ['计划完成时限', household.planDue && monthInWords(household.planDue)],
      ]}
    />
  );
}

/** For whoever may not read the dossier and is asked whether their union takes it: what they need to know, and the answer. */
export function AskedTransfer({
  id,
  of,
  onDone,
}: {
  id: string;
  of: Transfer;
  onDone: DeedProps['onDone'];
}): ReactNode {
  const { me } = useSession();
  const [operation, setOperation] = useState<keyof typeof answers | undefined>();
  if (of.outcome !== null || !contains(me.orgPath, of.to)) return <TransferRows of={of} />;
  if (operation)
    return (
      <>
        <AnswerTransfer id={id} operation={operation} onDone={onDone} />
        <p>
          <button type="button" className="link" onClick={() => setOperation(undefined)}>
            先不答复，回去看
          </button>
        </p>
      </>
    );
  return (
    <>
      <TransferRows of={of} />
      <p className="deeds-buttons">
        <button type="button" className="primary" onClick={() => setOperation('acceptTransfer')}>
          接收移交
        </button>
        <button type="button" onClick={() => setOperation('refuseTransfer')}>
          退回移交
        </button>
      </p>
    </>
  );
}
