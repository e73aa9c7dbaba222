import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { valueAt } from '../../../shared/form/pointers.ts';
import { formatFen } from '../../../shared/money/fen.ts';
import { Rows } from '../../parts/rows.tsx';
import { inWords } from '../dossier/words.ts';
import { type Box, labelOf, memberBoxes, type Section, sections } from './boxes.ts';
import { useForm } from './context.ts';
import { divisionInWords } from './identity.ts';
import type { FormStore } from './store.ts';

/**
 * What is filled in, section by section, for the browser's own printing: the boxes of the screen would cut what is longer
 * than they are. It is made when somebody prints, so that no key has to wait for it.
 */
export function OnPaper(): ReactNode {
  const store = useForm();
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  if (!isPrinting) return null;
  return (
    <>
      <p>正在填的一份，还没有提交，只供核对。正式的《困难职工档案表》提交以后到这一户的“打印”里印。</p>
      {sections.map((section) => (
        <section key={section.key}>
          <h2>{section.title}</h2>
          {section.key === 'members' ? <Members of={store} /> : <Filled of={store} section={section} />}
        </section>
      ))}
    </>
  );
}

function Members({ of }: { of: FormStore }): ReactNode {
  if (of.rows.length === 0) return <p>没有填家庭成员。</p>;
  return of.rows.map((row, index) => (
    <section key={row} className="form-one-on-paper">
      <h3>第 {index + 1} 位</h3>
      <Rows of={memberBoxes.map((box) => said(of, box, ['members', index, box.field.replace('members[].', '')]))} />
    </section>
  ));
}

function Filled({ of, section: { boxes } }: { of: FormStore; section: Section }): ReactNode {
  const rows = boxes.map((box) => said(of, box, box.field.split('.'))).filter(([, text]) => text !== '');
  return rows.length === 0 ? <p>没有填。</p> : <Rows of={rows} />;
}

/** As it stands in the box, right or wrong; what must not be empty says that it is. */
function said(of: FormStore, box: Box, path: readonly (string | number)[]): readonly [label: string, text: string] {
  const text = of.text(box.kind, path);
  if (text === '') return [labelOf(box), box.required ? '（还没有填）' : ''];
  const value = valueAt(of.form, path);
  if (box.kind === 'money' && typeof value === 'number') return [labelOf(box), formatFen(value)];
  if (box.kind === 'division' && value !== undefined)
    return [labelOf(box), `${divisionInWords(String(value))} ${text}`.trim()];
  return [labelOf(box), value === undefined ? text : inWords(box.field, value)];
}
