import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryApp } from '../../test/support/memory/app.ts';
import { bytesOf } from '../../test/support/memory/values.ts';
import { keyring, newDossierKeys, readings, table } from '../services/services.ts';
import { newId } from './ids.ts';
import { pageMark } from './page-mark.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 2, minute));
const detail = { kind: 'detail', by: 'reviewer-1' } as const;
const reason = { iv: 'b', text: 'c' };

/** Every page of a log, from the last reading to the first. */
async function whole(app: ReturnType<typeof memoryApp>, of: string) {
  const pages = [await readings(app).page(of)];
  for (;;) {
    const { cursor } = pages.at(-1) as (typeof pages)[number];
    if (cursor === null) return pages.map((page) => page.readings);
    pages.push(await readings(app).page(of, cursor));
  }
}

describe('查阅记录', () => {
  it('同一个人一刻钟之内再看同样的不另记，记下的是头一次；别人的、别的、过了这一刻钟的另记', async () => {
    const app = memoryApp();
    const record = (minute: number, reading: object = {}) =>
      readings(app).record('one', { ...detail, ...reading }, at(minute));
    await record(1);
    await record(1);
    await record(14);
    expect((await readings(app).page('one')).readings).toEqual([
      { ...detail, what: null, at: at(1).toISOString(), reason: null },
    ]);
    await record(14, { by: 'auditor-1' });
    await record(14, { kind: 'print', what: 'workerCard' });
    await record(14, { kind: 'print', what: 'bothCards' });
    await record(14, { kind: 'list', page: 'a' });
    await record(14, { kind: 'list', page: 'b' });
    await record(15);
    expect((await readings(app).page('one')).readings).toHaveLength(7);
    expect((await readings(app).page('two')).readings).toEqual([]);
  });

  it('打开全号码的每一次都记，同一刻的也是', async () => {
    const app = memoryApp();
    for (let n = 0; n < 3; n++) await readings(app).recordOpening('one', { by: 'surveyor-1', reason }, at(1));
    expect(await readings(app).openings('one')).toHaveLength(3);
  });

  it('一页五十条，后看的在前，翻到底不漏不重：不论怎样交错', async () => {
    const minutes = fc.array(fc.tuple(fc.nat({ max: 1200 }), fc.boolean()), {
      minLength: 1,
      maxLength: 180,
      size: 'max',
    });
    await fc.assert(
      fc.asyncProperty(minutes, async (times) => {
        const app = memoryApp();
        const what = (n: number) => String(n).padStart(4, '0');
        await Promise.all(
          times.map(([minute, opens], n) =>
            opens
              ? readings(app).recordOpening('one', { by: what(n), reason }, at(minute))
              : readings(app).record('one', { ...detail, by: what(n) }, at(minute)),
          ),
        );
        const pages = await whole(app, 'one');
        expect(pages.slice(0, -1).every((page) => page.length === 50)).toBe(true);
        const shown = pages.flat();
        expect(shown.map(({ by }) => by).sort()).toEqual(times.map((_, n) => what(n)));
        for (const page of pages) {
          const moments = page.map(({ at }) => at);
          expect(moments).toEqual([...moments].sort().reverse());
        }
        // Only where a page ends within a quarter of an hour may the next begin with somewhat later ones.
        const quarters = shown.map(({ at }) => Math.floor(Date.parse(at) / 900_000));
        expect(quarters).toEqual([...quarters].sort((a, b) => b - a));
      }),
      { numRuns: 25 },
    );
  });

  it.each(['', 'x', '2026-11-20', pageMark('2026-11-20T02:15:00.000Z#x'), pageMark(7)])(
    '翻页标记 %j：不是给过的，E1004',
    async (cursor) => {
      await expect(readings(memoryApp()).page('one', cursor)).rejects.toMatchObject({ code: 1004 });
    },
  );

  it('一条不到一 KB，理由写满一百个汉字的也是；只留三年', async () => {
    const app = memoryApp();
    const by = 'x'.repeat(64);
    await newDossierKeys(app).create('one');
    const sealed = await keyring(app).seal('one/opening', '由'.repeat(100));
    await readings(app).record(newId(), { kind: 'attachment', what: newId(), by }, at(1));
    await readings(app).recordOpening(newId(), { by, reason: sealed }, at(1));
    let items = 0;
    for (const { after } of app.dynamoDb.changes) {
      expect(bytesOf(after ?? {})).toBeLessThan(1024);
      expect(Number(after?.ttl?.N)).toBe(Date.UTC(2029, 10, 20, 2, 1) / 1000);
      items++;
    }
    expect(items).toBe(2);
  });

  it('没有函数改得了、删得掉一条', async () => {
    const app = memoryApp();
    await readings(app).record('one', detail, at(1));
    const [item] = app.dynamoDb.all<{ pk: string; sk: string }>();
    const denied = { name: 'AccessDeniedException' };
    await expect(table(app).remove(item as never)).rejects.toMatchObject(denied);
    await expect(table(app).update(item as never, 'SET n = :n', { ':n': 1 })).rejects.toMatchObject(denied);
    await expect(table(app).putAll([item as never])).rejects.toMatchObject(denied);
  });
});
