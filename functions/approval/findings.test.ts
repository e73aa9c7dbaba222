import { beforeAll, describe, expect, it, vi } from 'vitest';
import { dossiers } from '../../shared/services/services.ts';
import { household, withDaughter } from '../../test/support/household.ts';
import { type Journey, putPeople } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { forAMonth, onFile, takenIn } from '../../test/support/on-file.ts';
import { findingsOf } from './findings.ts';

beforeAll(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});

async function saidOf({ app, id }: Journey): Promise<string[]> {
  const { said } = await findingsOf(app, await dossiers(app).get(id), undefined, app.now());
  return said.map(({ label, value }) => `${label}：${value}`);
}

describe('审批人细看，事项为什么开始', () => {
  it('变更的，看得到变更的原因；前一次变更的不再出现', async () => {
    const { app, journey } = await onFile(3);
    app.at('2026-12-02T02:00:00Z');
    await journey.amended(withDaughter, '家里添了女儿。');
    await journey.assessed();
    expect(await saidOf(journey)).toEqual(['变更的原因：家里添了女儿。']);
    await journey.concluded();
    app.at('2026-12-03T02:00:00Z');
    await journey.amended(() => household(3), '女儿归了外婆抚养。');
    await journey.assessed();
    expect(await saidOf(journey)).toEqual(['变更的原因：女儿归了外婆抚养。']);
  });

  it('临时救助期满转正的，看得到转正的原因', async () => {
    const app = memoryApp({ profile: forAMonth });
    await putPeople(app);
    const journey = await takenIn(app, 5);
    app.at('2026-11-24T02:00:00Z');
    await journey.conversionSubmitted();
    await journey.assessed();
    expect(await saidOf(journey)).toContain('转正的原因：期满以后还有困难。');
  });
});
