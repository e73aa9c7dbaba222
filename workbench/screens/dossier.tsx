import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Refused } from '../../shared/contract/client.ts';
import { outcomeTitles, stageTitles } from '../../shared/contract/titles.ts';
import { matterTitles } from '../../shared/matters/course.ts';
import { dateInWords, momentInWords } from '../../shared/pages/dates.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';
import { daysLeft } from '../parts/days.ts';
import { KeptAbout } from '../parts/kept-fields.ts';
import { Rows } from '../parts/rows.tsx';
import { Reading } from '../parts/states.tsx';
import { paths, useRoute } from '../route.ts';
import { useSession } from '../session.ts';
import { Acting, DeedPanel } from './dossier/acting.tsx';
import type { Detail } from './dossier/detail.ts';
import { NotOurs, Outside } from './dossier/outside.tsx';
import { tabOf } from './dossier/places.ts';
import { Tabs } from './dossier/tabs.tsx';

/** 一户一档: the verdict first, then what is owed now, then everything else. Opening it is recorded. */
export function DossierScreen({ id, deed }: { id: string; deed: string | undefined }): ReactNode {
  const { client, me } = useSession();
  // Kept here: what is done to a dossier of another union is read again, and what asked for it goes with that.
  const [answered, setAnswered] = useState<string | undefined>();
  const reads = me.may.includes('read');
  const dossier = useQuery({
    queryKey: ['dossier', id],
    enabled: reads,
    queryFn: async () => (await client.call('getDossier', { params: { id } })).body,
  });
  if (!reads) return <Outside id={id} />;
  if (dossier.isPending) return <Reading title="一户一档" of={dossier} words="正在打开档案……" />;
  // Once it is open a reading that fails takes nothing off the screen that somebody fills in.
  if (dossier.data) return <Dossier of={dossier.data} deed={deed} />;
  if (dossier.error instanceof Refused && dossier.error.status === 404)
    return (
      <NotOurs
        id={id}
        error={dossier.error}
        answered={answered}
        onAnswered={setAnswered}
        again={() => void dossier.refetch()}
      />
    );
  return <Reading title="一户一档" of={dossier} />;
}

function Dossier({ of, deed }: { of: Detail; deed: string | undefined }): ReactNode {
  const today = useSession().today();
  const [, go] = useRoute();
  const [done, setDone] = useState<string | undefined>();
  const tab = deed === undefined ? undefined : tabOf(deed);
  useEffect(() => {
    // What was done last is said until something else is begun.
    if (deed !== undefined) setDone(undefined);
  }, [deed]);
  const name = of.form?.content.worker?.name ?? '还没有填姓名的一户';
  return (
    <KeptAbout value={`${of.id} ${of.matter.matter}`}>
      <h1>{name}</h1>
      <p className="verdict">{verdictOf(of)}</p>
      <Rows
        of={[
          ['状态', of.statusTitle],
          ['归哪个工会', of.union],
          ['职工编号', of.registration?.dossierNumber],
          ['建档的日期', of.registration && dateInWords(of.registration.registeredOn)],
          ['正在办的', openMatter(of)],
          ['入户调查须问明', surveyAsks(of)],
          ['期限', deadlineOf(of, today)],
          ['停滞', of.stalled?.inWords.replace(/^停滞：/, '')],
          ['纸质档案', of.paper && `第 ${of.paper.form} 份档案表起还没有补到纸上`],
        ]}
      />
      {done !== undefined && (
        <p className="deeds-done" role="status">
          {done}
        </p>
      )}
      {deed === undefined || tab !== undefined ? (
        <Acting of={of} />
      ) : (
        <DeedPanel
          key={deed}
          of={of}
          action={deed}
          onDone={(words) => {
            setDone(words ?? '已经记下。');
            go(paths.dossier(of.id), { replace: true });
          }}
        />
      )}
      <Tabs of={of} asked={tab} />
    </KeptAbout>
  );
}

/** What whoever visits has to find out, until they have. */
function surveyAsks({ matter, survey, assessment }: Detail): string | null {
  const comes = matter.outcome === null && (matter.stage === 'assessment' || matter.stage === 'survey');
  if (!comes || survey || !assessment) return null;
  return assessment.surveyQuestions.map(({ question }) => question).join('；');
}

/** In one sentence what the household counts as. */
function verdictOf({ assessment, registration, temporary, end, standing }: Detail): string {
  if (end) return `${dateInWords(end.on)}起不再办理。`;
  if (standing === 'onFile' && registration)
    return `在册：${registration.category}，${tierTitles[registration.tier]}档案。`;
  if (standing === 'temporary' && temporary) return `临时救助，到${dateInWords(temporary.until)}为止。`;
  if (!assessment) return '还没有认定。';
  const { outcome, category, tier } = assessment;
  return `${outcomeTitles[outcome]}${category === null ? '' : `：${category}`}${tier === null ? '' : `，${tierTitles[tier]}档案`}。`;
}

function openMatter({ matter: { kind, stage, outcome }, end }: Detail): string | null {
  if (end || outcome !== null) return null;
  return `${matterTitles[kind]}，${stageTitles[stage]}`;
}

function deadlineOf({ approval, notice, matter }: Detail, today: string): string | null {
  if (notice && !notice.closed) return `公示到${dateInWords(notice.until)}（${daysLeft(notice.until, today)}）`;
  if (approval && approval.decision === null) return `审批到${momentInWords(approval.deadline)}`;
  return matter.dueBy === null || matter.outcome !== null
    ? null
    : `复核到${dateInWords(matter.dueBy)}（${daysLeft(matter.dueBy, today)}）`;
}
