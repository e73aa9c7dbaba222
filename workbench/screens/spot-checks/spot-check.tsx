import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { instruments } from '../../../shared/spot-checks/words.ts';
import { DeedForm, TextField } from '../../parts/deed-form.tsx';
import { Rows } from '../../parts/rows.tsx';
import { said } from '../../parts/said.ts';
import { Empty, Reading } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { Rates, Strata } from './rates.tsx';
import { Visits } from './visits.tsx';
import { ofHouseholds } from './words.ts';

type Check = AnswerOf<'getSpotCheck'>;

/** One 抽查: how it was drawn, whom to look at, what was found, and what follows of it. */
export function SpotCheckScreen({ id }: { id: string }): ReactNode {
  const { client, me } = useSession();
  const check = useQuery({
    queryKey: ['spotCheck', id],
    queryFn: async () => (await client.call('getSpotCheck', { params: { spotCheck: id } })).body,
  });
  const of = check.data;
  const isOpen = of && of.drawn === null && of.replacedBy === null;
  return (
    <>
      <p>
        <a href={linkTo(paths.spotChecks)}>回到抽查</a>
      </p>
      <Reading title="一次抽查" of={check} />
      {of && <Summary of={of} />}
      {isOpen && me.may.includes('prepareSpotCheck') && <Before of={of} />}
      {isOpen && !me.may.includes('prepareSpotCheck') && <Empty>还没有抽，由抽查人办。</Empty>}
      {of?.drawn && <Visits of={of} />}
      {of?.drawn && <Rates of={of} />}
      {of && <Strata of={of} />}
      {of && <HowDrawn of={of} />}
    </>
  );
}

function Summary({ of }: { of: Check }): ReactNode {
  const { union, instrument, households, draw, at, byName, publicDraw, drawn, replacedBy, counts } = of;
  const open = draw - counts.settled;
  return (
    <>
      <h1>{union}的抽查</h1>
      <p className="verdict">
        {replacedBy !== null
          ? '没有抽，由后来准备的一次代替，不再抽：请办后来的那一次。'
          : drawn === null
            ? `${ofHouseholds(households)}抽 ${draw} 户，等${dateInWords(publicDraw.on)}的${publicDraw.name}。`
            : `${ofHouseholds(households)}抽了 ${draw} 户，${open === 0 ? '都有了结论' : `还有 ${open} 户没有结论`}。`}
      </p>
      {counts.late > 0 && <p className="fault">过了期限还没有整改的 {counts.late} 户。</p>}
      <Rows
        of={[
          ['哪一种', instruments[instrument]],
          ['列框', `${byName}，${momentInWords(at)}`],
          ['由哪一次代替', replacedBy && <a href={linkTo(paths.spotCheck(replacedBy))}>后来准备的一次</a>],
          ['公开抽奖', `${publicDraw.name}，${dateInWords(publicDraw.on)}`],
          ['有人看过的', drawn && `${counts.looked} 户`],
          ['等第三个人的', counts.disagreed > 0 ? `${counts.disagreed} 户` : null],
          ['还没有整改的', drawn && `${counts.toRemedy} 户`],
        ]}
      />
    </>
  );
}

/** The numbers, and the draw. */
function Before({ of }: { of: Check }): ReactNode {
  const { client, today } = useSession();
  const params = { spotCheck: of.check };
  const { on } = of.publicDraw;
  if (of.numbers === null) {
    return (
      <>
        <Entries of={of} />
        {today() < on ? (
          <Empty>{dateInWords(on)}开奖以后，两个人各录一次号码。</Empty>
        ) : (
          <DeedForm
            title="录入公开抽奖的号码"
            button="录入"
            send={(fields, key) => {
              const body = { numbers: said(fields, 'numbers'), source: said(fields, 'source') };
              return client.call('enterDrawNumbers', { params, key, body });
            }}
            said="已经录入。另一个人录得一样的才算数。"
          >
            <p>
              先看公布的：{of.publicDraw.name}真是{dateInWords(on)}开的奖，才录它的号码。不是的、没有开奖的，不录。
            </p>
            <TextField name="numbers" label="号码" hint="照公布的次序，用空格隔开" />
            <TextField name="source" label="从哪里抄的" hint="网址，或者报纸的日期和版面" />
          </DeedForm>
        )}
      </>
    );
  }
  if (today() <= on) return <Empty>号码 {of.numbers} 两个人录得一样。开奖的第二天起抽。</Empty>;
  return (
    <DeedForm title="抽" button="抽" send={(_, key) => client.call('drawSpotCheck', { params, key })} said="抽好了。">
      <p>号码 {of.numbers} 两个人录得一样。抽到的不会变。</p>
    </DeedForm>
  );
}

/** Who has entered what. Whoever is still to enter copies from where it was published, not from another: they see who, and not what. */
function Entries({ of: { entries } }: { of: Check }): ReactNode {
  const { me } = useSession();
  if (entries.length === 0) return null;
  const isIn = entries.some(({ by }) => by === me.id);
  return (
    <>
      {isIn && <p className="soft">还没有两个人录得一样。抄错了的再录一次。</p>}
      <Rows
        of={entries.map(({ byName, at, numbers, source }) => [
          byName,
          isIn ? `${numbers}（${source}）` : `${momentInWords(at)}录入了；您照公布的录，录了再比`,
        ])}
      />
    </>
  );
}

/** All that a stranger needs to find the same households. */
function HowDrawn({ of: { digest, drawn, entries } }: { of: Check }): ReactNode {
  return (
    <details>
      <summary>怎样抽的，怎样照着再算</summary>
      <p>
        抽样框的摘要在列框那天就记下了；种子由摘要、那一天日志的根和公开抽奖的号码算出。规则全文见“抽查：怎样抽，怎样算”。
      </p>
      <Rows
        of={[
          ['框的摘要', digest],
          ...(drawn
            ? ([
                [
                  '号码',
                  `${drawn.numbers}（${entries.map(({ byName, source }) => `${byName}：${source}`).join('；')}）`,
                ],
                ['根', drawn.root],
                ['种子', drawn.seed],
                ['谁抽的', drawn.byName],
              ] as const)
            : []),
        ]}
      />
    </details>
  );
}
