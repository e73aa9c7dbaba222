import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AnswerOf, BodyOf } from '../../../shared/contract/types.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { withheld } from '../../../shared/spot-checks/estimates.ts';
import { findings, findingsOf, frames, instruments } from '../../../shared/spot-checks/words.ts';
import { Choice, DeedForm, TextArea, TextField } from '../../parts/deed-form.tsx';
import { More, usePages } from '../../parts/pages.tsx';
import { Rows } from '../../parts/rows.tsx';
import { chosen, said } from '../../parts/said.ts';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';

type Check = AnswerOf<'getSpotCheck'>;
type Household = AnswerOf<'listSpotCheckHouseholds'>['households'][number];

/** One 抽查: how it was drawn, whom to look at, what was found, and what follows of it. */
export function SpotCheckScreen({ id }: { id: string }): ReactNode {
  const { client, me } = useSession();
  const check = useQuery({
    queryKey: ['spotCheck', id],
    queryFn: async () => (await client.call('getSpotCheck', { params: { spotCheck: id } })).body,
  });
  return (
    <>
      <p>
        <a href={linkTo(paths.spotChecks)}>回到抽查</a>
      </p>
      {check.isPending && <Waiting />}
      {check.isError && <ErrorText error={check.error} again={() => void check.refetch()} />}
      {check.data && <Summary of={check.data} />}
      {check.data && check.data.drawn === null && me.may.includes('prepareSpotCheck') && <Before of={check.data} />}
      {check.data?.drawn && <Households id={id} />}
      {check.data && check.data.rates.length > 0 && <Rates of={check.data} />}
    </>
  );
}

function Summary({ of }: { of: Check }): ReactNode {
  const { union, instrument, households, draw, at, byName, publicDraw, digest, drawn, counts } = of;
  return (
    <>
      <h1>{union}的抽查</h1>
      <p className="verdict">
        {drawn === null
          ? `${households} 户里抽 ${draw} 户，等${dateInWords(publicDraw.on)}的${publicDraw.name}。`
          : `抽了 ${draw} 户，有了结论的 ${counts.settled} 户，等第三个人的 ${counts.disagreed} 户，还没有整改的 ${counts.toRemedy} 户。`}
      </p>
      {counts.late > 0 && <p className="fault">过了期限还没有整改的 {counts.late} 户。</p>}
      <Rows
        of={[
          ['哪一种', instruments[instrument]],
          ['列框', `${byName}，${momentInWords(at)}`],
          ['公开抽奖', `${publicDraw.name}，${dateInWords(publicDraw.on)}`],
          ['框的摘要', digest],
          ...(drawn
            ? ([
                ['号码', drawn.numbers],
                ['根', drawn.root],
                ['种子', drawn.seed],
              ] as const)
            : []),
        ]}
      />
    </>
  );
}

/** The numbers, and the draw. */
function Before({ of }: { of: Check }): ReactNode {
  const { client } = useSession();
  const params = { spotCheck: of.check };
  return (
    <>
      {of.entries.length > 0 && (
        <Rows of={of.entries.map(({ byName, numbers, source }) => [byName, `${numbers}（${source}）`])} />
      )}
      {of.numbers === null ? (
        <DeedForm
          title="录入公开抽奖的号码"
          button="录入"
          send={(fields, key) => {
            const body = { numbers: said(fields, 'numbers'), source: said(fields, 'source') };
            return client.call('enterDrawNumbers', { params, key, body });
          }}
          said="已经录入。另一个人录得一样的才算数。"
        >
          <TextField name="numbers" label="号码" hint="照公布的次序，用空格隔开" />
          <TextField name="source" label="从哪里抄的" hint="网址，或者报纸的日期和版面" />
        </DeedForm>
      ) : (
        <DeedForm
          title="抽"
          button="抽"
          send={(_, key) => client.call('drawSpotCheck', { params, key })}
          said="抽好了。"
        >
          <p>号码 {of.numbers} 两个人录得一样。开奖的第二天起抽；抽到的不会变。</p>
        </DeedForm>
      )}
    </>
  );
}

function Households({ id }: { id: string }): ReactNode {
  const { client } = useSession();
  const [open, setOpen] = useState<string | undefined>();
  const pages = usePages(
    ['spotCheckHouseholds', id],
    async (cursor) =>
      (await client.call('listSpotCheckHouseholds', { params: { spotCheck: id }, query: { cursor } })).body,
  );
  const all = pages.data?.pages.flatMap(({ households }) => households) ?? [];
  return (
    <>
      <h2>抽到的各户</h2>
      {pages.isPending && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {pages.data && all.length === 0 && <Empty>一户也没有抽到。</Empty>}
      <ul className="spot-checks-households">
        {all.map((each) => (
          <li key={each.dossier}>
            <p>
              {each.maskedName === null ? (
                '已移交的一户'
              ) : (
                <a href={linkTo(paths.dossier(each.dossier))}>{each.maskedName}</a>
              )}
              ，{each.union}，从“{frames[each.frame]}”里抽到；{stateOf(each)}
            </p>
            {each.notMine === null && open !== each.dossier && (
              <button type="button" onClick={() => setOpen(each.dossier)}>
                登记结论
              </button>
            )}
            {each.notMine === null && open === each.dossier && <FindingForm check={id} of={each} />}
            {each.notMine !== null && each.finding === null && <p className="soft">{each.notMine}</p>}
          </li>
        ))}
      </ul>
      <More {...pages} />
    </>
  );
}

function stateOf({ finding, looks, remedyBy, remediedOn }: Household): string {
  if (finding === null) return looks === 0 ? '还没有人看' : `${looks} 个人看过`;
  if (remedyBy === null) return findings[finding];
  return `${findings[finding]}，${remediedOn ? `${dateInWords(remediedOn)}整改` : `${dateInWords(remedyBy)}以前整改`}`;
}

function FindingForm({ check, of: { dossier, frame } }: { check: string; of: Household }): ReactNode {
  const { client } = useSession();
  return (
    <DeedForm
      title="登记抽查结论"
      button="登记"
      send={(fields, key) => {
        const finding = chosen<BodyOf<'recordFinding'>['finding']>(fields, 'finding');
        const body = { check, finding, seen: said(fields, 'seen'), evidence: [] };
        return client.call('recordFinding', { params: { id: dossier }, key, body });
      }}
      said="已经登记。另一个人的结论一样就定下，不一样的由第三个人定。"
    >
      <Choice name="finding" label="结论" of={findingsOf[frame].map((each) => [each, findings[each]] as const)} />
      <TextArea name="seen" label="看到的、问到的" hint="请勿写身份证号、银行卡号" />
    </DeedForm>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

function Rates({ of }: { of: Check }): ReactNode {
  return (
    <>
      <h2>推断的率</h2>
      <table className="list">
        <caption className="soft">{of.method}</caption>
        <thead>
          <tr>
            <th scope="col">率</th>
            <th scope="col">估计</th>
            <th scope="col">看了几户</th>
          </tr>
        </thead>
        <tbody>
          {of.rates.map(({ rate, title, estimate, withheld: why, of: n, size }) => (
            <tr key={rate}>
              <th scope="row">{title}</th>
              <td data-label="估计">
                {estimate
                  ? `${percent(estimate.share)}（${percent(estimate.low)} 到 ${percent(estimate.high)}）`
                  : why && `不给：${withheld[why]}`}
              </td>
              <td data-label="看了几户">
                {size} 户里看了 {n} 户
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
