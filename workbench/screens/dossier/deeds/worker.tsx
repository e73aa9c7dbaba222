import { type ReactNode, useState } from 'react';
import type { AnswerOf, BodyOf } from '../../../../shared/contract/types.ts';
import { remedies } from '../../../../shared/dossier/spot-check-state.ts';
import { correctionOutcomes } from '../../../../shared/matters/outcomes.ts';
import { dateInWords } from '../../../../shared/pages/dates.ts';
import { findings } from '../../../../shared/spot-checks/words.ts';
import { Choice, DeedForm, SelectField, TextArea } from '../../../parts/deed-form.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { chosen, said } from '../../../parts/said.ts';
import { Shown } from '../../../parts/shown.tsx';
import { useSession } from '../../../session.ts';
import { type DeedProps, noNumbers } from './props.ts';

/** 本人查询: the worker reads their own file on their own telephone. */
export function ShowOwn({ of: { id } }: DeedProps): ReactNode {
  const { client } = useSession();
  const [shown, setShown] = useState<AnswerOf<'showOwn'> | undefined>();
  const send = async () => (await client.call('showOwn', { params: { id }, body: {} })).body;
  return (
    <>
      <DeedForm title="本人查询" button={shown ? '换一个二维码' : '出示二维码'} send={send} onDone={setShown}>
        <p>看过本人的身份证再出示。本人用手机扫，输入您念的验证码，看自己的档案和谁看过，有不对的写明请求更正。</p>
      </DeedForm>
      {shown && <Shown of={shown} page="本人查询页" />}
    </>
  );
}

export function RequestCorrection({ of: { id }, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  return (
    <DeedForm
      title="代本人登记更正请求"
      button="登记更正请求"
      send={(fields, key) =>
        client.call('requestCorrection', { params: { id }, key, body: { statement: said(fields, 'statement') } })
      }
      onDone={() => onDone('已经登记，等答复。')}
    >
      <TextArea name="statement" label="本人说哪里不对，应当是什么" hint={noNumbers} />
    </DeedForm>
  );
}

export function AnswerCorrection({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const open = of.corrections.filter(({ outcome }) => outcome === null).sort((a, b) => a.correction - b.correction);
  const send = (fields: FormData, key: string) => {
    const body = {
      outcome: chosen<BodyOf<'answerCorrection'>['outcome']>(fields, 'outcome'),
      answer: said(fields, 'answer'),
    };
    const n = said(fields, 'correction');
    return client.call('answerCorrection', { params: { id: of.id, n }, key, body });
  };
  return (
    <DeedForm title="答复更正请求" button="答复" send={send} onDone={() => onDone('已经答复，本人看得到。')}>
      <Rows
        of={open.map(({ correction, on, statement, shownBy }) => [
          `第 ${correction} 件`,
          `${dateInWords(on)}${shownBy ? `（${shownBy}当面打开的）` : ''}：${statement}`,
        ])}
      />
      <p>
        要改的，先用更新资料、变更等改好，再答复。请求撤回或退出的，先答复，再办：办完以后不能再答复，本人凭验证码也看不到了。
      </p>
      <SelectField
        name="correction"
        label="答复哪一件"
        of={open.map(({ correction }) => [String(correction), `第 ${correction} 件`] as const)}
        defaultValue={open[0] ? String(open[0].correction) : ''}
      />
      <Choice
        name="outcome"
        label="答复"
        of={[
          ['corrected', correctionOutcomes.corrected],
          ['refused', correctionOutcomes.refused],
        ]}
      />
      <TextArea name="answer" label="怎样改、怎样办的，或者为什么不改、不办" hint={`本人看得到；${noNumbers}`} />
    </DeedForm>
  );
}

/** 整改: what was done about what a 抽查 found. */
export function RecordRemedy({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const open = of.spotChecks.filter(({ remedyBy, remedy }) => remedyBy !== null && remedy === null);
  const send = (fields: FormData, key: string) => {
    const body = {
      check: said(fields, 'check'),
      how: chosen<BodyOf<'recordRemedy'>['how']>(fields, 'how'),
      done: said(fields, 'done'),
    };
    return client.call('recordRemedy', { params: { id: of.id }, key, body });
  };
  return (
    <DeedForm title="登记整改" button="登记" send={send} onDone={() => onDone('已经登记，抽查的人看得到。')}>
      <Rows
        of={open.map(({ finding, seen, remedyBy }) => [
          findings[finding],
          `${seen.map((each) => each.replace(/[。；]$/, '')).join('；')}（${dateInWords(remedyBy ?? '')}以前整改）`,
        ])}
      />
      <p>先用更新资料、变更、退出等改好，再登记。</p>
      <SelectField
        name="check"
        label="整改哪一件"
        of={open.map(({ check, finding }) => [check, findings[finding]] as const)}
        defaultValue={open[0]?.check ?? ''}
      />
      <Choice name="how" label="怎样整改的" of={Object.entries(remedies)} />
      <TextArea name="done" label="做了什么，或者为什么不改" hint={noNumbers} />
    </DeedForm>
  );
}

export function AnswerMargin({ of: { id }, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const send = (fields: FormData, key: string) => {
    const body = { answer: chosen<BodyOf<'answerMargin'>['answer']>(fields, 'answer') };
    return client.call('answerMargin', { params: { id }, key, body });
  };
  return (
    <DeedForm title="登记边缘名单的答复" button="登记" send={send} onDone={() => onDone('已经登记。')}>
      <p>
        标准变了，这一户现在可能符合：告诉他们，问要不要再申请。要再申请的，另建一份草稿；提交以后，这一份自动从名单上去掉。
      </p>
      <Choice
        name="answer"
        label="这一户怎么说"
        of={[
          ['notNow', '暂不申请，还留在名单上'],
          ['ownWish', '不愿再留在名单上'],
        ]}
      />
    </DeedForm>
  );
}
