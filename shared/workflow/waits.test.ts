import { describe, expect, it } from 'vitest';
import { endOfDay } from '../calendar/dates.ts';
import { CalendarError } from '../calendar/errors.ts';
import { publishedArrangements } from '../calendar/published.ts';
import { calendarOf } from '../calendar/working-days.ts';
import { lastDayFor, lastDayToDecide, noticeEndsAt, secondsFor, secondsToDecide } from './waits.ts';

const calendar = calendarOf(publishedArrangements);
const deadlines = { surveyDays: 20, triageDays: 5, resolutionDays: 10, planDays: 15, reverificationDays: 30 };

describe('等人办一件事', () => {
  it.each([
    ['survey', '入户调查', 1_728_000],
    ['resolutions', '异议处理', 864_000],
    ['signature', '计划签字', 1_296_000],
    ['update', '复核', 2_592_000],
  ] as const)('%s（%s）以本省写的自然日为限，一天 86,400 秒，不按别的期限', (awaited, _name, seconds) => {
    expect(secondsFor(awaited, deadlines)).toBe(seconds);
  });

  it('告诉人的最后一天按自然日往后数，跨月、跨年、遇节假日都照数', () => {
    expect(lastDayFor('signature', '2026-09-20', deadlines)).toBe('2026-10-05');
    expect(lastDayFor('update', '2026-12-17', deadlines)).toBe('2027-01-16');
  });
});

describe('等审批人决定', () => {
  const approval = {
    levels: [
      { unionLevel: 'county' as const, workingDays: 5 },
      { unionLevel: 'municipal' as const, workingDays: 3 },
    ],
  };

  it.each([
    ['送审当天不算', '2026-11-16', 1, '2026-11-23'],
    ['各级用各级的工作日', '2026-11-16', 2, '2026-11-19'],
    ['国庆长假不算，调休上班的星期六算', '2026-09-30', 1, '2026-10-13'],
    ['星期日送审的从星期一数起', '2026-11-15', 2, '2026-11-18'],
    ['配置里没有了的一级，按五个工作日', '2026-11-16', 3, '2026-11-23'],
  ])('%s', (_rule, today, level, last) => {
    expect(lastDayToDecide(calendar, today, level, approval)).toBe(last);
  });

  it('安排还没有公布的年份不猜', () => {
    expect(() => lastDayToDecide(calendar, calendar.until, 1, approval)).toThrow(CalendarError);
  });

  it('等到最后一天的末尾，不满一秒算一秒', () => {
    const deadline = endOfDay('2026-11-23');
    expect(secondsToDecide(deadline, new Date('2026-11-23T15:00:00.000Z'))).toBe(3600);
    expect(secondsToDecide(deadline, new Date('2026-11-16T01:00:00.500Z'))).toBe(7 * 86_400 + 15 * 3600);
  });

  it('只剩几秒或已经过了的，也还等一分钟：流程不收零秒的等待', () => {
    const deadline = endOfDay('2026-11-23');
    expect(secondsToDecide(deadline, new Date('2026-11-23T15:59:30Z'))).toBe(60);
    expect(secondsToDecide(deadline, new Date('2026-12-01T00:00:00Z'))).toBe(60);
  });
});

it('公示到最后一天在北京的末尾为止', () => {
  expect(noticeEndsAt('2026-11-13')).toBe('2026-11-13T15:59:59.999Z');
});
