import { addDays, endOfDay } from '../shared/calendar/dates.ts';
import { MemoryGround } from '../test/support/memory/place.ts';
import { beginning, provinceOn, yunnan } from '../test/support/province.ts';
import type { Row } from './row.ts';
import { readUnits, writeUnits } from './units.ts';

/** A Saturday in the middle of a month, and the first of the next, on which the digest looks at every county. */
const ORDINARY = '2026-10-17';
const FIRST = '2026-11-01';

/** What a province asks of its table on a day on which nothing is due: the runs of the clock, and nothing else. */
export async function run(): Promise<Row[]> {
  const ground = new MemoryGround(yunnan, beginning);
  const province = await provinceOn(ground, yunnan);
  try {
    await province.dossierIn('signed');
    await province.system.leapTo(endOfDay(addDays(ORDINARY, -1)));
    const counted = { commands: 0, reads: 0, writes: 0, invocations: 0 };
    ground.onInvoke = () => counted.invocations++;
    ground.app.dynamoDb.onCommand = (command, written, answer) => {
      counted.commands++;
      counted.reads += readUnits(command, answer);
      counted.writes += writeUnits(command, written, answer);
    };
    await province.system.leapTo(endOfDay(ORDINARY));
    const ordinary = { ...counted };
    await province.system.leapTo(endOfDay(addDays(FIRST, -1)));
    counted.commands = 0;
    await province.system.leapTo(endOfDay(FIRST));
    const row = (what: string, value: number, unit: string, limit: number | null): Row => ({
      ...{ what, value, unit, limit },
      better: 'less',
    });
    return [
      row('没有事的一天，一省问表', ordinary.commands, '次', 120),
      row('没有事的一天，一省读', ordinary.reads, '读单位', null),
      row('没有事的一天，一省写', ordinary.writes, '写单位', 5),
      row('没有事的一天，函数调用', ordinary.invocations, '次', null),
      row('每月一日，一省问表', counted.commands, '次', null),
    ];
  } finally {
    await province.stop();
  }
}
