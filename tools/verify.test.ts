import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { chain, firstHash, type JournalEntry } from '../shared/dossier/journal.ts';
import { id, journeys, recorded } from '../shared/dossier/journeys.fixture.ts';
import { reduce } from '../shared/dossier/state.ts';
import { extentOf, judge } from './verify.ts';

const entries: JournalEntry[] = [];
for (const [index, action] of journeys.liftedOut.entries()) {
  entries.push(chain(id, index + 1, entries.at(-1)?.hash ?? firstHash, recorded(action, index)));
}
const last = entries.at(-1) as JournalEntry;
const answer = { id, entries, head: { version: entries.length, hash: last.hash, state: reduce(id, entries) } };

describe('npm run verify', () => {
  it.each([
    ['没有这个公钥文件', ['--anchors', 'bucket', '--public-key', 'nosuch.pem'], /nosuch\.pem/],
    ['表读不到', [], /^没有读到：/m],
  ])('%s：说一句，退出码 2，不当作不符', (_, more, said) => {
    const nowhere = { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9', AWS_REGION: 'x', AWS_MAX_ATTEMPTS: '1' };
    const env = { ...process.env, ...nowhere, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
    const asked = ['tools/verify.ts', '--all', '--table', 'nosuch', ...more];
    const { status, stderr } = spawnSync(process.execPath, asked, { encoding: 'utf8', env });
    expect(status).toBe(2);
    expect(stderr).toMatch(said);
    expect(stderr).not.toContain('    at ');
  });

  it('锚到哪一天，从哪一天起记的还不一定锚定', () => {
    const said = extentOf({ until: '2026-09-15', fingerprint: 'ab' });
    expect(said).toContain('锚到 2026-09-15 为止；2026-09-14 起记的');
  });

  it('完整的日志说出条数和末条摘要，供人抄存比对', () => {
    const { faults, summary } = judge(id, JSON.parse(JSON.stringify(answer)));
    expect(faults).toEqual([]);
    expect(summary).toBe(`完整：${entries.length} 条，末条摘要 ${last.hash}`);
  });

  it('改过的日志逐条说出哪里不符', () => {
    const altered = entries.with(3, { ...(entries[3] as JournalEntry), on: '2020-01-01' });
    const { faults, summary } = judge(id, { ...answer, entries: altered });
    expect(faults).toContain('第 4 条：内容与摘要不符');
    expect(summary).toBe('不完整：共 1 处不符');
  });

  it('不成样子的日志也说得出是哪一条，而不是中断', () => {
    const broken = entries.with(2, { ...(entries[2] as JournalEntry), action: { type: 'nonsense' } as never });
    expect(judge(id, { ...answer, entries: broken }).faults).toContain('第 3 条：action.type不是日志的格式');
    for (const nonsense of [null, 7, {}, { id, entries: 'x', head: null }]) {
      expect(judge(id, nonsense).faults.length).toBeGreaterThan(0);
    }
  });

  it('拿另一份档案的日志来充数，看得出', () => {
    expect(judge('tvwxyz0123456789abcdefghjk', answer).faults).toContain('第 1 条：不属于这份档案');
  });
});
