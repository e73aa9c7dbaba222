import { fieldLabels } from '../../../shared/form/fields.ts';
import type { DraftForm } from '../../../shared/form/form.ts';
import { labelOf as placeOf, pointerOf, type Step, valueAt } from '../../../shared/form/pointers.ts';
import { type Box, memberBoxes, sections } from './boxes.ts';
import { pathOf, placed, type Unread } from './store.ts';
import { textOf } from './texts.ts';

/** What stands on one screen: the form, and what of it no box takes. */
export interface Version {
  form: DraftForm;
  unread: readonly Unread[];
}

/** One box, or one list, in which two versions differ. */
export interface Difference {
  pointer: string;
  label: string;
  mine: string;
  theirs: string;
}

/** Lists that are taken whole: where the two have different people in them, their boxes are not each other's. */
const lists = { '/members': '家庭主要成员', '/attachments': '表上列名的附件' } as const;

export function differences(mine: Version, theirs: Version): Difference[] {
  const [ours, others] = [mine.form.members ?? [], theirs.form.members ?? []];
  const boxes = sections.filter(({ key }) => key !== 'members').flatMap((section) => section.boxes);
  const apart = [
    ...boxes.map((box) => differing(box, box.field.split('.'), fieldLabels[box.field], mine, theirs)),
    ...(ours.length === others.length
      ? ours.flatMap((_, index) =>
          memberBoxes.map((box) => {
            const path = ['members', index, box.field.replace('members[].', '')];
            return differing(box, path, placeOf(path), mine, theirs);
          }),
        )
      : [whole('/members', named(ours), named(others))]),
    whole('/attachments', listed(mine.form), listed(theirs.form)),
    whole('/codeLists', mine.form.codeLists ?? '', theirs.form.codeLists ?? ''),
  ];
  return apart.filter((each) => each !== undefined);
}

function differing(
  box: Box,
  path: readonly Step[],
  label: string,
  mine: Version,
  theirs: Version,
): Difference | undefined {
  const text = ({ form, unread }: Version) =>
    unread.find(({ pointer }) => pointer === pointerOf(path))?.text ?? textOf(box.kind, valueAt(form, path));
  const [ours, others] = [text(mine), text(theirs)];
  return ours === others ? undefined : { pointer: pointerOf(path), label, mine: ours, theirs: others };
}

function whole(pointer: string, mine: string, theirs: string): Difference | undefined {
  const label = Object.hasOwn(lists, pointer) ? lists[pointer as keyof typeof lists] : fieldLabels.codeLists;
  return mine === theirs ? undefined : { pointer, label, mine, theirs };
}

const named = (members: NonNullable<DraftForm['members']>): string =>
  members.map(({ name, relation }) => `${relation ?? ''}${name ?? '（未填姓名）'}`).join('、') || '（没有）';
const listed = ({ attachments = [] }: DraftForm): string =>
  attachments.map(({ type, name }) => `${type ?? ''} ${name ?? ''}`).join('、');

/** Mine, with theirs where that was chosen. */
export function chosen(mine: Version, theirs: Version, fromThem: ReadonlySet<string>): Version {
  const isTheirs = (pointer: string) =>
    fromThem.has(pointer) || (fromThem.has('/members') && pointer.startsWith('/members/'));
  const form = [...fromThem].reduce((all, pointer) => {
    const path = pathOf(pointer);
    return placed(all, path, valueAt(theirs.form, path)) as DraftForm;
  }, mine.form);
  const unread = [
    ...mine.unread.filter(({ pointer }) => !isTheirs(pointer)),
    ...theirs.unread.filter(({ pointer }) => isTheirs(pointer)),
  ];
  return { form, unread };
}
