import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { outcomeTitles, stageTitles } from '../../shared/contract/titles.ts';
import { aidKinds } from '../../shared/ledger/aid.ts';
import { matterTitles } from '../../shared/matters/course.ts';
import { formatFen } from '../../shared/money/fen.ts';
import { dateInWords, momentInWords, monthInWords } from '../../shared/pages/dates.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';
import { daysLeft } from '../parts/days.ts';
import { Lines, Rows } from '../parts/rows.tsx';
import { Empty, ErrorText, Waiting } from '../parts/states.tsx';
import { useSession } from '../session.ts';
import type { Detail } from './dossier/detail.ts';
import { FormTab } from './dossier/form.tsx';
import { JournalTab } from './dossier/journal.tsx';
import { NoticeTab } from './dossier/notice.tsx';
import { AttachmentsTab, DocumentsTab } from './dossier/papers.tsx';
import { SurveyTab } from './dossier/survey.tsx';
import { WayIn } from './form/way-in.tsx';

/** 一户一档: the verdict first, then what is owed now, then everything else. Opening it is recorded. */
export function DossierScreen({ id }: { id: string }): ReactNode {
  const { client } = useSession();
  const dossier = useQuery({
    queryKey: ['dossier', id],
    queryFn: async () => (await client.call('getDossier', { params: { id } })).body,
  });
  if (dossier.isPending) return <Waiting words="正在打开档案……" />;
  if (dossier.isError)
    return (
      <>
        <h1>一户一档</h1>
        <ErrorText error={dossier.error} again={() => void dossier.refetch()} />
      </>
    );
  return <Dossier of={dossier.data} />;
}

function Dossier({ of }: { of: Detail }): ReactNode {
  const today = useSession().today();
  const name = of.form?.content.worker?.name ?? '还没有填姓名的一户';
  return (
    <>
      <h1>{name}</h1>
      <p className="verdict">{verdictOf(of)}</p>
      <Rows
        of={[
          ['状态', of.statusTitle],
          ['归哪个工会', of.union],
          ['职工编号', of.registration?.dossierNumber],
          ['建档的日期', of.registration && dateInWords(of.registration.registeredOn)],
          ['正在办的', openMatter(of)],
          [
            '入户调查须问明',
            of.survey ? null : of.assessment?.surveyQuestions.map(({ question }) => question).join('；'),
          ],
          ['期限', deadlineOf(of, today)],
          ['停滞', of.stalled?.inWords],
          ['纸质档案', of.paper && `第 ${of.paper.form} 份档案表起还没有补到纸上`],
        ]}
      />
      <WayIn of={of} />
      <Tabs of={of} />
    </>
  );
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

const tabs = [
  ['认定', (of: Detail) => <AssessmentTab of={of} />],
  ['档案表', (of: Detail) => <FormTab of={of} />],
  ['附件', (of: Detail) => <AttachmentsTab of={of} />],
  ['调查', (of: Detail) => <SurveyTab of={of} />],
  ['公示和异议', (of: Detail) => <NoticeTab of={of} />],
  ['审批', (of: Detail) => <ApprovalTab of={of} />],
  ['帮扶计划', (of: Detail) => <PlanTab of={of} />],
  ['台账和走访', (of: Detail) => <LedgerTab of={of} />],
  ['打印', (of: Detail) => <DocumentsTab of={of} />],
  ['日志', (of: Detail) => <JournalTab of={of} />],
] as const;

/** One at a time; arrows move between them, as in every program's tabs. */
function Tabs({ of }: { of: Detail }): ReactNode {
  const [at, setAt] = useState(0);
  const move = (step: number) => {
    const next = (at + step + tabs.length) % tabs.length;
    setAt(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <>
      <div
        role="tablist"
        aria-label="档案的各部分"
        className="tabs"
        onKeyDown={({ key }) => {
          if (key === 'ArrowRight') move(1);
          if (key === 'ArrowLeft') move(-1);
        }}
      >
        {tabs.map(([title], index) => (
          <button
            key={title}
            type="button"
            role="tab"
            id={`tab-${index}`}
            aria-selected={index === at}
            aria-controls="tab-content"
            tabIndex={index === at ? 0 : -1}
            onClick={() => setAt(index)}
          >
            {title}
          </button>
        ))}
      </div>
      <section role="tabpanel" id="tab-content" aria-labelledby={`tab-${at}`} className="panel">
        {tabs[at]?.[1](of)}
      </section>
    </>
  );
}

function AssessmentTab({ of: { assessment, exemptions } }: { of: Detail }): ReactNode {
  if (!assessment) return <Empty>还没有认定。提交以后，系统按本省的标准认定。</Empty>;
  const { explanation, outcome, category } = assessment;
  return (
    <>
      <p>
        <strong>
          {outcomeTitles[outcome]}
          {category !== null && `：${category}`}
        </strong>
      </p>
      <ol>
        {explanation.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      {exemptions.map(({ exclusion, reason }) => (
        <p key={exclusion}>
          已豁免 {exclusion}：{reason}
        </p>
      ))}
    </>
  );
}

function ApprovalTab({ of: { approval } }: { of: Detail }): ReactNode {
  if (!approval) return <Empty>还没有送审。</Empty>;
  const { request, level, deadline, decision, opinion } = approval;
  const words = { approve: '通过', return: '退回补正', returnForPaper: '只缺材料', reject: '不予通过' };
  return (
    <Rows
      of={[
        ['第几次送审', `第 ${request} 次`],
        ['哪一级', `第 ${level} 级`],
        ['期限', momentInWords(deadline)],
        ['决定', decision === null ? '还没有决定' : words[decision]],
        ['意见', opinion],
      ]}
    />
  );
}

function PlanTab({ of: { plan, planInForce } }: { of: Detail }): ReactNode {
  if (!plan) return <Empty>还没有制定帮扶计划。</Empty>;
  return (
    <Rows
      of={[
        ['第几版', `第 ${plan.plan} 版，${dateInWords(plan.madeOn)}制定`],
        ['签字', plan.signedAt === null ? '困难职工还没有签字' : momentInWords(plan.signedAt)],
        ['不同意', plan.declined && `${dateInWords(plan.declined.on)}：${plan.declined.reason}`],
        ['现行的', planInForce && `第 ${planInForce.plan} 版，${monthInWords(planInForce.dueMonth)}到期`],
        ...planRows(plan),
      ]}
    />
  );
}

function planRows({ content }: NonNullable<Detail['plan']>): (readonly [string, ReactNode])[] {
  const person = ({ name, post, contact }: { name: string; post: string; contact: string }) =>
    `${name}，${post}，${contact}`;
  return [
    ['帮扶单位', content.assistingOrganization],
    ['帮扶责任人', person(content.officer)],
    ['工会联络人', person(content.liaison)],
    ['帮扶需求', content.needs],
    ['五类重点群体', content.priorityGroup],
    ['“四个一批”措施', content.supportTracks.join('、')],
    ['解困脱困计划', content.programs.join('、')],
    ['帮扶措施', <Lines key="measures" of={content.measures} />],
    ['完成时限', monthInWords(content.dueMonth)],
    ['备注', content.remarks],
  ];
}

function LedgerTab({ of: { aid, visits, followUps } }: { of: Detail }): ReactNode {
  return (
    <>
      {aid.totals.length === 0 ? (
        <Empty>还没有登记过帮扶。</Empty>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">年</th>
              <th scope="col">类别</th>
              <th scope="col">次数</th>
              <th scope="col">金额</th>
            </tr>
          </thead>
          <tbody>
            {aid.totals.map(({ year, kind, source, times, amount }) => (
              <tr key={`${year}${kind}${source}`}>
                <td data-label="年">{year}</td>
                <td data-label="类别">{aidKinds[kind]}</td>
                <td data-label="次数">{times}</td>
                <td data-label="金额">{formatFen(amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Rows
        of={[
          ['走访过', `${visits.count} 次`],
          ['最近一次走访', visits.last && dateInWords(visits.last.visitedOn)],
          ['下一次走访', visits.last?.nextOn && dateInWords(visits.last.nextOn)],
          ['下一次回访', followUps.next && dateInWords(followUps.next)],
        ]}
      />
    </>
  );
}
