import { type ReactNode, useState } from 'react';
import { addDays } from '../../../shared/calendar/dates.ts';
import type { BodyOf } from '../../../shared/contract/types.ts';
import { isWithinCounty } from '../../../shared/organisation/org-path.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { frames, instruments } from '../../../shared/spot-checks/words.ts';
import { Choice, Choices, DeedForm, TextField } from '../../parts/deed-form.tsx';
import { More, usePages } from '../../parts/pages.tsx';
import { chosen, said, ticked } from '../../parts/said.ts';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { UnionPicker } from '../../parts/union-picker.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { CoverageOfYear } from './coverage.tsx';
import { ofHouseholds } from './words.ts';

/** A public draw is named that many days ahead at the most. */
const MOST_DAYS = 90;

/** 抽查: those of one's own area, and a new one. */
export function SpotChecksScreen(): ReactNode {
  const { client, me } = useSession();
  const pages = usePages(
    ['spotChecks'],
    async (cursor) => (await client.call('listSpotChecks', { query: { org: me.orgPath, cursor } })).body,
  );
  const all = pages.data?.pages.flatMap(({ spotChecks }) => spotChecks) ?? [];
  return (
    <>
      <h1>抽查</h1>
      <p>先列出抽样框、记下它的摘要，再由写明的公开抽奖定抽到哪些户，谁也挑不了。</p>
      <CoverageOfYear />
      <h2>各次抽查</h2>
      {pages.isPending && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {pages.data && all.length === 0 && <Empty>这里还没有抽查过。</Empty>}
      {all.length > 0 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">哪里</th>
              <th scope="col">哪一种</th>
              <th scope="col">抽几户</th>
              <th scope="col">办到哪里</th>
            </tr>
          </thead>
          <tbody>
            {all.map(({ check, union, instrument, draw, households, publicDraw, drawnAt, replacedBy }) => (
              <tr key={check}>
                <th scope="row">
                  <a href={linkTo(paths.spotCheck(check))}>{union}</a>
                </th>
                <td data-label="哪一种">{instruments[instrument]}</td>
                <td data-label="抽几户">
                  {ofHouseholds(households)}抽 {draw} 户
                </td>
                <td data-label="办到哪里">
                  {drawnAt
                    ? `${momentInWords(drawnAt)} 抽的`
                    : replacedBy
                      ? '没有抽，由后来准备的一次代替'
                      : `还没有抽：${publicDraw.name}，${dateInWords(publicDraw.on)}开奖`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <More {...pages} />
      {me.may.includes('prepareSpotCheck') && (
        <details>
          <summary>准备一次抽查</summary>
          <PrepareForm />
        </details>
      )}
    </>
  );
}

function PrepareForm(): ReactNode {
  const { client, me, today } = useSession();
  const [org, setOrg] = useState(me.orgPath);
  const [instrument, setInstrument] = useState<BodyOf<'prepareSpotCheck'>['instrument']>('quota');
  const [first, last] = [addDays(today(), 1), addDays(today(), MOST_DAYS)];
  const isSample = instrument === 'sample';
  return (
    <DeedForm
      title="准备一次抽查"
      button="列出抽样框"
      send={(fields, key) => {
        if (org === '') throw new Error('请选抽查哪里的。');
        const percent = said(fields, 'percent');
        const halfWidth = said(fields, 'halfWidth');
        const body: BodyOf<'prepareSpotCheck'> = {
          ...{ orgPath: org, instrument },
          ...(said(fields, 'area') === 'own' ? { own: true } : {}),
          frames: isSample ? (ticked(fields, 'frames') as BodyOf<'prepareSpotCheck'>['frames']) : ['onFile'],
          ...(!isSample && percent !== '' ? { percent: Number(percent) } : {}),
          ...(isSample && halfWidth !== '' ? { halfWidth: Math.round(Number(halfWidth) * 10) } : {}),
          publicDraw: { name: said(fields, 'name'), on: chosen(fields, 'on') },
        };
        return client.call('prepareSpotCheck', { key, body });
      }}
      said="已经列出抽样框，记下了摘要。开奖以后两个人各录一次号码，第二天起抽。"
    >
      <p className="soft">
        同一个地方、同一种抽查，同时只有一次等着抽：开奖以前另准备一次，就代替前一次；上级准备的，由上级换。
      </p>
      <UnionPicker label="抽查哪里的：县级或县级以上" value={org} onPick={setOrg} />
      {org !== '' && !isWithinCounty(org) && (
        <Choice
          name="area"
          label="抽这里的哪些"
          of={[
            ['whole', '各县的，和本级、直属单位的'],
            ['own', '只抽本级和直属单位的'],
          ]}
          defaultValue="whole"
        />
      )}
      <Choice
        name="instrument"
        label="哪一种"
        of={Object.entries(instruments)}
        defaultValue={instrument}
        onPick={(picked) => setInstrument(picked as BodyOf<'prepareSpotCheck'>['instrument'])}
      />
      {isSample ? (
        <>
          <Choices name="frames" label="从哪些档案里抽" of={Object.entries(frames)} />
          <TextField
            name="halfWidth"
            label="希望的半宽，百分之几"
            hint="不写为 5：差错率上下各差五个百分点以内"
            required={false}
          />
        </>
      ) : (
        <TextField name="percent" label="抽在册的百分之几" hint="不写为本省一年的比例" required={false} />
      )}
      <TextField name="name" label="用哪一次公开抽奖" hint="如：中国福利彩票双色球第 2027025 期" />
      <TextField
        name="on"
        label="哪一天开奖"
        type="date"
        hint={`${dateInWords(first)}到${dateInWords(last)}`}
        min={first}
        max={last}
      />
    </DeedForm>
  );
}
