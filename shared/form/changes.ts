import type { DraftForm } from './form.ts';
import { fieldOf, type Step } from './pointers.ts';

/** Where something stands in a form, and what it says there. */
interface Said {
  path: readonly Step[];
  value: unknown;
}

/** One box that two forms of a household fill in differently, or somebody who is in one of them alone. */
export interface Change {
  /** Without positions: `members[].health`; `members[]` for somebody who came or left, `attachments[]` likewise. */
  field: string;
  /** Null where the form before, or the one after, says nothing. */
  before: Said | null;
  after: Said | null;
}

type Members = NonNullable<DraftForm['members']>;
type Member = Members[number];

/**
 * What a form changes of the one before, box by box in the order of the form. A member is compared with the same person,
 * wherever they stand in the list; one without a counterpart came or left.
 */
export function changesBetween(before: DraftForm, after: DraftForm): Change[] {
  const { members: were = [], attachments: had = [], ...rest } = before;
  const { members: are = [], attachments: has = [], ...now } = after;
  return [...boxes([], rest, [], now), ...memberChanges(were, are), ...listed('attachments', had, has)];
}

/** The boxes below two places that say different things; a list of words is one box. */
function boxes(from: readonly Step[], before: unknown, to: readonly Step[], after: unknown): Change[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isGroup(before) && !isGroup(after)) {
    return [{ field: fieldOf(to), before: said(from, before), after: said(to, after) }];
  }
  const [left, right] = [isGroup(before) ? before : {}, isGroup(after) ? after : {}];
  const names = [...new Set([...Object.keys(right), ...Object.keys(left)])];
  return names.flatMap((name) => boxes([...from, name], boxOf(left, name), [...to, name], boxOf(right, name)));
}

function memberChanges(before: Members, after: Members): Change[] {
  const pairs = paired(before, after);
  const came = after.flatMap((member, to): Change[] => {
    const from = pairs.get(to);
    if (from === undefined) {
      return [{ field: 'members[]', before: null, after: { path: ['members', to], value: member } }];
    }
    return boxes(['members', from], before[from], ['members', to], member);
  });
  const stayed = new Set(pairs.values());
  const left = before.flatMap((member, from): Change[] =>
    stayed.has(from) ? [] : [{ field: 'members[]', before: { path: ['members', from], value: member }, after: null }],
  );
  return [...came, ...left];
}

/** By what somebody is taken for the same person, the surest first: a number may have been corrected, or a name. */
const sameBy: readonly ((member: Member) => string | undefined)[] = [
  ({ idNumber }) => idNumber,
  ({ name, birthDate }) => (name && birthDate ? `${name} ${birthDate}` : undefined),
  ({ name, relation }) => (name && relation ? `${name} ${relation}` : undefined),
];

/** Positions of members in the list after, each with the position of the same person in the list before. */
function paired(before: Members, after: Members): Map<number, number> {
  const pairs = new Map<number, number>();
  for (const keyOf of sameBy) {
    const taken = new Set(pairs.values());
    const open = before.flatMap((member, from) => (taken.has(from) ? [] : [{ key: keyOf(member), from }]));
    for (const [to, member] of after.entries()) {
      const key = pairs.has(to) ? undefined : keyOf(member);
      const found = key === undefined ? -1 : open.findIndex((each) => each.key === key);
      if (found >= 0) pairs.set(to, (open.splice(found, 1)[0] as { from: number }).from);
    }
  }
  return pairs;
}

/** Entries of a list that are in one of the two alone. */
function listed(name: 'attachments', before: readonly unknown[], after: readonly unknown[]): Change[] {
  const only = (these: readonly unknown[], those: readonly unknown[]) => {
    const known = new Set(those.map((each) => JSON.stringify(each)));
    return these.flatMap((value, i) => (known.has(JSON.stringify(value)) ? [] : [{ path: [name, i], value }]));
  };
  return [
    ...only(after, before).map((each): Change => ({ field: `${name}[]`, before: null, after: each })),
    ...only(before, after).map((each): Change => ({ field: `${name}[]`, before: each, after: null })),
  ];
}

const said = (path: readonly Step[], value: unknown): Said | null => (value === undefined ? null : { path, value });
const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const boxOf = (group: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(group, name) ? group[name] : undefined;

/**
 * A form with some boxes filled in anew: those that are named, section by section, and null empties one (as RFC 7396 has
 * it). A list is replaced whole. What comes of it is judged by whoever asked for it.
 */
export function withChanges(form: DraftForm, changes: Readonly<Record<string, unknown>>): unknown {
  return merged(form, changes, (section, change) =>
    isGroup(change) ? merged(isGroup(section) ? section : {}, change, (_, box) => box) : change,
  );
}

function merged(
  before: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
  of: (before: unknown, change: unknown) => unknown,
): Record<string, unknown> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(changes)])];
  return Object.fromEntries(
    names.flatMap((name): [string, unknown][] => {
      if (!Object.hasOwn(changes, name)) return [[name, before[name]]];
      const change = changes[name];
      return change === null ? [] : [[name, of(boxOf(before, name), change)]];
    }),
  );
}
