import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { BodyOf } from '../../../../shared/contract/types.ts';
import { dateInWords } from '../../../../shared/pages/dates.ts';
import { DeedForm, SelectField, TextArea, TextField } from '../../../parts/deed-form.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { said } from '../../../parts/said.ts';
import { Empty, ErrorText, Waiting } from '../../../parts/states.tsx';
import { useSession } from '../../../session.ts';
import { personTitle } from '../person.ts';
import { type DeedProps, noNumbers } from './props.ts';

type Consent = BodyOf<'renewConsent'>['consents'][number];

/** What one of the household has agreed to, and who agreed in their place; nothing where no day is filled in. */
function consentIn(fields: FormData, person: string): Consent[] {
  const on = said(fields, `on ${person}`);
  if (on === '') return [];
  const [paper, name, because] = ['paper', 'name', 'because'].map((each) => said(fields, `${each} ${person}`));
  const guardian = { name: name ?? '', relation: said(fields, `relation ${person}`) };
  return [
    {
      person,
      way: paper ? 'signed' : 'inPerson',
      on,
      ...(paper ? { paper } : {}),
      ...(name ? { guardian: { ...guardian, ...(because ? { because } : {}) } } : {}),
    },
  ];
}

function ConsentFields({ of, person, day }: Pick<DeedProps, 'of'> & { person: string; day: string }): ReactNode {
  const { today } = useSession();
  const papers = of.attachments.filter(({ id, kind, state }) => id && kind === '告知同意书' && state === 'accepted');
  return (
    <fieldset>
      <legend>{personTitle(of, person)}</legend>
      <TextField
        name={`on ${person}`}
        label="同意的日期"
        type="date"
        defaultValue={day}
        max={today()}
        required={day !== ''}
      />
      <SelectField
        name={`paper ${person}`}
        label="签字的告知同意书"
        none="当面同意，没有纸"
        of={papers.map(({ id, name }) => [id ?? '', name] as const)}
      />
      <TextField name={`name ${person}`} label="由监护人同意的：监护人姓名" required={false} />
      <TextField name={`relation ${person}`} label="与这个人的关系" required={false} />
      <TextField name={`because ${person}`} label="满十四周岁而不能自己同意的，为什么" required={false} />
    </fieldset>
  );
}

/** What the household is told before it agrees. */
function Told({ of }: { of: readonly { title: string; text: string }[] }): ReactNode {
  return of.map(({ title, text }) => (
    <details key={title}>
      <summary>{title}</summary>
      <p>{text}</p>
    </details>
  ));
}

/** 列入边缘名单: everybody of the form has agreed, by the words that are shown. */
export function JoinMargin({ of, onDone }: DeedProps): ReactNode {
  const { client, today } = useSession();
  const list = useQuery({
    queryKey: ['margin-disclosure', of.orgPath],
    queryFn: async () => (await client.call('listMargin', { query: { org: of.orgPath } })).body.disclosure,
  });
  if (list.isPending) return <Waiting />;
  if (list.isError) return <ErrorText error={list.error} again={() => void list.refetch()} />;
  if (list.data === null) return <Empty>本省没有边缘名单。</Empty>;
  const people = of.consents.map(({ person }) => person);
  const send = (fields: FormData, key: string) => {
    const consents = people.flatMap((person) => consentIn(fields, person));
    return client.call('joinMargin', { params: { id: of.id }, key, body: { consents } });
  };
  return (
    <DeedForm
      title="列入边缘名单"
      button="列入"
      send={send}
      onDone={() => onDone('已经列入，标准变了可能符合时，会成为待办。')}
    >
      <p>全家每一个人都要同意。告知书：</p>
      <Told of={list.data.sections} />
      {people.map((person) => (
        <ConsentFields key={person} of={of} person={person} day={today()} />
      ))}
    </DeedForm>
  );
}

/** 撤回同意 */
export function WithdrawConsent({ of, onDone }: DeedProps): ReactNode {
  const { client, today } = useSession();
  const given = of.consents.filter(({ consent }) => consent !== null);
  const send = (fields: FormData, key: string) => {
    const body = {
      form: of.form?.number ?? 0,
      person: said(fields, 'person'),
      withdrawnOn: said(fields, 'withdrawnOn'),
      toldOn: said(fields, 'toldOn'),
      statement: said(fields, 'statement'),
    };
    return client.call('withdrawConsent', { params: { id: of.id }, key, body });
  };
  return (
    <DeedForm title="撤回同意" button="登记撤回" send={send} onDone={() => onDone('已经登记撤回同意。')}>
      <p>撤回以前做的仍算数；撤回以后，要么重新同意，要么按本人的意思撤回申请、提出退出。</p>
      <SelectField
        name="person"
        label="谁撤回"
        of={given.map(({ person }) => [person, personTitle(of, person)] as const)}
        defaultValue={given.length === 1 ? (given[0]?.person ?? '') : ''}
      />
      <TextField name="withdrawnOn" label="哪一天说的" type="date" defaultValue={today()} max={today()} />
      <TextField name="toldOn" label="哪一天告知了撤回以后怎样办" type="date" defaultValue={today()} max={today()} />
      <TextArea name="statement" label="怎样说的、向谁说的" hint={noNumbers} />
    </DeedForm>
  );
}

/** 重新同意, of those who took it back or have not agreed. */
export function RenewConsent({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const missing = of.consents.filter(({ consent }) => consent === null);
  const told = useQuery({
    queryKey: ['disclosure'],
    queryFn: async () => (await client.call('getDisclosure')).body,
  });
  const send = (fields: FormData, key: string) => {
    const consents = missing.flatMap(({ person }) => consentIn(fields, person));
    if (consents.length === 0) throw new Error('至少填一个人同意的日期');
    return client.call('renewConsent', { params: { id: of.id }, key, body: { form: of.form?.number ?? 0, consents } });
  };
  return (
    <DeedForm title="重新同意" button="登记同意" send={send} onDone={() => onDone('已经登记同意。')}>
      <Rows
        of={of.consents.map(({ person, consent }) => [
          personTitle(of, person),
          consent === null ? '没有同意，或者撤回了' : `${dateInWords(consent.on)}同意`,
        ])}
      />
      <p>只填现在同意了的人，别的人空着。告知书：</p>
      {told.isError && <ErrorText error={told.error} again={() => void told.refetch()} />}
      {told.data && <Told of={told.data.sections} />}
      {missing.map(({ person }) => (
        <ConsentFields key={person} of={of} person={person} day="" />
      ))}
    </DeedForm>
  );
}
