import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryApp } from '../../test/support/memory/app.ts';
import { bytesOf } from '../../test/support/memory/values.ts';
import { MAX_ATTACHMENTS } from '../attachments/upload.ts';
import { an, duplicate } from '../dossier/actions.fixture.ts';
import type { Action } from '../dossier/actions.ts';
import { id, recorded } from '../dossier/journeys.fixture.ts';
import { mostObjections } from '../dossier/objection-list.ts';
import { type Actor, type DossierState, reduce } from '../dossier/state.ts';
import { evidenceKinds } from '../duplicates/evidence.ts';
import { mostAidEntries } from '../ledger/aid.ts';
import { mostVisits } from '../ledger/visit.ts';
import { dossiers, table } from '../services/services.ts';
import type { Dossier, HeadFacts } from './dossier-reader.ts';
import { joined, packed, parted, partWrites } from './head-parts.ts';
import { keys } from './keys.ts';
import { mostDuplicates } from './traces.ts';

let texts = 0;
/** A sealed text, unlike every other, whose clear text had so many bytes. */
const sealedOf = (bytes: number) => ({
  iv: 'i'.repeat(16),
  text: String(++texts).padStart(Math.ceil((bytes + 16) / 3) * 4, 't'),
});
/** 汉字 of a body's limits, in bytes. */
const letters = (n: number) => n * 3;
const numbered = (n: number) => `${'x'.repeat(22)}${String(n).padStart(4, '0')}`;
const times = <T>(n: number, make: (index: number) => T): T[] => Array.from({ length: n }, (_, index) => make(index));

/** How full each list is. */
interface Fill {
  attachments: number;
  exemptions: number;
  duplicates: number;
  rulings: number;
  mergers: number;
  unverified: number;
  objections: number;
  handlers: number;
  locks: number;
  levels: number;
  aid: number;
  visits: number;
}
/** As many as anything lets there be. Who may handle a household nothing limits: that many are more than a county has. */
const most: Fill = {
  attachments: MAX_ATTACHMENTS,
  exemptions: 12,
  duplicates: mostDuplicates,
  rulings: mostDuplicates,
  mergers: 20,
  unverified: mostObjections.unverified,
  objections: mostObjections.listed,
  handlers: 40,
  locks: 80,
  levels: 3,
  aid: mostAidEntries,
  visits: mostVisits,
};

/** A journal unkind in every way, as the rules would let it grow in many years. */
function stateOf(fill: Fill): DossierState {
  const staff = (index: number): Actor => ({ kind: 'staff', id: `staff-${'y'.repeat(26)}${index}` });
  const by = (actor: Actor, action: Action) => ({ ...recorded(action), actor });
  const found = times(fill.duplicates, (n) =>
    duplicate({
      dossier: numbered(n),
      reasons: times(6, (m) => ({
        kind: evidenceKinds[m] as (typeof evidenceKinds)[number],
        pointer: `/members/${m}/idNumber`,
        sentence: '姓名的读音相同，身份证号除一位外都相同，家庭住址是同一个门牌。',
      })),
    }),
  );
  const journal = [
    by(staff(0), an.createDraft()),
    ...times(fill.handlers, (n) => by(staff(n), an.saveForm({ form: n + 1 }))),
    ...times(fill.attachments, (n) =>
      recorded(an.addAttachment({ attachment: numbered(n), kind: sealedOf(letters(20)) })),
    ),
    recorded(an.submit()),
    recorded(an.assess({ category: '深度困难职工' })),
    ...times(fill.exemptions, (n) =>
      recorded({
        type: 'exempt',
        exclusion: `exclusion-${n}`,
        ruling: sealedOf(letters(1000) + 500),
        evidence: times(10, numbered),
      }),
    ),
    recorded(an.findDuplicates({ found })),
    ...times(fill.rulings, (n) =>
      recorded(an.ruleDuplicate({ dossier: numbered(n), reason: sealedOf(letters(1000)) })),
    ),
    ...times(fill.mergers, (n) =>
      recorded(an.absorb({ dossier: numbered(500 + n), stoodFor: [], reason: sealedOf(letters(1000)) })),
    ),
    ...times(fill.handlers, (n) => by(staff(n), an.recordSurvey({ findings: sealedOf(letters(2100)) }))),
    recorded(an.openNotice()),
    ...times(fill.objections, (n) =>
      recorded(an.raiseObjection({ objection: n + 1, sender: n < fill.unverified ? 'anonymous' : 'verified' })),
    ),
    recorded(an.closeNotice()),
    ...times(fill.levels, (n) => [
      recorded(an.requestApproval({ request: n + 1, level: n + 1, last: n + 1 === fill.levels })),
      recorded(an.decide({ request: n + 1, opinion: sealedOf(letters(1000)) })),
    ]).flat(),
    recorded(an.register()),
    recorded(an.makePlan({ content: sealedOf(letters(20 * 200 + 1000)) })),
    recorded(an.signPlan()),
    recorded({
      type: 'issueCards',
      plan: 1,
      documents: times(4, (n) => ({
        kind: 'dossierForm',
        key: `printed/${id}/${numbered(n)}.pdf`,
        sha256: 'f'.repeat(64),
      })),
    }),
    // Half of them corrections, each of the one before it, and as many receipts as there are attachments.
    ...times(fill.aid, (n) =>
      recorded(
        n % 2 === 0
          ? an.recordAid({ aid: n + 1, receipt: n / 2 < fill.attachments ? numbered(n / 2) : null })
          : an.correctAid({ aid: n + 1, corrects: n }),
      ),
    ),
    ...times(fill.visits, (n) => recorded(an.recordVisit({ visit: n + 1 }))),
    recorded(an.markOverdue()),
  ];
  return reduce(id, journal) as DossierState;
}

const factsAt = ({ locks }: Fill): HeadFacts => ({
  maskedName: '欧*娜',
  locks: times(locks, (n) => `${'b'.repeat(40)}${n}`),
  absorbedLocks: times(Math.max(0, locks - 21), (n) => `${'b'.repeat(40)}${n}`),
  names: times(locks, (n) => `${'n'.repeat(40)}${n}`),
  registrarMail: sealedOf(200),
});

/** The head that is written when one more thing happens to such a dossier. */
async function headOf(fill: Fill) {
  const app = memoryApp();
  const state = stateOf(fill);
  const { version } = state;
  const facts = factsAt(fill);
  const before: Dossier = {
    id,
    version,
    hash: 'f'.repeat(64),
    state,
    listedAt: '2026-11-02T02:00:00.000Z',
    ...facts,
  };
  app.dynamoDb.put({ ...keys.head(id), version });
  const writes = partWrites(table(app), id, null, { state, facts });
  for (let from = 0; from < writes.length; from += 100) await table(app).transact(writes.slice(from, from + 100));
  await dossiers(app).record({
    id,
    before,
    action: an.stall(),
    actor: { kind: 'system', id: 'stall' },
    now: new Date(),
  });
  const items = app.dynamoDb.all<{ pk: string; sk: string }>().filter(({ pk }) => pk === keys.dossier(id));
  return { app, state, items };
}
const sizeOf = (item: object): number => bytesOf(marshall(item));

describe('档案头', () => {
  it('每张单子都满，也不到 16 KB；旁边的每一项放得下', async () => {
    const { app, state, items } = await headOf(most);
    const [head, ...parts] = items;
    expect(head?.sk).toBe('HEAD');
    expect(sizeOf(head as object)).toBeLessThan(16 * 1024);
    for (const part of parts) expect(sizeOf(part), part.sk).toBeLessThan(400 * 1024);
    const read = (await dossiers(app).get(id)).state;
    expect(read).toEqual({ ...state, version: state.version + 1, matter: read.matter });
  });

  it('各张单子不论几满，都不到 16 KB，读出来和写进去的一样', async () => {
    const fill = fc.record(
      Object.fromEntries(Object.entries(most).map(([name, limit]) => [name, fc.integer({ min: 1, max: limit })])) as {
        [Name in keyof Fill]: fc.Arbitrary<number>;
      },
    );
    await fc.assert(
      fc.asyncProperty(fill, async (fill) => {
        const { app, state, items } = await headOf(fill);
        expect(sizeOf(items[0] as object)).toBeLessThan(16 * 1024);
        const read = (await dossiers(app).get(id)).state;
        expect(read).toEqual({ ...state, version: state.version + 1, matter: read.matter });
      }),
      { numRuns: 15 },
    );
  });

  it('没有变的不再写；变短了的收回去，旁边的删掉', () => {
    const many = stateOf(most);
    const few = { ...many, matter: { ...many.matter, objections: many.matter.objections.slice(0, 1) } };
    const at = (before: object | null, after: object) =>
      partWrites(table(memoryApp()), id, before, after).map(({ item }) =>
        item.Put ? `+${item.Put.Item?.sk?.S}` : `-${item.Delete?.Key?.sk?.S}`,
      );
    expect(at(many, many)).toEqual([]);
    expect(at(few, many)).toEqual(['+HEAD#/matter/objections']);
    expect(at(many, few)).toEqual(['-HEAD#/matter/objections']);
    expect(at(null, many).length).toBe(parted(many).parts.size);
  });

  it('头和旁边的不是同一次写的，不当作一份：再读；总也对不上的，不猜', async () => {
    const after = stateOf(most);
    const { head: json, parts } = parted(after);
    const head = packed(json);
    const items = [...parts.values()].map((part) => ({ part }));
    expect(joined(head, items)).toEqual(after);
    expect(joined(head, [])).toBeUndefined();
    expect(joined(head, items.slice(1))).toBeUndefined();
    expect(joined(head, [...items.slice(1), { part: `${items[0]?.part} ` }])).toBeUndefined();

    const { app, items: stored } = await headOf(most);
    const objections = stored.find(({ sk }) => sk === 'HEAD#/state/matter/objections');
    app.dynamoDb.remove(objections as never);
    let reads = 0;
    app.dynamoDb.onCommand = (command) => {
      if (command instanceof QueryCommand && ++reads === 2) app.dynamoDb.put(objections as never);
      expect(command).not.toBeInstanceOf(GetItemCommand);
    };
    expect((await dossiers(app).get(id)).state.matter.objections).toHaveLength(300);
    app.dynamoDb.onCommand = () => undefined;
    app.dynamoDb.remove(objections as never);
    await expect(dossiers(app).get(id)).rejects.toThrow('lacks a part');
  });
});
