import { type ReactNode, useMemo, useState } from 'react';
import { generations } from '../../../shared/form/code-lists/generations.ts';
import type { DraftForm } from '../../../shared/form/form.ts';
import { pointerOf, valueAt } from '../../../shared/form/pointers.ts';
import { type Box, labelOf, type Section as Of, sections } from './boxes.ts';
import { useForm, useOfForm } from './context.ts';
import { Field, idOf } from './field.tsx';
import { Members } from './members.tsx';
import type { FormStore } from './store.ts';
import { useWide } from './wide.ts';

const pathIn = ({ field }: Box): string[] => field.split('.');

/** What a section asks of this household now; what is filled in is shown in any case. */
function asked({ boxes }: Of, { form, faults }: FormStore): readonly Box[] {
  const codes = new Set(faults.map(({ code }) => code));
  return boxes.filter(
    (box) => box.when === undefined || box.when(form, codes) || valueAt(form, pathIn(box)) !== undefined,
  );
}

/** One section of the paper; `beside` is what it has besides boxes. */
export function Section({ of, beside, isHere }: { of: Of; beside?: ReactNode; isHere: boolean }): ReactNode {
  const shown = useOfForm((store) =>
    asked(of, store)
      .map(({ field }) => field)
      .join(' '),
  );
  const boxes = useMemo(() => of.boxes.filter(({ field }) => shown.split(' ').includes(field)), [of, shown]);
  return (
    <section
      className={isHere ? 'form-section form-here' : 'form-section'}
      id={`section-${of.key}`}
      aria-labelledby={`title-${of.key}`}
    >
      <h2 id={`title-${of.key}`} tabIndex={-1}>
        {of.title}
      </h2>
      {of.key === 'worker' && <Generation />}
      {of.key === 'members' ? (
        <Members />
      ) : (
        <div className="form-boxes">
          {boxes.map((box) => (
            <Field key={box.field} box={box} at={pointerOf(pathIn(box))} label={labelOf(box)} />
          ))}
        </div>
      )}
      {beside}
    </section>
  );
}

/** Which option lists the words come from: what is copied from an old paper keeps the old words. */
function Generation(): ReactNode {
  const store = useForm();
  const generation = useOfForm((each) => each.form.codeLists ?? '');
  const titles: Record<string, string> = { 2016: '2016 年的选项', 2020: '2020 年前后的选项' };
  return (
    <div className="form-box">
      <label htmlFor={idOf('/codeLists')}>选项表版本</label>
      <select
        id={idOf('/codeLists')}
        value={generation}
        onChange={({ target }) => store.fill(['codeLists'], target.value as DraftForm['codeLists'])}
      >
        {generation === '' && <option value="">（未填）</option>}
        {generations.map((each) => (
          <option key={each} value={each}>
            {titles[each]}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Where one is, and where something is left to do. */
export function Contents({ here, onGo }: { here: string; onGo: (section: string) => void }): ReactNode {
  const isWide = useWide();
  const [isOpen, setOpen] = useState(false);
  const at = sections.findIndex(({ key }) => key === here);
  const list = (
    <ol>
      {sections.map(({ key, title }) => (
        <li key={key}>
          <button
            type="button"
            aria-current={here === key ? 'step' : undefined}
            onClick={() => {
              setOpen(false);
              onGo(key);
            }}
          >
            {title}
            <Counts of={key} />
          </button>
        </li>
      ))}
    </ol>
  );
  return (
    <nav className="form-contents" aria-label="表的各部分">
      {isWide ? (
        list
      ) : (
        <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>
            第 {at + 1} 节，一共 {sections.length} 节：{sections[at]?.title}
          </summary>
          {list}
        </details>
      )}
    </nav>
  );
}

function Counts({ of }: { of: string }): ReactNode {
  const said = useOfForm((store) => {
    const { wrong, missing } = store.countsIn(of);
    return [wrong > 0 ? `${wrong} 处要改` : '', missing > 0 ? `${missing} 处没填` : ''].filter(Boolean).join('，');
  });
  return <small className={said === '' ? 'form-fine' : 'form-left'}>{said === '' ? '没有差的' : said}</small>;
}

/** Takes somebody to a box, or to its section where the box is not shown. */
export function goTo(pointer: string, section: string): void {
  // The section may only now be shown: on a phone there is one at a time.
  requestAnimationFrame(() => {
    const box = document.getElementById(idOf(pointer));
    const target = box ?? document.getElementById(`title-${section}`);
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
  });
}
