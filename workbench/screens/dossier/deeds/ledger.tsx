import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { BodyOf } from '../../../../shared/contract/types.ts';
import { aidKinds, payments, plausibleAid } from '../../../../shared/ledger/aid.ts';
import { fundSources } from '../../../../shared/ledger/funds.ts';
import { followUpFindings, visitWays } from '../../../../shared/ledger/visit.ts';
import { formatYuan } from '../../../../shared/money/fen.ts';
import { Choice, DeedForm, SelectField, TextArea, TextField } from '../../../parts/deed-form.tsx';
import { PaperField } from '../../../parts/papers.tsx';
import { chosen, fenIn, maybe, namesIn, said } from '../../../parts/said.ts';
import { Empty, ErrorText, Waiting } from '../../../parts/states.tsx';
import { useSession } from '../../../session.ts';
import { aidInWords, type Given } from '../aid-words.ts';
import { type DeedProps, noNumbers } from './props.ts';

type AidBody = BodyOf<'recordAid'>;

function aidIn(fields: FormData): AidBody {
  const payment = chosen<AidBody['payment']>(fields, 'payment');
  const isMoney = payment === 'transfer' || payment === 'cash';
  const value = said(fields, 'value') === '' ? {} : { value: fenIn(fields, 'value', '折合的金额') };
  return {
    givenOn: said(fields, 'givenOn'),
    kind: chosen<AidBody['kind']>(fields, 'kind'),
    project: said(fields, 'project'),
    source: chosen<AidBody['source']>(fields, 'source'),
    payment,
    ...(isMoney ? { amount: fenIn(fields, 'amount', '金额') } : {}),
    ...(isMoney
      ? {}
      : {
          goods: {
            name: said(fields, 'goods'),
            quantity: Number(said(fields, 'quantity')),
            unit: said(fields, 'unit'),
            ...value,
          },
        }),
    giver: said(fields, 'giver'),
    ...maybe(fields, 'receipt'),
    ...maybe(fields, 'note'),
    ...maybe(fields, 'amountNote'),
    ...maybe(fields, 'breachReason'),
  };
}

/** 登记帮扶 */
export function RecordAid({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  return (
    <DeedForm
      title="登记帮扶"
      button="登记这一条"
      send={(fields, key) => client.call('recordAid', { params: { id: of.id }, key, body: aidIn(fields) })}
      onDone={({ body }) => onDone(`已经登记为第 ${body.aid} 条帮扶。`)}
    >
      <AidFields of={of} />
    </DeedForm>
  );
}

function AidFields({ of, given, givenOn }: Pick<DeedProps, 'of'> & { given?: Given; givenOn?: string }): ReactNode {
  const { me, today } = useSession();
  const [payment, setPayment] = useState<string>(given?.payment ?? '');
  const isGoods = payment === 'inKind' || payment === 'service';
  const yuan = (fen: number | undefined) => (fen === undefined ? '' : formatYuan(fen));
  return (
    <>
      <TextField name="givenOn" label="帮扶的日期" type="date" defaultValue={givenOn ?? today()} max={today()} />
      <SelectField name="kind" label="帮扶类别" of={Object.entries(aidKinds)} defaultValue={given?.kind ?? ''} />
      <TextField name="project" label="帮扶项目" maxLength={100} defaultValue={given?.project} />
      <SelectField name="source" label="资金来源" of={Object.entries(fundSources)} defaultValue={given?.source ?? ''} />
      <SelectField
        name="payment"
        onPick={setPayment}
        label="发放方式"
        of={Object.entries(payments)}
        defaultValue={given?.payment ?? ''}
      />
      {!isGoods && (
        <TextField
          name="amount"
          label="金额（元）"
          hint="写元，如 2000 或 1450.50"
          inputMode="decimal"
          defaultValue={yuan(given?.amount)}
        />
      )}
      {isGoods && (
        <fieldset className="deeds-beside">
          <legend>给了什么</legend>
          <TextField name="goods" label="名称" maxLength={100} defaultValue={given?.goods?.name} />
          <TextField
            name="quantity"
            label="数量"
            type="number"
            inputMode="numeric"
            min="1"
            max="10000"
            defaultValue={given?.goods === undefined ? '' : String(given.goods.quantity)}
          />
          <TextField name="unit" label="单位" hint="如：袋、次" maxLength={10} defaultValue={given?.goods?.unit} />
          <TextField
            name="value"
            label="折合多少元（不知道的不写）"
            inputMode="decimal"
            required={false}
            defaultValue={yuan(given?.goods?.value)}
          />
        </fieldset>
      )}
      <TextField name="giver" label="由谁发放" maxLength={100} defaultValue={given?.giver ?? me.union} />
      <PaperField of={of} name="receipt" label="凭证（可以没有）" kinds={['帮扶款物签收凭证']} required={false} />
      <TextField name="note" label="备注（可以不写）" required={false} maxLength={300} defaultValue={given?.note} />
      <TextField
        name="amountNote"
        label="金额说明"
        hint={`不到 ${formatYuan(plausibleAid.least)} 元、超过 ${formatYuan(plausibleAid.askedFrom)} 元而确属如此的，写明`}
        required={false}
        maxLength={200}
        defaultValue={given?.amountNote}
      />
      <TextField
        name="breachReason"
        label="资金不用于这一级档案而确须使用的，为什么"
        required={false}
        maxLength={300}
        defaultValue={given?.breach?.reason}
      />
    </>
  );
}

/** 更正帮扶: an entry is chosen, and written anew as it should have been. */
export function CorrectAid({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const [chosenAid, setChosen] = useState('');
  const [none, setNone] = useState(false);
  const entries = useQuery({
    queryKey: ['aid-to-correct', of.id, of.aid.entries],
    queryFn: async () => (await client.call('listAid', { params: { id: of.id } })).body.entries,
  });
  if (entries.isPending) return <Waiting />;
  if (entries.isError) return <ErrorText error={entries.error} again={() => void entries.refetch()} />;
  const counting = entries.data.filter(({ counts }) => counts);
  const entry = counting.find(({ aid }) => String(aid) === chosenAid);
  if (counting.length === 0) return <Empty>没有可以更正的帮扶。</Empty>;
  const send = (fields: FormData, key: string) => {
    const body = { reason: said(fields, 'reason'), given: none ? null : aidIn(fields) };
    return client.call('correctAid', { params: { id: of.id, aid: chosenAid }, key, body });
  };
  return (
    <DeedForm
      title="更正帮扶"
      button="记下更正"
      send={send}
      onDone={() => onDone('已经更正，原来的一条留着，不再算数。')}
    >
      <label className="field">
        更正哪一条
        <select name="corrects" value={chosenAid} required onChange={({ target }) => setChosen(target.value)}>
          <option value="">请选择</option>
          {counting.map((each) => (
            <option key={each.aid} value={each.aid}>
              {aidInWords(each)}
            </option>
          ))}
        </select>
      </label>
      <TextArea name="reason" label="为什么更正" hint={noNumbers} />
      <label className="choice">
        <input
          type="checkbox"
          name="none"
          value="yes"
          checked={none}
          onChange={({ target }) => setNone(target.checked)}
        />
        其实没有给
      </label>
      {entry?.given && !none && (
        <AidFields key={entry.aid} of={of} given={entry.given} {...(entry.givenOn ? { givenOn: entry.givenOn } : {})} />
      )}
    </DeedForm>
  );
}

/** 登记走访, and once the household has left 回访. */
export function RecordVisit({ of, onDone }: DeedProps): ReactNode {
  const { client, me, today } = useSession();
  const isAfter = of.standing === 'left';
  const send = (fields: FormData, key: string) => {
    const body = {
      visitedOn: said(fields, 'visitedOn'),
      way: chosen<BodyOf<'recordVisit'>['way']>(fields, 'way'),
      visitors: namesIn(fields, 'visitors'),
      findings: said(fields, 'findings'),
      ...(isAfter ? { finding: chosen<NonNullable<BodyOf<'recordVisit'>['finding']>>(fields, 'finding') } : {}),
      ...maybe(fields, 'nextOn'),
    };
    return client.call('recordVisit', { params: { id: of.id }, key, body });
  };
  const title = isAfter ? '登记回访' : '登记走访';
  return (
    <DeedForm
      title={title}
      button={title}
      send={send}
      onDone={({ body }) => onDone(`已经登记为第 ${body.visit} 次走访。`)}
    >
      <TextField name="visitedOn" label="走访的日期" type="date" defaultValue={today()} max={today()} />
      <Choice name="way" label="走访方式" of={Object.entries(visitWays)} />
      <TextField name="visitors" label="走访的人" hint="几位的，姓名之间用顿号隔开" defaultValue={me.name} />
      <TextArea name="findings" label="了解到的情况" hint={noNumbers} />
      {isAfter && <Choice name="finding" label="回访的结果" of={Object.entries(followUpFindings)} />}
      {!isAfter && (
        <TextField
          name="nextOn"
          label="下一次走访的日期（可以不定）"
          hint="定了就成为待办"
          type="date"
          min={today()}
          required={false}
        />
      )}
    </DeedForm>
  );
}
