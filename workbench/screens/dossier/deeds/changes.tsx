import { type ReactNode, useState } from 'react';
import type { BodyOf } from '../../../../shared/contract/types.ts';
import { fieldLabels } from '../../../../shared/form/fields.ts';
import { matterTitles } from '../../../../shared/matters/course.ts';
import { type LeavingReason, leavingReasons, temporaryReasons } from '../../../../shared/matters/standing.ts';
import { parseYuan } from '../../../../shared/money/fen.ts';
import { dateInWords } from '../../../../shared/pages/dates.ts';
import { Choice, DeedForm, SelectField, TextArea, TextField } from '../../../parts/deed-form.tsx';
import { PaperField } from '../../../parts/papers.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { chosen, linesIn, maybe, said, ticked } from '../../../parts/said.ts';
import { linkTo, paths, useRoute } from '../../../route.ts';
import { useSession } from '../../../session.ts';
import { type DeedProps, noNumbers } from './props.ts';

/** What decides nothing and is written, not chosen. What is chosen from a list is changed on the form. */
const contactFields = ['mobile', 'otherContact', 'homeAddress', 'postcode', 'employer'] as const;

/** 更新资料: only what is to be different is filled in; what is there now stands beside it as it may be shown. */
export function UpdateContact({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const worker = of.form?.content.worker ?? {};
  const send = (fields: FormData, key: string) => {
    const given = contactFields.flatMap((name) => (said(fields, name) === '' ? [] : [[name, said(fields, name)]]));
    const remarks = said(fields, 'remarks');
    if (given.length === 0 && remarks === '') throw new Error('什么也没有填，没有要改的');
    const changes = {
      ...(given.length > 0 ? { worker: Object.fromEntries(given) } : {}),
      ...(remarks === '' ? {} : { remarks }),
    };
    return client.call('updateContact', { params: { id: of.id }, key, body: { form: of.formInForce ?? 0, changes } });
  };
  return (
    <DeedForm
      title="更新资料"
      button="保存改动"
      send={send}
      onDone={() => onDone('已经更新，随即生效；纸质档案请跟上。')}
    >
      <p>只填要改的，不改的空着。这几样不影响认定，随即生效；影响认定的（人口、收入、病情等）要开变更。</p>
      {contactFields.map((name) => {
        const now = worker[name];
        return (
          <TextField
            key={name}
            name={name}
            label={fieldLabels[`worker.${name}`]}
            hint={now === undefined ? '现在没有填' : `现在是 ${now}`}
            required={false}
            maxLength={100}
          />
        );
      })}
      <TextArea
        name="remarks"
        label={fieldLabels.remarks}
        hint={of.form?.content.remarks === undefined ? '现在没有填' : `现在是：${of.form.content.remarks}`}
        required={false}
      />
    </DeedForm>
  );
}

export function ProposeAccount({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const [none, setNone] = useState(false);
  const send = (fields: FormData, key: string) => {
    const account = {
      bankName: said(fields, 'bankName'),
      ...maybe(fields, 'bankBranch'),
      bankAccount: said(fields, 'bankAccount').replace(/\s/g, ''),
    };
    const body = { form: of.formInForce ?? 0, account: none ? null : account, reason: said(fields, 'reason') };
    return client.call('proposeAccount', { params: { id: of.id }, key, body });
  };
  return (
    <DeedForm
      title="更换银行账户"
      button="登记新的账户"
      send={send}
      onDone={() => onDone('已经登记，另一个人确认以后才换；确认以前仍发到原来的账户。')}
    >
      <label className="choice">
        <input type="checkbox" checked={none} onChange={({ target }) => setNone(target.checked)} />
        不再用账户发放
      </label>
      {!none && (
        <>
          <TextField name="bankName" label="开户银行" maxLength={50} />
          <TextField name="bankBranch" label="支行（可以不写）" required={false} maxLength={50} />
          <TextField name="bankAccount" label="银行卡号" inputMode="numeric" maxLength={40} />
        </>
      )}
      <TextArea name="reason" label="为什么换，怎样核实的" hint="确认的人看得到；请勿写身份证号" />
    </DeedForm>
  );
}

export function RuleAccount({ of, onDone }: DeedProps): ReactNode {
  const { client, me } = useSession();
  const pending = of.accountPending;
  const isOwn = pending?.by === me.id;
  const send = (fields: FormData, key: string) => {
    const outcome = chosen<'confirmed' | 'refused'>(fields, 'outcome');
    const body = { account: pending?.account ?? 0, outcome, ...(outcome === 'refused' ? maybe(fields, 'reason') : {}) };
    return client.call('ruleAccount', { params: { id: of.id }, key, body });
  };
  return (
    <DeedForm title="确认银行账户" button="记下核对" send={send} onDone={() => onDone('已经记下。')}>
      <Rows
        of={[
          [
            '新的账户',
            pending?.bankAccount === null ? '不再用账户发放' : `${pending?.bankName} ${pending?.bankAccount}`,
          ],
          ['支行', pending?.bankBranch],
          ['为什么换', pending?.reason],
          ['谁登记的', pending && `${pending.byName}，${dateInWords(pending.on)}`],
        ]}
      />
      {isOwn && <p>这一个是您登记的，确认须由另一个人；您只能撤回。</p>}
      <Choice
        name="outcome"
        label="核对的结果"
        of={[...(isOwn ? [] : [['confirmed', '核对过，确认'] as const]), ['refused', isOwn ? '撤回' : '不采用']]}
      />
      <TextArea name="reason" label="不采用的，为什么" required={false} hint={noNumbers} />
    </DeedForm>
  );
}

/** 开始变更, 开始转正: what was changed is filled in on the form, to which whoever began is taken. */
export function OpenMatter({
  of,
  operation,
}: DeedProps & { operation: 'openAmendment' | 'openConversion' }): ReactNode {
  const { client } = useSession();
  const [, go] = useRoute();
  const [title, why, words] =
    operation === 'openAmendment'
      ? [
          '开始变更',
          '家里的情况怎样变了',
          '开始以后填一份变了的档案表提交，认定、调查、公示、审批照走；办成以前，仍照原来的帮扶。',
        ]
      : [
          '开始转正',
          '临时救助期满以后，为什么还要帮扶',
          '开始以后把档案表看过、改好提交，与建档一样认定、调查、公示、审批；同意以后在册，职工编号不变。办成以前仍是临时救助。',
        ];
  return (
    <DeedForm
      title={title}
      button={`${title}，去填表`}
      send={(fields, key) => {
        const body = { matter: of.matter.matter, reason: said(fields, 'reason') };
        return client.call(operation, { params: { id: of.id }, key, body });
      }}
      onDone={() => go(paths.form(of.id))}
    >
      <p>{words}</p>
      <TextArea name="reason" label={why} hint={noNumbers} />
    </DeedForm>
  );
}

export function PaperInStep({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  return (
    <DeedForm
      title="登记纸质档案已同步"
      button="已经一致"
      send={(_, key) => client.call('paperInStep', { params: { id: of.id }, key, body: { form: of.formInForce ?? 0 } })}
      onDone={() => onDone('已经记下，纸质档案与电子档案一致。')}
    >
      <p>把第 {of.formInForce} 份档案表打印出来，放进了纸质档案，再点这里。</p>
    </DeedForm>
  );
}

/** 复核: unchanged is said here; what has changed is filled in on the form; who is no longer eligible leaves. */
export function Reverify({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const draft = of.matter.draft;
  const send = (fields: FormData, key: string) => {
    const drops = draft !== null && fields.has('drops') ? { drops: draft } : {};
    const body = {
      matter: of.matter.matter,
      outcome: 'unchanged' as const,
      opinion: said(fields, 'opinion'),
      ...drops,
    };
    return client.call('reverify', { params: { id: of.id }, key, body });
  };
  return (
    <>
      <p>
        有变化的，<a href={linkTo(paths.form(of.id))}>填一份变了的档案表提交</a>；不再符合的，
        <a href={linkTo(paths.deed(of.id, 'proposeExit'))}>提出退出</a>。
      </p>
      <DeedForm
        title="复核：没有变化"
        button="登记没有变化"
        send={send}
        onDone={() => onDone('已经登记，系统照现行标准再认定一次。')}
      >
        {draft !== null && (
          <label className="choice">
            <input type="checkbox" name="drops" required />第 {draft} 份填了一半的档案表不要了，确实没有变化
          </label>
        )}
        <TextArea name="opinion" label="怎样核实的" hint={`如：入户核对，家庭情况没有变化；${noNumbers}`} />
      </DeedForm>
    </>
  );
}

export function ProposeExit({ of, onDone }: DeedProps): ReactNode {
  const { client, today } = useSession();
  const [reason, setReason] = useState('');
  const isTemporary = of.standing === 'temporary';
  const reasons = Object.entries(leavingReasons).filter(([code]) =>
    isTemporary ? (temporaryReasons as readonly string[]).includes(code) : code !== 'temporaryOver',
  );
  const send = (fields: FormData, key: string) => {
    const evidence = ticked(fields, 'evidence');
    const incomes = linesIn(said(fields, 'incomes')).map((line) => {
      const [, month = '', amount = ''] = /^(\d{4}-\d\d)[\s,，：:]+(.+)$/.exec(line) ?? [];
      try {
        return { month, amount: parseYuan(amount) };
      } catch {
        throw new Error(`逐月的收入“${line}”写法不对：写月份、空格、多少元，如 2027-03 6200`);
      }
    });
    const body: BodyOf<'proposeExit'> = {
      matter: of.matter.matter,
      reason: chosen<LeavingReason>(fields, 'reason'),
      happenedOn: said(fields, 'happenedOn'),
      opinion: said(fields, 'opinion'),
      ...(evidence.length > 0 ? { evidence } : {}),
      ...(incomes.length > 0 ? { incomes } : {}),
      ...maybe(fields, 'seen'),
    };
    return client.call('proposeExit', { params: { id: of.id }, key, body });
  };
  return (
    <DeedForm
      title="提出退出"
      button="提出退出"
      send={send}
      onDone={() => onDone('已经提出退出，等审批；批准以前仍然在册。')}
    >
      <SelectField
        name="reason"
        onPick={setReason}
        label="退出的原因"
        of={reasons.map(([code, { title }]) => [code, title] as const)}
      />
      <TextField
        name="happenedOn"
        label="哪一天的事"
        hint="死亡、退休、迁出的那一天；查明、核实的那一天"
        type="date"
        defaultValue={today()}
        max={today()}
      />
      {reason === 'betterOff' && (
        <TextArea
          name="incomes"
          label="逐月的收入（本省要看收入的）"
          hint="一行一个月，由早到晚：月份、空格、全家当月多少元，如 2027-03 6200"
          required={false}
        />
      )}
      <TextArea name="opinion" label="为什么应当退出" hint={noNumbers} />
      <PaperField
        of={of}
        name="evidence"
        label="依据：附件（可以几份）"
        kinds={[...new Set(['其他', ...of.attachments.map(({ kind }) => kind)])]}
        many
        required={false}
      />
      <TextField name="seen" label="没有附件的，看到了什么证明、谁看的" required={false} maxLength={300} />
    </DeedForm>
  );
}

export function Abandon({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const title = `取消${matterTitles[of.matter.kind]}`;
  return (
    <DeedForm
      title={title}
      button={title}
      send={(fields, key) => {
        const body = { matter: of.matter.matter, reason: said(fields, 'reason') };
        return client.call('abandon', { params: { id: of.id }, key, body });
      }}
      onDone={() => onDone('已经取消，仍如原来。')}
    >
      <TextArea name="reason" label="为什么不再办" hint={noNumbers} />
    </DeedForm>
  );
}
