import { type ReactNode, useState } from 'react';
import { checkSources } from '../../../../shared/checking/sources.ts';
import type { BodyOf } from '../../../../shared/contract/types.ts';
import { dateInWords } from '../../../../shared/pages/dates.ts';
import { nameAndPost } from '../../../../shared/text/names.ts';
import { Choice, DeedForm, SelectField, TextArea, TextField } from '../../../parts/deed-form.tsx';
import { Adding, PaperField } from '../../../parts/papers.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { chosen, linesIn, said, ticked } from '../../../parts/said.ts';
import { useSession } from '../../../session.ts';
import { Answers } from '../checked.tsx';
import { personTitle } from '../person.ts';
import { type DeedProps, noNumbers } from './props.ts';

const count = (fields: FormData, name: string) => Number(said(fields, name));

export function RecordDeliberation({ of, onDone }: DeedProps): ReactNode {
  const { client, me, today } = useSession();
  const send = (fields: FormData, key: string) => {
    const present = linesIn(said(fields, 'present')).map((line) => {
      const { name, post, unclear } = nameAndPost(line);
      if (unclear !== null) throw new Error(unclear);
      return { name, post: post || '职工代表' };
    });
    const body = {
      matter: of.matter.matter,
      heldOn: said(fields, 'heldOn'),
      place: said(fields, 'place'),
      present,
      votes: { for: count(fields, 'for'), against: count(fields, 'against'), abstain: count(fields, 'abstain') },
      opinion: said(fields, 'opinion'),
      keptBy: said(fields, 'keptBy'),
      minutes: said(fields, 'minutes'),
    };
    return client.call('recordDeliberation', { params: { id: of.id }, key, body });
  };
  return (
    <DeedForm
      title="登记评议"
      button="登记评议"
      send={send}
      // Votes are counted together.
      faultsAt={{ '/votes': 'for' }}
      onDone={() => onDone('已经登记评议。')}
    >
      <TextField name="heldOn" label="评议的日期" type="date" defaultValue={today()} max={today()} />
      <TextField name="place" label="在哪里" maxLength={100} />
      <TextArea name="present" label="到会评议的人" hint="一行一位：姓名，职务" />
      <TextField name="for" label="同意几票" type="number" inputMode="numeric" min="0" max="30" />
      <TextField
        name="against"
        label="不同意几票"
        type="number"
        inputMode="numeric"
        min="0"
        max="30"
        defaultValue="0"
      />
      <TextField name="abstain" label="弃权几票" type="number" inputMode="numeric" min="0" max="30" defaultValue="0" />
      <TextArea name="opinion" label="评议意见" hint={noNumbers} />
      <TextField name="keptBy" label="记录人" defaultValue={me.name} maxLength={100} />
      <PaperField of={of} name="minutes" label="签了字的评议记录" kinds={['评议记录']} />
    </DeedForm>
  );
}

/** 核对授权: who has signed is told; whoever has not has a day and a paper to fill in, and is left out where empty. */
export function AuthorizeCheck({ of, onDone }: DeedProps): ReactNode {
  const { client, today } = useSession();
  const missing = of.authorizations.filter(({ authorization }) => authorization === null);
  const papers = of.attachments.filter(({ id, kind, state }) => id && kind === '核对授权书' && state === 'accepted');
  const send = (fields: FormData, key: string) => {
    const authorizations = missing.flatMap(({ person }) => {
      const [on, paper] = [said(fields, `on ${person}`), said(fields, `paper ${person}`)];
      return on === '' || paper === '' ? [] : [{ person, on, paper }];
    });
    return client.call('authorizeCheck', {
      params: { id: of.id },
      key,
      body: { matter: of.matter.matter, authorizations },
    });
  };
  return (
    <DeedForm
      title="登记核对授权"
      button="登记授权"
      send={send}
      onDone={({ body }) =>
        onDone(body.missing.length === 0 ? '授权都齐了。' : `记下了，还缺 ${body.missing.length} 位。`)
      }
    >
      <Rows
        of={of.authorizations.map(({ person, authorization }) => [
          personTitle(of, person),
          authorization ? `${dateInWords(authorization.on)}签字` : '还没有',
        ])}
      />
      {missing.length === 0 && <p>各人都签了。换过档案表的，点“登记授权”重新看一遍缺不缺。</p>}
      <Adding of={of} kinds={['核对授权书']} />
      {missing.map(({ person }) => (
        <fieldset key={person}>
          <legend>{personTitle(of, person)}</legend>
          <TextField name={`on ${person}`} label="签字的日期" type="date" max={today()} required={false} />
          <SelectField
            name={`paper ${person}`}
            label="签了字的授权书"
            none="还没有"
            of={papers.map(({ id, name }) => [id ?? '', name] as const)}
          />
        </fieldset>
      ))}
    </DeedForm>
  );
}

/** What the offices answered otherwise than the form says. */
const conflictsIn = ({ checking }: DeedProps['of']) =>
  checking.filter(({ result, ruling }) => result !== null && result !== 'consistent' && ruling === null);

type Source = BodyOf<'explainCheck'>['source'];

export function ExplainCheck({ of, onDone }: DeedProps): ReactNode {
  const { client, today } = useSession();
  const conflicts = conflictsIn(of);
  const send = (fields: FormData, key: string) => {
    const body = {
      matter: of.matter.matter,
      source: chosen<Source>(fields, 'source'),
      toldOn: said(fields, 'toldOn'),
      statement: said(fields, 'statement'),
      evidence: ticked(fields, 'evidence'),
    };
    return client.call('explainCheck', { params: { id: of.id }, key, body });
  };
  return (
    <DeedForm title="说明核对结果" button="登记说明" send={send} onDone={() => onDone('已经登记说明，等审核人复核。')}>
      <Answers of={of} />
      <SelectField
        name="source"
        label="哪个部门的"
        of={conflicts.map(({ source }) => [source, checkSources[source]] as const)}
        defaultValue={conflicts.length === 1 ? (conflicts[0]?.source ?? '') : ''}
      />
      <TextField name="toldOn" label="哪一天告诉了职工" type="date" defaultValue={today()} max={today()} />
      <TextArea name="statement" label="为什么与档案表不一样" hint={noNumbers} />
      <PaperField of={of} name="evidence" label="举证的附件" many required={false} />
    </DeedForm>
  );
}

export function RuleCheck({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const [outcome, setOutcome] = useState('');
  const open = of.checking.filter(
    ({ askedOn, result, ruling }) => askedOn !== null && result !== 'consistent' && ruling === null,
  );
  const explained = open.find(({ explanation }) => explanation !== null) ?? (open.length === 1 ? open[0] : undefined);
  const send = (fields: FormData, key: string) => {
    const body = {
      matter: of.matter.matter,
      source: chosen<Source>(fields, 'source'),
      outcome: chosen<BodyOf<'ruleCheck'>['outcome']>(fields, 'outcome'),
      opinion: said(fields, 'opinion'),
    };
    return client.call('ruleCheck', { params: { id: of.id }, key, body });
  };
  return (
    <DeedForm title="复核核对结果" button="记下复核" send={send} onDone={() => onDone('已经记下复核。')}>
      <Answers of={of} />
      <SelectField
        name="source"
        label="哪个部门的"
        of={open.map(({ source }) => [source, checkSources[source]] as const)}
        defaultValue={explained?.source ?? ''}
      />
      <Choice
        name="outcome"
        onPick={setOutcome}
        label="复核的结果"
        of={[
          ['exception', '说明查实，准予往下办'],
          ['unanswered', '逾期没有答复，不等'],
          ['return', '退回改档案表'],
        ]}
      />
      {outcome === 'return' && <p>退回以后，建档人改了再提交，各环节重新走。</p>}
      <TextArea name="opinion" label="理由" hint={noNumbers} />
    </DeedForm>
  );
}
