import { isDeepStrictEqual } from 'node:util';
import { type Client, Refused } from '../../shared/contract/client.ts';
import type { PersonEntry, Row, UnionEntry } from './rows.ts';

type Call = Client['call'];

/** What importing a file would do: the rows that are new or differ from what is registered; the others stay as they are. */
export interface Plan<T> {
  added: Row<T>[];
  changed: Row<T>[];
  same: number;
}

/** What is registered now, and how often it was put by then. */
interface Known {
  revision: number;
  is: object;
}

/** Asks what is registered, and changes nothing. */
export async function planPeople(call: Call, rows: readonly Row<PersonEntry>[]): Promise<Plan<PersonEntry>> {
  const known = new Map<string, Known>();
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const { body } = await call('listPeople', cursor === undefined ? {} : { query: { cursor } });
    for (const { union: _, revision, standIn, ...person } of body.people) {
      const by = standIn && { by: standIn.by, from: standIn.from, to: standIn.to };
      known.set(person.id, { revision, is: { ...person, roles: person.roles.toSorted(), standIn: by } });
    }
    cursor = body.cursor;
  }
  return planOf(
    rows,
    (entry) => known.get(entry.id),
    (entry) => ({ ...entry, roles: entry.roles.toSorted() }),
  );
}

/** Likewise, of unions. */
export async function planUnions(call: Call, rows: readonly Row<UnionEntry>[]): Promise<Plan<UnionEntry>> {
  const known = new Map<string, Known>();
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const { body } = await call('listUnions', cursor === undefined ? {} : { query: { cursor } });
    for (const { revision, ...is } of body.unions) known.set(is.orgPath, { revision, is });
    cursor = body.cursor;
  }
  return planOf(
    rows,
    (entry) => known.get(entry.orgPath),
    (entry) => entry,
  );
}

/** Of what changes, what was seen of it goes along: changed by somebody else before it is put, the row is refused. */
function planOf<T>(
  rows: readonly Row<T>[],
  find: (entry: T) => Known | undefined,
  compared: (entry: T) => object,
): Plan<T> {
  const added = rows.filter(({ entry }) => find(entry) === undefined);
  const changed = rows.flatMap(({ row, entry }) => {
    const before = find(entry);
    if (before === undefined || isDeepStrictEqual(before.is, compared(entry))) return [];
    return [{ row, entry: { ...entry, revision: before.revision } }];
  });
  return { added, changed, same: rows.length - added.length - changed.length };
}

/**
 * Puts them one by one, whoever is to stand in for others before these. Broken off, it is run again: what was put by then
 * is the same and is left out. Answers what the system refused, by row.
 */
export async function putPeople(call: Call, rows: readonly Row<PersonEntry>[]): Promise<string[]> {
  const inOrder = [...rows].sort((a, b) => Number(a.entry.standIn !== null) - Number(b.entry.standIn !== null));
  return putAll(inOrder, ({ id, ...body }) => call('putPerson', { params: { id }, body }));
}

export function putUnions(call: Call, rows: readonly Row<UnionEntry>[]): Promise<string[]> {
  return putAll(rows, (body) => call('putUnion', { body }));
}

async function putAll<T>(rows: readonly Row<T>[], put: (entry: T) => Promise<unknown>): Promise<string[]> {
  const refused: string[] = [];
  for (const { row, entry } of rows) {
    const problem = await unlessRefused(() => put(entry));
    if (problem) refused.push(`第 ${row} 行：${problem}`);
  }
  return refused;
}

/** What a refusal says; one that asks to wait is waited for. Refusals that the next row would meet as well are thrown. */
async function unlessRefused(work: () => Promise<unknown>): Promise<string | undefined> {
  for (;;) {
    try {
      await work();
      return undefined;
    } catch (error) {
      if (!(error instanceof Refused) || error.status === 401 || error.status === 403) throw error;
      if (error.status !== 429) {
        const faults = error.problem.faults?.map(({ message }) => message) ?? [];
        return faults.length > 0 ? faults.join('；') : (error.problem.detail ?? error.problem.title ?? '没有收下');
      }
      await new Promise((resolve) => setTimeout(resolve, (error.retryAfter ?? 1) * 1000));
    }
  }
}
