import { Fragment, type ReactNode } from 'react';
import { valueAt } from '../../../shared/form/pointers.ts';
import { formatFen } from '../../../shared/money/fen.ts';
import { Rows } from '../../parts/rows.tsx';
import { Empty } from '../../parts/states.tsx';
import { type Box, labelOf, memberBoxes, sections } from '../form/boxes.ts';
import type { Detail } from './detail.ts';
import { Differences } from './differences.tsx';
import { inWords } from './words.ts';

type Content = NonNullable<Detail['form']>['content'];

/** 《困难职工档案表》 in the paper's order, as it may be shown to its reader. */
export function FormTab({ of }: { of: Detail }): ReactNode {
  const { form, submittedForm } = of;
  if (!form) return <Empty>还没有填表。</Empty>;
  const { number, content } = form;
  return (
    <>
      <p className="soft">
        第 {number} 份{submittedForm && `，还没有提交；最近提交的是第 ${submittedForm.number} 份`}
      </p>
      {sections.map(({ key, title, boxes }) => {
        if (key === 'members') return <Members key={key} title={title} of={content.members ?? []} />;
        const rows = boxes.map((box) => said(box, valueAt(content, box.field.split('.')))).filter(([, text]) => text);
        if (rows.length === 0) return null;
        return (
          <Fragment key={key}>
            <h3>{title}</h3>
            <Rows of={rows} />
          </Fragment>
        );
      })}
      <Differences of={of} form={number} />
    </>
  );
}

function Members({ title, of }: { title: string; of: NonNullable<Content['members']> }): ReactNode {
  return (
    <>
      <h3>{title}</h3>
      {of.length === 0 && <Empty>没有填家庭成员。</Empty>}
      {of.map((member, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a member has no other name, and nobody is moved here.
        <details key={index} className="form-person" open={index === 0}>
          <summary>
            {member.relation ?? '家庭成员'} {member.name}
          </summary>
          <Rows of={memberBoxes.map((box) => said(box, valueAt(member, [box.field.replace('members[].', '')])))} />
        </details>
      ))}
    </>
  );
}

/** '' where nothing was filled in. */
function said(box: Box, value: unknown): readonly [label: string, text: string] {
  if (value === undefined) return [labelOf(box), ''];
  const isMoney = box.kind === 'money' && typeof value === 'number';
  return [labelOf(box), isMoney ? formatFen(value) : inWords(box.field, value)];
}
