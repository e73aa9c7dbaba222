import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { addDays } from '../../../shared/calendar/dates.ts';
import { isWithinCounty } from '../../../shared/organisation/org-path.ts';
import { nameOfOwn } from '../../../shared/organisation/own-name.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { DeedForm, TextField } from '../../parts/deed-form.tsx';
import { Empty, ErrorText, Failed, Waiting } from '../../parts/states.tsx';
import { UnionPicker } from '../../parts/union-picker.tsx';
import { useWorkload } from '../../parts/workload.ts';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';

/** Whoever reports has a week at least, and no matter waits for more than these days: the API asks for both. */
const LEAST_DAYS = 7;
const MOST_DAYS = 150;

/** 复核与清理: the campaigns in one's own area, and a new one. */
export function CampaignsScreen(): ReactNode {
  const { client, me } = useSession();
  const campaigns = useQuery({
    queryKey: ['campaigns'],
    queryFn: async () => (await client.call('listCampaigns', { query: { org: me.orgPath } })).body.campaigns,
  });
  return (
    <>
      <h1>复核与清理</h1>
      <p>
        每一户一年复核一次，到日子系统自己开始，在今日待办里。集中清理是一个县、一个工会，或者市、省本级和直属单位的在册各户都复核一遍：夜里一批一批地开（每夜至多
        300 户），各户都办结就结束，不用人关。
      </p>
      {campaigns.isPending && <Waiting />}
      {campaigns.isError && <ErrorText error={campaigns.error} again={() => void campaigns.refetch()} />}
      {campaigns.data?.length === 0 && <Empty>这里还没有开始过集中清理。</Empty>}
      {campaigns.data && campaigns.data.length > 0 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">哪里</th>
              <th scope="col">限期</th>
              <th scope="col">办到哪里</th>
              <th scope="col">由谁开始</th>
            </tr>
          </thead>
          <tbody>
            {campaigns.data.map(({ campaign, orgPath, union, dueBy, endedAt, listedAt, byName, at }) => (
              <tr key={campaign}>
                <th scope="row">
                  <a href={linkTo(paths.campaign(campaign))}>{nameOfOwn(union, orgPath)}</a>
                </th>
                <td data-label="限期">{dateInWords(dueBy)}</td>
                <td data-label="办到哪里">
                  {endedAt ? `${momentInWords(endedAt)}全部办结` : listedAt ? '正在办' : '今夜列出各户'}
                </td>
                <td data-label="由谁开始">
                  {byName}，{momentInWords(at)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {me.may.includes('openCampaign') && <OpenForm />}
    </>
  );
}

function OpenForm(): ReactNode {
  const { client, me, today } = useSession();
  const [org, setOrg] = useState(isWithinCounty(me.orgPath) ? me.orgPath : '');
  const [least, most] = [addDays(today(), LEAST_DAYS), addDays(today(), MOST_DAYS)];
  return (
    <DeedForm
      title="开始一次集中清理"
      button="开始"
      send={async (fields, key) => {
        if (org === '') throw new Error('请选清理哪里的。');
        await client.call('openCampaign', { key, body: { orgPath: org, dueBy: String(fields.get('dueBy')) } });
      }}
      said="已经开始。今夜列出各户，明天早上建档人的待办里就有第一批。"
    >
      <UnionPicker isOwn label="清理哪里的：一个县、一个工会，或者市、省本级" value={org} onPick={setOrg} />
      <OnFile org={org} />
      <TextField
        name="dueBy"
        label="限期"
        type="date"
        hint={`建档人最晚哪一天报告：${dateInWords(least)}到${dateInWords(most)}`}
        min={least}
        max={most}
      />
    </DeedForm>
  );
}

/** How many households it will be about, before anything is begun. */
function OnFile({ org }: { org: string }): ReactNode {
  const { me } = useSession();
  // Whoever stands above the county is told by 统计 alone how many households there are.
  const isAbove = !isWithinCounty(me.orgPath);
  const workload = useWorkload(org !== '' && isWithinCounty(org) && !isAbove ? org : undefined);
  if (isAbove && org !== '') return <p role="status">在册的各户都要复核一遍，有几户见“统计”。</p>;
  if (workload.isError) return <Failed of={[workload]} />;
  if (workload.data === undefined) return workload.isLoading ? <p role="status">正在数这里在册几户……</p> : null;
  const onFile = ['registered', 'amending', 'leaving', 'reverifying'];
  const count = workload.data.unions
    .flatMap(({ statuses }) => statuses ?? [])
    .reduce((sum, { status, count: n }) => sum + (onFile.includes(status) ? n : 0), 0);
  return (
    <p role="status">
      这里现在在册 {count}
      {workload.data.more && '+'} 户，都要复核一遍；正在办别的事项的等办结再开始。
    </p>
  );
}
