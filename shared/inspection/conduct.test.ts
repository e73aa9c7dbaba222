import { expect, it } from 'vitest';
import { memoryApp } from '../../test/support/memory/app.ts';
import { an } from '../dossier/actions.fixture.ts';
import type { Action } from '../dossier/actions.ts';
import type { JournalEntry } from '../dossier/journal.ts';
import { chain, firstHash } from '../dossier/journal.ts';
import { journeys } from '../dossier/journeys.fixture.ts';
import { type Clerk, conductOf, type Read, type Watched } from './conduct.ts';
import { type ConductKind, mostConductEntries } from './conduct-words.ts';

const { profile } = memoryApp();
const period = { from: '2026-11-01', until: '2026-11-30' };
const clerks = new Map<string, Clerk>([
  ['reviewer-1', { roles: ['reviewer'], orgPath: '530000/530100/530102' }],
  ['auditor-1', { roles: ['auditor'], orgPath: '530000' }],
  ['surveyor-2', { roles: ['surveyor'], orgPath: '530000/530100/530102' }],
]);

type Said = readonly [action: Action, by: string, at: string];

function journal(id: string, said: readonly Said[]): JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (const [action, by, at] of said) {
    const actor = { kind: by === 'system' ? ('system' as const) : ('staff' as const), id: by };
    const last = entries.at(-1);
    entries.push(chain(id, entries.length + 1, last?.hash ?? firstHash, { action, actor, at, on: at.slice(0, 10) }));
  }
  return entries;
}

const report = (watched: readonly Watched[]) => conductOf(watched, clerks, period, profile);
const line = (watched: readonly Watched[], kind: ConductKind) =>
  report(watched).lines.find((each) => each.kind === kind);
const read = (by: string, at: string): Read => ({ kind: 'detail', by, at });
const minute = (n: number): string => new Date(Date.parse('2026-11-10T02:00:00Z') + n * 60_000).toISOString();
/** A journey, a minute a step, each by whoever `by` says. */
const walked = (id: string, actions: readonly Action[], by: (action: Action) => string): JournalEntry[] =>
  journal(
    id,
    actions.map((action, n) => [action, by(action), minute(n)] as const),
  );
const byPart = ({ type }: Action): string =>
  type === 'recordSurvey' ? 'surveyor-2' : type === 'decide' ? 'approver-1' : 'registrar-1';
const surveying = walked('a', journeys.surveying, byPart);

it('本人凭验证码看的记在核验的人名下，不算是他看的', () => {
  const reads: Read[] = [{ kind: 'ownByCode', by: 'stranger', at: '2026-11-12T02:00:00Z' }];
  expect(line([{ id: 'a', entries: surveying, reads }], 'readWithoutTask')?.count).toBe(0);
});

it('一个人核验了二十户以上的联系方式，户户列出；十九户的不列', () => {
  const verifying = (n: number): Watched[] =>
    Array.from({ length: n }, (_, at) => ({
      ...{ id: `d${at}`, reads: [] },
      entries: [...surveying, ...journal(`d${at}`, [[an.verifyContact(), 'registrar-1', '2026-11-12T02:00:00Z']])],
    }));
  expect(line(verifying(19), 'manyContacts')?.count).toBe(0);
  expect(line(verifying(20), 'manyContacts')).toMatchObject({ count: 20, people: [{ by: 'registrar-1', of: 20 }] });
});

it('看了没有办过的一户，当时也没有该他办的，算没有事由；办过的、轮到他那个职责办的、抽查人，不算', () => {
  const reads = [
    read('reviewer-1', '2026-11-12T02:00:00Z'),
    read('stranger', '2026-11-12T02:00:00Z'),
    read('surveyor-2', '2026-11-12T02:00:00Z'),
    read('registrar-1', '2026-11-12T02:00:00Z'),
    read('auditor-1', '2026-11-12T02:00:00Z'),
  ];
  const found = line([{ id: 'a', entries: surveying, reads }], 'readWithoutTask');
  expect(found?.people.map(({ by }) => by).sort()).toEqual(['reviewer-1', 'stranger']);
  expect(found?.people[0]?.acts).toEqual([{ dossier: 'a', version: null, at: '2026-11-12T02:00:00Z', what: 'detail' }]);
  expect(report([{ id: 'a', entries: surveying, reads }]).opened).toEqual([
    { by: 'auditor-1', readings: 1, households: 1 },
  ]);
});

it('三十天以前办过的不算事由；不在这段时间里的查阅不数', () => {
  const late = [read('registrar-1', '2026-11-30T02:00:00Z'), read('registrar-1', '2026-12-20T02:00:00Z')];
  const old = journal('a', [[an.createDraft(), 'registrar-1', '2026-09-01T02:00:00Z']]);
  expect(line([{ id: 'a', entries: old, reads: late }], 'readWithoutTask')?.count).toBe(1);
});

it('没有看过就决定的、替别人决定的，数得出；看过的不算', () => {
  const entries = walked('a', journeys.approved, byPart);
  const decided = entries.find(({ action }) => action.type === 'decide') as JournalEntry;
  expect(line([{ id: 'a', entries, reads: [] }], 'unread')).toMatchObject({
    count: 1,
    people: [{ by: 'approver-1', count: 1, of: 1, acts: [{ version: decided.version, what: 'decide' }] }],
  });
  expect(line([{ id: 'a', entries, reads: [read('approver-1', decided.at)] }], 'unread')?.count).toBe(0);
  const searched: Read[] = [{ kind: 'search', by: 'approver-1', at: decided.at }];
  expect(line([{ id: 'a', entries, reads: searched }], 'unread')?.count).toBe(1);
  // The one who was asked is another, by the fixture.
  expect(line([{ id: 'a', entries, reads: [] }], 'standIn')?.count).toBe(1);
});

it('一分钟之内接连决定的，第一件不算；二十件都一样的，列出来，有一件不一样就不列', () => {
  const many = (n: number, other = false): Watched[] =>
    Array.from({ length: n }, (_, index) => {
      const decision = other && index === 0 ? an.decide({ decision: 'return' }) : an.decide();
      const at = new Date(Date.parse('2026-11-10T02:00:00Z') + index * 30_000).toISOString();
      return { id: `d${index}`, entries: journal(`d${index}`, [[decision, 'approver-1', at]]), reads: [] };
    });
  expect(line(many(20), 'fast')).toMatchObject({ count: 19, people: [{ by: 'approver-1', count: 19, of: 20 }] });
  expect(line(many(20), 'alike')?.count).toBe(20);
  expect(line(many(19), 'alike')?.count).toBe(0);
  expect(line(many(25, true), 'alike')?.count).toBe(0);
  expect(line(many(20), 'fast')?.people[0]?.acts).toHaveLength(mostConductEntries - 1);
});

it('写的日子早三十天以上的是补记，更正的另算', () => {
  const entries = journal('a', [
    [an.recordAid({ givenOn: '2026-10-01' }), 'registrar-1', '2026-11-10T02:00:00Z'],
    [an.recordAid({ givenOn: '2026-10-11' }), 'registrar-1', '2026-11-10T02:01:00Z'],
    [an.correctAid({ givenOn: '2026-01-01' }), 'registrar-1', '2026-11-10T02:02:00Z'],
  ]);
  expect(line([{ id: 'a', entries, reads: [] }], 'backdated')).toMatchObject({ count: 1, people: [{ of: 3 }] });
  expect(line([{ id: 'a', entries, reads: [] }], 'corrected')?.count).toBe(1);
});

it('记过两次逾期的一户列一次，不归哪一个人；记过一次的不列', () => {
  const overdue = (id: string, times: number): Watched => ({
    id,
    reads: [],
    entries: journal(
      id,
      Array.from({ length: times }, (_, n) => [an.markOverdue(), 'system', minute(n)] as const),
    ),
  });
  const found = line([overdue('a', 1), overdue('b', 3)], 'late');
  expect(found).toMatchObject({ count: 1, people: [{ by: null, acts: [{ dossier: 'b', version: 3 }] }] });
});
