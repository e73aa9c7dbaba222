import type { AnswerOf } from '../../../shared/contract/types.ts';
import { checkForm } from '../../../shared/form/check.ts';
import type { Fault } from '../../../shared/form/faults.ts';
import type { DraftForm, Member } from '../../../shared/form/form.ts';
import { missingPapers, type RequiredPaper } from '../../../shared/form/papers.ts';
import { fieldOf, labelOf, pointerOf, type Step, valueAt } from '../../../shared/form/pointers.ts';
import { readIdNumber } from '../../../shared/identity/id-number.ts';
import { bringDivisionNames, hasDivisionNames } from '../../platform/division-names.ts';
import { type Kind, kindOf, sectionOf } from './boxes.ts';
import { read, textOf } from './texts.ts';

/** What stands in a box and is none of its values: '1,4' among the amounts. It is kept until it is corrected. */
export interface Unread {
  pointer: string;
  text: string;
}

/** What is filled in beside the form, and handed in with it. */
export interface Beside {
  /** 告知同意 as far as they are filled in, one a person at most. */
  consents: readonly Agreed[];
  /** What a changed review says was found. */
  opinion: string;
}
export type Agreed = NonNullable<AnswerOf<'getScratch'>['content']>['consents'][number];

/** Of a fault that is no rule of the form: the box cannot be read. It has no E-number. */
export const UNREAD = 0;
const REQUIRED = 1102;

/** Sections that a form has in any case, so that each empty box in them is named by itself. */
const whole: DraftForm = { worker: {}, household: {}, members: [], causes: {} };
const kept = Object.keys(whole);

/** How long after the last key the whole form is judged, in ms. */
const JUDGED_AFTER = 250;

type Row = Partial<Member>;

/**
 * The form as it is being filled in. Boxes listen for themselves, so that a key redraws one box; the rules of the whole
 * form (`checkForm`, the project's own) are asked when the hands rest.
 */
export class FormStore {
  form: DraftForm;
  /** A name for each member that stays theirs when others come and go. */
  rows: readonly number[];
  faults: readonly Fault[] = [];
  warnings: readonly Fault[] = [];
  /** Whether everything that is missing is named: after somebody asked to have their answers checked. */
  asked = false;
  /** Rises with each change of what is filled in. */
  changes = 0;
  /** ISO date: today. */
  readonly day: string;
  private typed: Map<string, string>;
  private readonly listeners = new Set<() => void>();
  private byPointer = new Map<string, readonly Fault[]>();
  /** What was filled in from an ID number, and may be filled in anew from it. */
  private readonly derived = new Map<string, string>();
  private required: readonly RequiredPaper[] = [];
  private accepted: ReadonlySet<string> = new Set();
  private editing: string | undefined;
  private names = 0;
  private removed: { at: number; row: Row; unread: Unread[] } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  beside: Beside;

  constructor(
    form: DraftForm,
    today: string,
    unread: readonly Unread[] = [],
    beside: Beside = { consents: [], opinion: '' },
  ) {
    this.form = { ...whole, ...form };
    this.beside = beside;
    this.day = today;
    this.typed = new Map(unread.map(({ pointer, text }) => [pointer, text]));
    this.rows = (this.form.members ?? []).map(() => this.names++);
    this.judge();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  text(kind: Kind, path: readonly Step[]): string {
    return this.typed.get(pointerOf(path)) ?? textOf(kind, valueAt(this.form, path));
  }

  /** What somebody has put into a box, key by key. */
  type(kind: Kind, path: readonly Step[], text: string): void {
    const pointer = pointerOf(path);
    const said = read(kind, text);
    const value = 'fault' in said ? undefined : said.value;
    this.put(path, value);
    if ('fault' in said || textOf(kind, value) !== text) this.typed.set(pointer, text);
    else this.typed.delete(pointer);
    this.derived.delete(pointer);
    this.changed();
  }

  /** A value that was offered, or follows from another. */
  fill(path: readonly Step[], value: unknown): void {
    this.put(path, value);
    this.typed.delete(pointerOf(path));
    this.changed();
    this.judge();
  }

  /** While somebody is in a box, it is not told what is not yet wrong. */
  enter(path: readonly Step[]): void {
    this.editing = pointerOf(path);
    // A quarter of what the page weighs: nobody waits for it who only opens the form.
    const arrived = () => this.tell();
    if (!hasDivisionNames()) void bringDivisionNames().then(arrived, () => undefined);
  }

  leave(kind: Kind, path: readonly Step[]): void {
    const pointer = pointerOf(path);
    if (this.editing === pointer) this.editing = undefined;
    if (!('fault' in read(kind, this.typed.get(pointer) ?? ''))) this.typed.delete(pointer);
    if (kind === 'idNumber') this.fillFrom(path);
    this.judge();
  }

  /** Birth date and sex from an ID number, where nobody has written them: what is written is never changed unasked. */
  private fillFrom(path: readonly Step[]): void {
    const number = valueAt(this.form, path);
    if (typeof number !== 'string') return;
    const { value } = readIdNumber(number);
    if (value === null) return;
    const person = path.slice(0, -1);
    for (const key of ['birthDate', 'sex'] as const) {
      const where = [...person, key];
      const pointer = pointerOf(where);
      const before = valueAt(this.form, where);
      if (before !== undefined && this.derived.get(pointer) !== before) continue;
      if (before === value[key]) continue;
      this.put(where, value[key]);
      this.derived.set(pointer, value[key]);
      this.changed();
    }
  }

  addMember(): number {
    this.form = { ...this.form, members: [...(this.form.members ?? []), {}] };
    this.rows = [...this.rows, this.names++];
    this.changed();
    this.judge();
    return this.rows.length - 1;
  }

  removeMember(at: number): void {
    const members = this.form.members ?? [];
    const start = `/members/${at}/`;
    const unread = this.unread().filter(({ pointer }) => pointer.startsWith(start));
    this.removed = { at, row: members[at] as Row, unread };
    this.form = { ...this.form, members: members.filter((_, index) => index !== at) };
    this.rows = this.rows.filter((_, index) => index !== at);
    this.shift(at, -1);
    this.changed();
    this.judge();
  }

  /** Who was taken out last, and can be put back. */
  get undoable(): string | undefined {
    return this.removed && (this.removed.row.name ?? `第${this.removed.at + 1}位家庭成员`);
  }

  undoRemoval(): void {
    if (!this.removed) return;
    const { at, row, unread } = this.removed;
    this.removed = undefined;
    this.shift(at - 1, 1);
    const members = [...(this.form.members ?? [])];
    members.splice(at, 0, row);
    this.form = { ...this.form, members };
    this.rows = [...this.rows.slice(0, at), this.names++, ...this.rows.slice(at)];
    for (const { pointer, text } of unread) this.typed.set(pointer, text);
    this.changed();
    this.judge();
  }

  /** What is remembered by the place of a member follows them; of the member at `at` it is forgotten. */
  private shift(at: number, by: 1 | -1): void {
    for (const map of [this.typed, this.derived]) {
      const moved = [...map].flatMap(([pointer, text]): [string, string][] => {
        const [, place, rest] = /^\/members\/(\d+)(\/.*)$/.exec(pointer) ?? [];
        if (place === undefined || Number(place) < at) return [[pointer, text]];
        if (Number(place) === at) return by < 0 ? [] : [[pointer, text]];
        return [[`/members/${Number(place) + by}${rest}`, text]];
      });
      map.clear();
      for (const [pointer, text] of moved) map.set(pointer, text);
    }
  }

  /** What the province requires, and what there is of it: kinds of accepted attachments. */
  setPapers(required: readonly RequiredPaper[], accepted: readonly string[]): void {
    this.required = required;
    this.accepted = new Set(accepted);
    this.judge();
  }

  setBeside(change: Partial<Beside>): void {
    this.beside = { ...this.beside, ...change };
    this.changes += 1;
    this.tell();
  }

  /** Another form in place of this one, made of what two people filled in. */
  replace(form: DraftForm, unread: readonly Unread[] = []): void {
    this.form = { ...whole, ...form };
    this.typed = new Map(unread.map(({ pointer, text }) => [pointer, text]));
    this.rows = (this.form.members ?? []).map(() => this.names++);
    this.derived.clear();
    this.removed = undefined;
    this.changed();
    this.judge();
  }

  unread(): Unread[] {
    return [...this.typed]
      .filter(([pointer]) => this.unreadAt(pointer) !== undefined)
      .map(([pointer, text]) => ({ pointer, text }));
  }

  private unreadAt(pointer: string): string | undefined {
    const text = this.typed.get(pointer);
    return text === undefined || valueAt(this.form, pathOf(pointer)) !== undefined ? undefined : text;
  }

  /** What is wrong with a box, as long as nobody is at it. */
  faultsAt(pointer: string): readonly Fault[] {
    return pointer === this.editing ? none : (this.byPointer.get(pointer) ?? none);
  }

  /** How many boxes of a section are wrong, and how many are still empty. */
  countsIn(section: string): { wrong: number; missing: number } {
    const here = this.faults.filter(({ pointer }) => sectionOf(pointer) === section);
    const missing = here.filter(({ code }) => code === REQUIRED).length;
    return { wrong: here.length - missing, missing };
  }

  /** Names from now on also what is missing. */
  ask(): readonly Fault[] {
    this.asked = true;
    this.judge();
    return this.faults;
  }

  /** Judges the form at once. */
  readonly judge = (): void => {
    clearTimeout(this.timer);
    const { faults, warnings } = checkForm(this.form, { today: this.day });
    const unread = this.unread().map(
      ({ pointer, text }): Fault => ({
        pointer,
        code: UNREAD,
        message: `${labelOf(pathOf(pointer))}${unreadable(pointer, text)}`,
      }),
    );
    const said = new Set(unread.map(({ pointer }) => pointer));
    const rest = [...faults, ...missingPapers(this.required, this.form, this.accepted)];
    this.faults = [...unread, ...rest.filter(({ pointer }) => !said.has(pointer))];
    this.warnings = warnings;
    const shown = this.asked ? this.faults : this.faults.filter(({ code }) => code !== REQUIRED);
    const next = new Map<string, readonly Fault[]>();
    for (const each of [...shown, ...warnings]) {
      next.set(each.pointer, [...(next.get(each.pointer) ?? []), each]);
    }
    // What is said as before is the same list: its box need not be drawn anew.
    for (const [pointer, list] of next) {
      const before = this.byPointer.get(pointer);
      if (before && JSON.stringify(before) === JSON.stringify(list)) next.set(pointer, before);
    }
    this.byPointer = next;
    this.tell();
  };

  private put(path: readonly Step[], value: unknown): void {
    this.form = placed(this.form, path, value) as DraftForm;
    const [section] = path as [string];
    const part = this.form[section as keyof DraftForm];
    if (!kept.includes(section) && isEmpty(part)) {
      const { [section as keyof DraftForm]: _, ...rest } = this.form;
      this.form = rest;
    }
  }

  private changed(): void {
    this.changes += 1;
    this.tell();
    clearTimeout(this.timer);
    this.timer = setTimeout(this.judge, JUDGED_AFTER);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const none: readonly Fault[] = [];

/** Why a box cannot be read, and how its kind is written. */
function unreadable(pointer: string, text: string): string {
  const kind = kindOf(fieldOf(pathOf(pointer)));
  const said = kind && read(kind, text);
  return said && 'fault' in said ? said.fault : `认不出来，现为“${text}”`;
}

const isEmpty = (part: unknown): boolean =>
  part === undefined || (typeof part === 'object' && part !== null && Object.keys(part).length === 0);

/** A JSON pointer's steps; digits are places in a list. */
export function pathOf(pointer: string): Step[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** A copy with a value at a path; undefined takes the box out. */
export function placed(root: unknown, path: readonly Step[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(root)) return root.map((item, index) => (index === step ? placed(item, rest, value) : item));
  const { [step]: before, ...others } = (root ?? {}) as Record<Step, unknown>;
  const next = placed(before, rest, value);
  return next === undefined ? others : { ...others, [step]: next };
}
