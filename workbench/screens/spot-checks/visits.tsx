import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { AnswerOf, BodyOf } from '../../../shared/contract/types.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { findings, findingsOf, frames } from '../../../shared/spot-checks/words.ts';
import { Choice, DeedForm, TextArea } from '../../parts/deed-form.tsx';
import { More, usePages } from '../../parts/pages.tsx';
import { PaperField } from '../../parts/papers.tsx';
import { chosen, said, ticked } from '../../parts/said.ts';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';

type Check = AnswerOf<'getSpotCheck'>;
type Household = AnswerOf<'listSpotCheckHouseholds'>['households'][number];

const views = {
  mine: { title: '要我看的', look: 'unsettled', none: '没有要您看的了。' },
  disagreed: { title: '等第三个人的', look: 'disagreed', none: '没有两个人不一致的。' },
  toRemedy: { title: '没有整改的', look: 'toRemedy', none: '没有等整改的。' },
  all: { title: '全部', look: undefined, none: '一户也没有抽到。' },
} as const;
type View = keyof typeof views;

/** The households that were drawn: those somebody is to look at come first, each with the form of the visit. */
export function Visits({ of: { check } }: { of: Check }): ReactNode {
  const { client, me } = useSession();
  const visits = me.may.includes('recordFinding');
  const [view, setView] = useState<View>(visits ? 'mine' : 'all');
  const [done, setDone] = useState<string | undefined>();
  const { look, none } = views[view];
  const pages = usePages(['spotCheckHouseholds', check, view], async (cursor) => {
    const query = { cursor, ...(look === undefined ? {} : { look }) };
    return (await client.call('listSpotCheckHouseholds', { params: { spotCheck: check }, query })).body;
  });
  const all = pages.data?.pages.flatMap(({ households }) => households) ?? [];
  // Of whom nobody can be sent is said to everybody who looks for what is left.
  const shown = view === 'mine' ? all.filter(({ notMine, noLooker }) => notMine === null || noLooker) : all;
  return (
    <>
      <h2>抽到的各户</h2>
      <fieldset className="spot-checks-views">
        <legend>看哪些</legend>
        {(Object.keys(views) as View[])
          .filter((each) => each !== 'mine' || visits)
          .map((each) => (
            <button key={each} type="button" aria-pressed={each === view} onClick={() => setView(each)}>
              {views[each].title}
            </button>
          ))}
      </fieldset>
      {done !== undefined && (
        <p className="done" role="status">
          {done}
        </p>
      )}
      {pages.isPending && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {pages.data && shown.length === 0 && <Empty>{pages.hasNextPage ? '前面的没有，再看后面的。' : none}</Empty>}
      <ul className="spot-checks-households">
        {shown.map((each) => (
          <li key={each.dossier}>
            <OneHousehold check={check} of={each} onDone={setDone} />
          </li>
        ))}
      </ul>
      <More {...pages} />
    </>
  );
}

function OneHousehold({
  check,
  of,
  onDone,
}: {
  check: string;
  of: Household;
  onDone: (words: string) => void;
}): ReactNode {
  const { dossier, maskedName, union, frame, finding, notMine, noLooker } = of;
  const isMine = notMine === null;
  return (
    <>
      <h3>{maskedName ?? '已经移交的一户'}</h3>
      <p>
        {union}，从“{frames[frame]}”里抽到；{stateOf(of)}
        {maskedName !== null && (
          <>
            。<a href={linkTo(paths.dossier(dossier))}>看这一户的档案</a>
          </>
        )}
      </p>
      {isMine && <Visit check={check} of={of} onDone={onDone} />}
      {!isMine && finding === null && <p className="soft">{notMine}</p>}
      {noLooker && (
        <p className="fault">
          登记里没有一个抽查人可以看这一户：它的上级工会没有抽查人，或者都看过、经手过。请管理员在它的上级工会（省总工会自己的，在省总工会）登记一位没有看过、没有经手过的。
        </p>
      )}
    </>
  );
}

function stateOf({ finding, looks, remedyBy, remediedOn }: Household): string {
  if (finding === null) return ['还没有人看', '一个人看过', '两个人看过，不一样'][looks] ?? '';
  if (remedyBy === null) return findings[finding];
  return `${findings[finding]}，${remediedOn ? `${dateInWords(remediedOn)}整改` : `${dateInWords(remedyBy)}以前整改`}`;
}

/** The form of a visit. Shut again it keeps what is filled in. */
function Visit({ check, of, onDone }: { check: string; of: Household; onDone: (words: string) => void }): ReactNode {
  const [opened, setOpened] = useState(false);
  const shut = (event: KeyboardEvent<HTMLDetailsElement>) => {
    if (event.key !== 'Escape') return;
    event.currentTarget.open = false;
    event.currentTarget.querySelector('summary')?.focus();
  };
  return (
    <details
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setOpened(true);
      }}
      onKeyDown={shut}
    >
      <summary>登记看到的</summary>
      {opened && <FindingForm check={check} of={of} onDone={onDone} />}
    </details>
  );
}

function FindingForm({
  check,
  of: { dossier, frame, maskedName },
  onDone,
}: {
  check: string;
  of: Household;
  onDone: (words: string) => void;
}): ReactNode {
  const { client } = useSession();
  const opened = useQuery({
    queryKey: ['dossier', dossier],
    queryFn: async () => (await client.call('getDossier', { params: { id: dossier } })).body,
  });
  if (opened.isPending) return <Waiting words="正在打开档案……" />;
  if (!opened.data) return <ErrorText error={opened.error} again={() => void opened.refetch()} />;
  return (
    <DeedForm
      title={`看了${maskedName ?? '这一户'}`}
      button="登记结论"
      send={(fields, key) => {
        const finding = chosen<BodyOf<'recordFinding'>['finding']>(fields, 'finding');
        const body = { check, finding, seen: said(fields, 'seen'), evidence: ticked(fields, 'evidence') };
        return client.call('recordFinding', { params: { id: dossier }, key, body });
      }}
      onDone={({ body: { settled } }) =>
        onDone(
          `${maskedName ?? '这一户'}的结论已经登记。${settled === null ? '别人看了再定。' : `定下了：${findings[settled]}。`}`,
        )
      }
    >
      <PaperField
        of={opened.data}
        name="evidence"
        label="照片（可以没有）"
        hint="拍门口、住房、有关的单据；不要拍到身份证号、银行卡号。传到以后勾上"
        kinds={['抽查照片']}
        many
        required={false}
      />
      <Choice name="finding" label="结论" of={findingsOf[frame].map((each) => [each, findings[each]] as const)} />
      <TextArea
        name="seen"
        label="看到的、问到的，为什么这样认为"
        hint="有了结论以后，建档的工会看得到。请勿写身份证号、银行卡号"
      />
    </DeedForm>
  );
}
