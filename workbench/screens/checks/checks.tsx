import { type ReactNode, useState } from 'react';
import { checkStatuses } from '../../../shared/checking/batch.ts';
import { type CheckSource, checkSources } from '../../../shared/checking/sources.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { CountyPicker } from '../../parts/area.tsx';
import { DeedForm, SelectField } from '../../parts/deed-form.tsx';
import { ListTable } from '../../parts/list-table.tsx';
import { More, usePages } from '../../parts/pages.tsx';
import { useStandards } from '../../parts/standards.ts';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { LeftOut } from './left-out.tsx';

type Prepared = AnswerOf<'prepareCheck'>;

/** 核对: what was sent to which office, and how far it is. */
export function ChecksScreen(): ReactNode {
  const { client, me } = useSession();
  const [org, setOrg] = useState(me.counties[0]?.orgPath ?? me.orgPath);
  const standards = useStandards();
  const pages = usePages(
    ['checks', org],
    async (cursor) => (await client.call('listChecks', { query: { org, cursor } })).body,
  );
  const checks = pages.data?.pages.flatMap((page) => page.checks) ?? [];
  const none = standards.data?.checks.length === 0;
  return (
    <>
      <h1>核对家庭经济状况</h1>
      <div className="filters">
        <CountyPicker value={org} onPick={setOrg} />
      </div>
      {none && checks.length === 0 && <Empty>本省的各种事项都不核对家庭经济状况，所以这里没有要送的。</Empty>}
      {pages.isLoading && <Waiting />}
      <Failed of={[standards, pages]} />
      {pages.data && !none && checks.length === 0 && !pages.hasNextPage && <Empty>这里还没有备过核对的批次。</Empty>}
      {checks.length > 0 && <Checks of={checks} />}
      <More {...pages} />
      {standards.data && !none && me.may.includes('sendCheck') && (
        <PrepareForm org={org} sources={standards.data.checks} />
      )}
    </>
  );
}

function Checks({ of }: { of: readonly AnswerOf<'listChecks'>['checks'][number][] }): ReactNode {
  return (
    <ListTable columns={['批号', '问哪个部门', '办到哪里', '几户', '由谁备的']}>
      {of.map(({ check, number, source, status, households, rows, byName, at, union }) => (
        <tr key={check}>
          <th scope="row">
            <a href={linkTo(paths.check(check))}>{number}</a>
          </th>
          <td data-label="部门">{checkSources[source]}</td>
          <td data-label="办到哪里">{checkStatuses[status]}</td>
          <td data-label="几户">
            {households} 户，{rows} 人
          </td>
          <td data-label="由谁备的">
            {byName}，{momentInWords(at)}
            <small>{union}</small>
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

function PrepareForm({ org, sources }: { org: string; sources: readonly CheckSource[] }): ReactNode {
  const { client } = useSession();
  const [prepared, setPrepared] = useState<Prepared | undefined>();
  const send = async (fields: FormData, key: string) => {
    const source = String(fields.get('source')) as CheckSource;
    setPrepared((await client.call('prepareCheck', { key, body: { orgPath: org, source } })).body);
  };
  return (
    <DeedForm
      title="备一批"
      button="备一批"
      send={send}
      said={
        prepared &&
        (prepared.check === null
          ? '没有一户可以送。'
          : `备好了：${prepared.households} 户，${prepared.rows} 人，还没有送出。${prepared.more ? '还有等着的，再备一批。' : ''}`)
      }
    >
      <p>等着核对的各户，授权书齐的列进一批（至多 200 户）。备的时候什么也不送出去，取了文件才算送。</p>
      <SelectField name="source" label="问哪个部门" of={sources.map((each) => [each, checkSources[each]])} />
      {prepared?.check && (
        <p>
          <a href={linkTo(paths.check(prepared.check))}>打开这一批，取文件</a>
        </p>
      )}
      {prepared && <LeftOut of={prepared.left} />}
    </DeedForm>
  );
}
