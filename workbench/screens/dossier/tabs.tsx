import { type ReactNode, useState } from 'react';
import { outcomeTitles } from '../../../shared/contract/titles.ts';
import { dateInWords, momentInWords, monthInWords } from '../../../shared/pages/dates.ts';
import { Lines, Rows } from '../../parts/rows.tsx';
import { Empty } from '../../parts/states.tsx';
import type { Detail } from './detail.ts';
import { FormTab } from './form.tsx';
import { JournalTab } from './journal.tsx';
import { AidTab, VisitsTab } from './ledger.tsx';
import { NoticeTab } from './notice.tsx';
import { AttachmentsTab, DocumentsTab } from './papers.tsx';
import { type TabName, tabNames } from './places.ts';
import { ReadingsTab } from './readings.tsx';
import { SurveyTab } from './survey.tsx';

const contents: Record<TabName, (of: Detail) => ReactNode> = {
  认定: (of) => <AssessmentTab of={of} />,
  档案表: (of) => <FormTab of={of} />,
  附件: (of) => <AttachmentsTab of={of} />,
  调查: (of) => <SurveyTab of={of} />,
  公示和异议: (of) => <NoticeTab of={of} />,
  审批: (of) => <ApprovalTab of={of} />,
  帮扶计划: (of) => <PlanTab of={of} />,
  帮扶台账: (of) => <AidTab of={of} />,
  走访: (of) => <VisitsTab of={of} />,
  打印: (of) => <DocumentsTab of={of} />,
  阅看记录: (of) => <ReadingsTab of={of} />,
  日志: (of) => <JournalTab of={of} />,
};

/** One at a time; arrows move between them, as in every program's tabs. `asked`: the one that somebody has come for. */
export function Tabs({ of, asked }: { of: Detail; asked: TabName | undefined }): ReactNode {
  const [picked, setPicked] = useState<TabName>('认定');
  const [came, setCame] = useState<TabName | undefined>();
  if (asked !== came) {
    setCame(asked);
    if (asked) setPicked(asked);
  }
  const at = tabNames.indexOf(picked);
  const move = (step: number) => {
    const next = (at + step + tabNames.length) % tabNames.length;
    setPicked(tabNames[next] ?? '认定');
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
        {tabNames.map((title, index) => (
          <button
            key={title}
            type="button"
            role="tab"
            id={`tab-${index}`}
            aria-selected={index === at}
            aria-controls="tab-content"
            tabIndex={index === at ? 0 : -1}
            onClick={() => setPicked(title)}
          >
            {title}
          </button>
        ))}
      </div>
      <section role="tabpanel" id="tab-content" aria-labelledby={`tab-${at}`} className="panel">
        {contents[picked](of)}
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
