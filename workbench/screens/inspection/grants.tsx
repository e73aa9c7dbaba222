import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { addDays } from '../../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { mostInspectionDays } from '../../../shared/inspection/inspection.ts';
import { contains } from '../../../shared/organisation/org-path.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { DeedForm, SelectField, TextField } from '../../parts/deed-form.tsx';
import { usePeople } from '../../parts/directory.ts';
import { Needing } from '../../parts/needing.tsx';
import { said } from '../../parts/said.ts';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { UnionPicker } from '../../parts/union-picker.tsx';
import { useSession } from '../../session.ts';

type Granted = AnswerOf<'listInspections'>['inspections'][number];

/** 督查授权: who was let in where, from when to when and what for; an administrator grants and ends them. */
export function GrantsPart(): ReactNode {
  const { client, me } = useSession();
  const grants = useQuery({
    queryKey: ['inspections', me.orgPath],
    queryFn: async () => (await client.call('listInspections', { query: { org: me.orgPath } })).body.inspections,
  });
  const mayGrant = me.may.includes('grantInspection');
  return (
    <>
      <h2>督查授权</h2>
      <p>督查人在授权的日子里看授权的地方，只看不办；看了哪一户，都记在那一户的查阅记录里。</p>
      {grants.isPending && <Waiting />}
      {grants.isError && <ErrorText error={grants.error} again={() => void grants.refetch()} />}
      {grants.data?.length === 0 && <Empty>这里还没有督查授权。</Empty>}
      <ul className="inspection-people">
        {grants.data?.map((each) => (
          <li key={each.inspection}>
            <OneGrant of={each} mayEnd={mayGrant && contains(me.orgPath, each.byOrg)} />
          </li>
        ))}
      </ul>
      {mayGrant && <GrantForm />}
    </>
  );
}

function OneGrant({ of, mayEnd }: { of: Granted; mayEnd: boolean }): ReactNode {
  const { client, today } = useSession();
  const { inspection, inspectorName, union, from, until, purpose, byName, byUnion, at, endedAt, inForce } = of;
  const isOver = endedAt !== null || until < today();
  return (
    <>
      <p>
        <strong>{inspectorName}</strong>看{union}，{dateInWords(from)}到{dateInWords(until)}：
        {endedAt !== null ? `${momentInWords(endedAt)}提前终止` : inForce ? '今天有效' : '今天不在授权的日子里'}
      </p>
      <p className="soft">
        {purpose}；{byName}，{momentInWords(at)}授权
      </p>
      {!mayEnd && !isOver && (
        <p>
          <Needing why={`只有${byUnion}（授的一级）和它上级的管理员能终止：被督查的地方不能自己送走督查的人。`}>
            提前终止
          </Needing>
        </p>
      )}
      {mayEnd && !isOver && (
        <details>
          <summary>提前终止</summary>
          <DeedForm
            title={`终止给${inspectorName}的授权`}
            button="终止"
            send={(_, key) => client.call('endInspection', { params: { inspection }, key })}
            said="终止了。"
          >
            <p>随即看不到；看过的仍在查阅记录里。</p>
          </DeedForm>
        </details>
      )}
    </>
  );
}

function GrantForm(): ReactNode {
  const { client, me, today } = useSession();
  const [org, setOrg] = useState(me.orgPath);
  const people = usePeople(me.orgPath);
  const inspectors = (people.data ?? []).filter(
    ({ id, roles, active }) => active && id !== me.id && roles.includes('inspector'),
  );
  if (people.isPending) return <Waiting words="正在读名册……" />;
  if (people.isError) return <ErrorText error={people.error} again={() => void people.refetch()} />;
  if (inspectors.length === 0) {
    return <Empty>名册里还没有督查人：先在“人员与单位”登记，职责选督查人，再来授权。</Empty>;
  }
  return (
    <DeedForm
      title="授权督查"
      button="授权"
      send={(fields, key) => {
        if (org === '') throw new Error('请选看哪里的。');
        const body = {
          inspector: said(fields, 'inspector'),
          orgPath: org,
          from: said(fields, 'from'),
          until: said(fields, 'until'),
          purpose: said(fields, 'purpose'),
        };
        return client.call('grantInspection', { key, body });
      }}
      said="已经授权，记下了是谁、何时授的。"
    >
      <SelectField
        name="inspector"
        label="督查人"
        of={inspectors.map(({ id, name, union }) => [id, `${name}（${union}）`] as const)}
      />
      <UnionPicker label="看哪里的" value={org} onPick={setOrg} />
      <TextField name="from" label="从哪一天起" type="date" defaultValue={today()} />
      <TextField
        name="until"
        label="到哪一天为止"
        type="date"
        hint={`当天还可以；至多 ${mostInspectionDays} 天`}
        min={today()}
        max={addDays(today(), mostInspectionDays * 2)}
      />
      <TextField name="purpose" label="为什么督查" hint="哪一次、凭哪份文件" maxLength={200} />
    </DeedForm>
  );
}
