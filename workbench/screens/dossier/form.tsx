import type { ReactNode } from 'react';
import { type FieldPath, fieldLabels } from '../../../shared/form/fields.ts';
import { Rows } from '../../parts/rows.tsx';
import { Empty } from '../../parts/states.tsx';
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
      <h3>职工</h3>
      <Rows of={rowsOf('worker', content.worker)} />
      <h3>家庭</h3>
      <Rows of={rowsOf('household', content.household)} />
      <h3>家庭成员</h3>
      <Members of={content.members ?? []} />
      <h3>致困原因</h3>
      <Rows of={rowsOf('causes', content.causes)} />
      <Differences of={of} form={number} />
    </>
  );
}

function Members({ of }: { of: NonNullable<Content['members']> }): ReactNode {
  if (of.length === 0) return <Empty>没有填家庭成员。</Empty>;
  return of.map((member, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a member has no other name, and nobody is moved here.
    <details key={index} open={index === 0}>
      <summary>
        {member.relation ?? '家庭成员'} {member.name}
      </summary>
      <Rows of={rowsOf('members[]', member).map(([label, value]) => [label.replace(/^家庭成员/, ''), value])} />
    </details>
  ));
}

function rowsOf(section: string, values: object | undefined): (readonly [string, string])[] {
  return Object.entries(values ?? {}).map(([field, value]) => {
    const path = `${section}.${field}`;
    return [Object.hasOwn(fieldLabels, path) ? fieldLabels[path as FieldPath] : field, inWords(field, value)];
  });
}
