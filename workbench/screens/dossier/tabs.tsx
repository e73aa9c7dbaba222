import { type ReactNode, useState } from 'react';
import { decisionTitles, outcomeTitles } from '../../../shared/contract/titles.ts';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { Rows } from '../../parts/rows.tsx';
import { Empty } from '../../parts/states.tsx';
import { ConsentsTab } from './consents.tsx';
import type { Detail } from './detail.ts';
import { DuplicatesTab } from './duplicates.tsx';
import { EntryTab } from './entry.tsx';
import { FormTab } from './form.tsx';
import { JournalTab } from './journal.tsx';
import { AidTab, VisitsTab } from './ledger.tsx';
import { NoticeTab } from './notice.tsx';
import { AttachmentsTab } from './papers.tsx';
import { type TabName, tabNames } from './places.ts';
import { PlanTab } from './plans.tsx';
import { DocumentsTab } from './prints.tsx';
import { ReadingsTab } from './readings.tsx';
import { SurveyTab } from './survey.tsx';

const contents: Record<TabName, (of: Detail) => ReactNode> = {
  认定: (of) => <AssessmentTab of={of} />,
  档案表: (of) => <FormTab of={of} />,
  附件: (of) => <AttachmentsTab of={of} />,
  同意: (of) => <ConsentsTab of={of} />,
  查重: (of) => <DuplicatesTab of={of} />,
  调查: (of) => <SurveyTab of={of} />,
  公示和异议: (of) => <NoticeTab of={of} />,
  审批: (of) => <ApprovalTab of={of} />,
  帮扶计划: (of) => <PlanTab of={of} />,
  帮扶台账: (of) => <AidTab of={of} />,
  走访: (of) => <VisitsTab of={of} />,
  录入: (of) => <EntryTab of={of} />,
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
  const { request, level, levelName, approver, deadline, decision, decidedAt, opinion } = approval;
  return (
    <Rows
      of={[
        ['第几次送审', `第 ${request} 次`],
        ['哪一级', `${levelName}（第 ${level} 级）`],
        [decision === null ? '请谁审批' : '谁决定的', approver],
        ['期限', momentInWords(deadline)],
        ['决定', decision === null ? '还没有决定' : decisionTitles[decision]],
        ['什么时候', decidedAt && momentInWords(decidedAt)],
        ['意见', opinion],
      ]}
    />
  );
}
