import { type ReactNode, useState } from 'react';
import type { AnswerOf, BodyOf } from '../../../../shared/contract/types.ts';
import { otherOption, priorityGroup, program, supportTrack } from '../../../../shared/form/code-lists/assistance.ts';
import { evaluations } from '../../../../shared/matters/outcomes.ts';
import { dateInWords, monthInWords } from '../../../../shared/pages/dates.ts';
import { Choice, Choices, DeedForm, SelectField, TextArea, TextField } from '../../../parts/deed-form.tsx';
import { PaperField } from '../../../parts/papers.tsx';
import { chosen, linesIn, maybe, said, ticked } from '../../../parts/said.ts';
import { Shown } from '../../../parts/shown.tsx';
import { useSession } from '../../../session.ts';
import { Opening } from '../opening.tsx';
import { type DeedProps, noNumbers } from './props.ts';

type PlanBody = BodyOf<'makePlan'>;
const wordsOf = (list: typeof program) => list.generations['2020'].values.map((word) => [word, word] as const);

/** 制定帮扶计划, the first or another: what the one before said stands in the boxes. */
export function MakePlan({ of, onDone }: DeedProps): ReactNode {
  const { client, me } = useSession();
  const before = of.plan?.content;
  const revises = of.planInForce !== null;
  const send = (fields: FormData, key: string) => {
    const person = (of_: string) => ({
      name: said(fields, `${of_}.name`),
      post: said(fields, `${of_}.post`),
      contact: said(fields, `${of_}.contact`),
    });
    const mail = said(fields, 'signatureMail');
    const through =
      mail === '' ? {} : { signatureMail: mail, signatureThrough: chosen<'worker'>(fields, 'signatureThrough') };
    const supportTracks = ticked(fields, 'supportTracks');
    if (supportTracks.length === 0) throw new Error('“四个一批”措施至少选一项');
    const body: PlanBody = {
      assistingOrganization: said(fields, 'assistingOrganization'),
      officer: person('officer'),
      liaison: person('liaison'),
      needs: said(fields, 'needs'),
      priorityGroup: said(fields, 'priorityGroup'),
      ...maybe(fields, 'priorityGroupNote'),
      supportTracks,
      ...maybe(fields, 'supportTrackNote'),
      programs: ticked(fields, 'programs'),
      ...maybe(fields, 'programNote'),
      measures: linesIn(said(fields, 'measures')),
      dueMonth: said(fields, 'dueMonth'),
      ...maybe(fields, 'remarks'),
      ...maybe(fields, 'reason'),
      ...through,
    };
    return client.call('makePlan', { params: { id: of.id }, key, body });
  };
  const title = revises ? '修订帮扶计划' : of.plan ? '另订帮扶计划' : '制定帮扶计划';
  return (
    <DeedForm
      title={title}
      button={title}
      send={send}
      onDone={({ body }) => onDone(`第 ${body.plan} 版计划已经记下，请困难职工签字确认。`)}
    >
      <TextField
        name="assistingOrganization"
        label="帮扶单位"
        maxLength={100}
        defaultValue={before?.assistingOrganization ?? me.union}
      />
      <Contact name="officer" title="帮扶责任人" of={before?.officer} />
      <Contact name="liaison" title="困难职工所属工会联络人" of={before?.liaison} />
      <TextArea
        name="needs"
        label="帮扶需求"
        hint={`困难职工自己说需要什么；${noNumbers}`}
        defaultValue={before?.needs}
      />
      <SelectField
        name="priorityGroup"
        label="五类重点群体"
        of={wordsOf(priorityGroup)}
        defaultValue={before?.priorityGroup ?? ''}
      />
      <Note name="priorityGroupNote" of="五类重点群体" before={before?.priorityGroupNote} />
      <Choices
        name="supportTracks"
        label="“四个一批”措施（可以几项）"
        of={wordsOf(supportTrack)}
        defaultValue={before?.supportTracks ?? []}
      />
      <Note name="supportTrackNote" of="“四个一批”措施" before={before?.supportTrackNote} />
      <Choices
        name="programs"
        label="解困脱困计划（可以几项）"
        of={wordsOf(program)}
        defaultValue={before?.programs ?? []}
      />
      <Note name="programNote" of="解困脱困计划" before={before?.programNote} />
      <TextArea
        name="measures"
        label="帮扶措施"
        hint="一行一条，至多二十条"
        defaultValue={before?.measures.join('\n')}
      />
      <TextField
        name="dueMonth"
        label="哪个月底前实现解困脱困"
        hint="写作 2027-12"
        type="month"
        defaultValue={before?.dueMonth ?? ''}
      />
      <TextArea name="remarks" label="备注（可以不写）" required={false} defaultValue={before?.remarks} />
      {revises && <TextArea name="reason" label="为什么修订" hint={noNumbers} />}
      <fieldset>
        <legend>怎样签字</legend>
        <TextField
          name="signatureMail"
          label="签字链接发往的邮箱"
          hint="没有邮箱的不填：以后当面签，或者在纸上签"
          type="email"
          required={false}
        />
        <SelectField
          name="signatureThrough"
          label="邮箱是谁的"
          of={[
            ['worker', '本人的'],
            ['officer', '当面协助签字的帮扶责任人的'],
          ]}
          defaultValue="worker"
        />
      </fieldset>
    </DeedForm>
  );
}

function Contact({ name, title, of }: { name: string; title: string; of: PlanBody['officer'] | undefined }): ReactNode {
  return (
    <fieldset className="deeds-beside">
      <legend>{title}</legend>
      <TextField name={`${name}.name`} label="姓名" maxLength={100} defaultValue={of?.name} />
      <TextField name={`${name}.post`} label="职务" maxLength={100} defaultValue={of?.post} />
      <TextField name={`${name}.contact`} label="联系方式" maxLength={50} defaultValue={of?.contact} />
    </fieldset>
  );
}

function Note({ name, of, before }: { name: string; of: string; before: string | undefined }): ReactNode {
  return (
    <TextField
      name={name}
      label={`${of}选了“${otherOption}”的，注明是什么`}
      required={false}
      maxLength={200}
      defaultValue={before}
    />
  );
}

/** 当面签字: the worker's phone takes the code from the screen, and the number is spoken: it is hidden until asked for. */
export function ShowPlan({ of }: DeedProps): ReactNode {
  const { client } = useSession();
  const [shown, setShown] = useState<AnswerOf<'showPlan'> | undefined>();
  const plan = of.plan?.plan ?? 0;
  const send = async () => (await client.call('showPlan', { params: { id: of.id }, body: { plan } })).body;
  return (
    <>
      <DeedForm title="当面签字" button={shown ? '换一个二维码' : '出示二维码'} send={send} onDone={setShown}>
        <p>本人在场时出示：本人用自己的手机扫，看过计划，输入您念的验证码，签名。半小时有效。</p>
      </DeedForm>
      {shown && <Shown of={shown} page="签字页" />}
    </>
  );
}

export function RecordPaper({ of, onDone }: DeedProps): ReactNode {
  const { client, today } = useSession();
  const send = (fields: FormData, key: string) => {
    const body = {
      plan: of.plan?.plan ?? 0,
      attachment: said(fields, 'attachment'),
      signedOn: said(fields, 'signedOn'),
    };
    return client.call('recordPaperSignature', { params: { id: of.id }, key, body });
  };
  return (
    <DeedForm
      title="登记纸质签字"
      button="登记纸质签字"
      send={send}
      onDone={() => onDone('已经登记，等另一位工作人员核对。')}
    >
      <p>本人在纸上签了第 {of.plan?.plan} 版计划。拍照或扫描上传，由您登记，再由另一位工作人员核对，两个人都担责。</p>
      <TextField
        name="signedOn"
        label="纸上签字的日期"
        type="date"
        defaultValue={today()}
        min={of.plan?.madeOn}
        max={today()}
      />
      <PaperField of={of} name="attachment" label="签了字的一页" kinds={['帮扶计划签字页']} />
    </DeedForm>
  );
}

export function RulePaper({ of, onDone }: DeedProps): ReactNode {
  const { client, me } = useSession();
  const { plan = 0, onPaper = null } = of.plan ?? {};
  const isOwn = onPaper?.by === me.id;
  const send = (fields: FormData, key: string) => {
    const outcome = chosen<'confirmed' | 'refused'>(fields, 'outcome');
    const reason = outcome === 'refused' ? maybe(fields, 'reason') : {};
    const body = { plan, attachment: onPaper?.attachment ?? '', outcome, ...reason };
    return client.call('rulePaperSignature', { params: { id: of.id }, key, body });
  };
  const attachment = of.attachments.find(({ id }) => id === onPaper?.attachment);
  return (
    <DeedForm title="核对纸质签字" button="记下核对" send={send} onDone={() => onDone('已经记下核对。')}>
      <p>
        {onPaper?.byName}登记：本人{onPaper && dateInWords(onPaper.signedOn)}在纸上签了第 {plan} 版。打开看：
        {attachment && <Opening dossier={of.id} kind={`attachment-${attachment.id}`} words={attachment.name} />}
      </p>
      {isOwn && <p>这一份是您登记的，核对须由另一位工作人员；您只能撤回。</p>}
      <Choice
        name="outcome"
        label="核对的结果"
        of={[...(isOwn ? [] : [['confirmed', '是本人签的这一版'] as const]), ['refused', isOwn ? '撤回' : '不采用']]}
      />
      <TextArea name="reason" label="不采用的，为什么" required={false} hint={noNumbers} />
    </DeedForm>
  );
}

export function EvaluatePlan({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const [outcome, setOutcome] = useState('');
  const inForce = of.planInForce;
  const send = (fields: FormData, key: string) => {
    const body = {
      plan: inForce?.plan ?? 0,
      outcome: chosen<BodyOf<'evaluatePlan'>['outcome']>(fields, 'outcome'),
      ...maybe(fields, 'reason'),
      ...maybe(fields, 'dueMonth'),
    };
    return client.call('evaluatePlan', { params: { id: of.id }, key, body });
  };
  return (
    <DeedForm title="考核问效" button="登记考核" send={send} onDone={() => onDone('已经登记考核。')}>
      <p>
        第 {inForce?.plan} 版计划，{inForce && monthInWords(inForce.dueMonth)}底前实现解困脱困。
      </p>
      <Choice
        name="outcome"
        label="考核的结果"
        onPick={setOutcome}
        of={[
          ['done', evaluations.done],
          ['extended', evaluations.extended],
          ['notMet', `${evaluations.notMet}，再订一版`],
        ]}
      />
      {outcome === 'extended' && <TextField name="dueMonth" label="延到哪个月底前" hint="写作 2028-06" type="month" />}
      <TextArea
        name="reason"
        label={outcome === 'extended' || outcome === 'notMet' ? '为什么' : '怎样做到的（可以不写）'}
        hint={noNumbers}
        required={outcome === 'extended' || outcome === 'notMet'}
      />
    </DeedForm>
  );
}
