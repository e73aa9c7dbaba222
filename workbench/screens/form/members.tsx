import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { type Box, labelOf, memberBoxes } from './boxes.ts';
import { useForm, useOfForm } from './context.ts';
import { Field, idOf } from './field.tsx';

const keyOf = ({ field }: Box): string => field.replace('members[].', '');
const atOf = (row: number, box: Box): string => `/members/${row}/${keyOf(box)}`;

/** In the first line of a member, as on the paper; the others stand below, for those who have them. */
const COLUMNS = 7;

/** 家庭主要成员: a grid for the keyboard. Ctrl+Enter adds a row, Ctrl and the arrows go up and down, what is taken out comes back. */
export function Members(): ReactNode {
  const store = useForm();
  const rows = useOfForm((each) => each.rows);
  const undoable = useOfForm((each) => each.undoable);
  const grid = useRef<HTMLDivElement>(null);
  const focus = (row: number, box: Box) =>
    requestAnimationFrame(() => document.getElementById(idOf(atOf(row, box)))?.focus());
  const add = () => focus(store.addMember(), memberBoxes[0] as Box);
  const remove = (row: number) => {
    store.removeMember(row);
    const rest = store.rows.length;
    if (rest > 0) focus(Math.min(row, rest - 1), memberBoxes[0] as Box);
    else requestAnimationFrame(() => grid.current?.querySelector<HTMLButtonElement>('.form-add')?.focus());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!event.ctrlKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      add();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const [, row, key] = /^box\/members\/(\d+)\/(\w+)$/.exec((event.target as HTMLElement).id) ?? [];
    if (step === undefined || row === undefined) return;
    event.preventDefault();
    const box = memberBoxes.find((each) => keyOf(each) === key);
    if (box) focus(Math.min(Math.max(Number(row) + step, 0), rows.length - 1), box);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the boxes inside are heard here, once for all.
    <div ref={grid} className="form-members" onKeyDown={onKeyDown}>
      <p className="soft">在下面任何一栏按 Ctrl+回车添一位；Ctrl+上下箭头到另一位的同一栏。本人不写在这里。</p>
      {rows.length === 0 && <p className="empty">还没有填家庭成员。一个人生活的不用填。</p>}
      {rows.map((row, index) => (
        <Member key={row} index={index} onRemove={() => remove(index)} />
      ))}
      <p>
        <button type="button" className="form-add" onClick={add}>
          添一位家庭成员
        </button>
        {undoable !== undefined && (
          <button type="button" onClick={() => store.undoRemoval()}>
            放回刚才去掉的{undoable}
          </button>
        )}
      </p>
    </div>
  );
}

function Member({ index, onRemove }: { index: number; onRemove: () => void }): ReactNode {
  const name = useOfForm((store) => store.form.members?.[index]?.name ?? '');
  const more = useOfForm((store) => shownBelow(store.form.members?.[index] ?? {}));
  const title = `第 ${index + 1} 位`;
  const fields = (boxes: readonly Box[]) =>
    boxes.map((box) => <Field key={box.field} box={box} at={atOf(index, box)} label={`${labelOf(box)}`} />);
  const shown = memberBoxes.slice(COLUMNS).filter((box) => usual.includes(keyOf(box)) || more.includes(keyOf(box)));
  return (
    <fieldset className="form-member">
      <legend>
        {title}
        {name !== '' && `：${name}`}
      </legend>
      <div className="form-row">{fields(memberBoxes.slice(0, COLUMNS))}</div>
      <div className="form-row">{fields(shown)}</div>
      <button type="button" className="form-remove" onClick={onRemove}>
        去掉{title}
      </button>
    </fieldset>
  );
}

const usual = ['occupationStatus', 'employerOrSchool', 'politicalStatus', 'medicalInsurance', 'hukouType'];

/** What is asked of this member alone, and what is filled in: one word, so that a reader can tell whether it changed. */
function shownBelow(member: Record<string, unknown>): string {
  const asked = [
    ...(member.health === '残疾' ? ['disability', 'disabilityGrade'] : []),
    ...(member.idNumber === undefined ? ['noIdNumberReason'] : []),
  ];
  const filled = ['disability', 'disabilityGrade', 'noIdNumberReason'].filter((key) => member[key] !== undefined);
  return [...new Set([...asked, ...filled])].toSorted().join(' ');
}
