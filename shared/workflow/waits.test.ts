import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDay } from '../calendar/dates.ts';
import { CalendarError } from '../calendar/errors.ts';
import { publishedArrangements } from '../calendar/published.ts';
import { calendarOf } from '../calendar/working-days.ts';
import { lastDayFor, lastDayToDecide, noticeClosesAt, SPREAD_SECONDS, secondsFor, secondsToDecide } from './waits.ts';

const calendar = calendarOf(publishedArrangements);
const deadlines = {
  surveyDays: 20,
  deliberationDays: 10,
  checkingDays: 30,
  triageDays: 5,
  resolutionDays: 10,
  planDays: 15,
  paperWorkingDays: 30,
  transferDays: 10,
  reverificationDays: 30,
  expiryDays: 15,
  lateAidDays: 90,
  applicationWorkingDays: 5,
};

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

  const deadline = endOfDay('2026-11-23');

  it('不早于最后一天的末尾，至多晚六小时；从什么时候等起都等到同一刻', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 20 * 86_400_000 }), (id, before) => {
        const now = new Date(Date.parse(deadline) - before);
        const wait = secondsToDecide(id, deadline, now);
        const late = wait * 1000 - before;
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThanOrEqual(Math.max(SPREAD_SECONDS + 1, 60) * 1000);
        const later = secondsToDecide(id, deadline, new Date(now.getTime() - 3600_000));
        expect(later - 3600 === wait || wait === 60).toBe(true);
      }),
    );
  });

  it('早已过了的，也还等一分钟：流程不收零秒的等待', () => {
    expect(secondsToDecide('one', deadline, new Date('2026-12-01T00:00:00Z'))).toBe(60);
  });
});

describe('公示期满', () => {
  const closes = (id: string) => Date.parse(noticeClosesAt(id, '2026-11-13')) - Date.parse(endOfDay('2026-11-13'));

  it('不早于最后一天在北京的末尾，至多晚六小时，一户总是同一刻', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        expect(closes(id)).toBeGreaterThanOrEqual(0);
        expect(closes(id)).toBeLessThanOrEqual(SPREAD_SECONDS * 1000);
        expect(closes(id)).toBe(closes(id));
      }),
    );
  });

  it('同一天期满的两万五千户，不在同一刻醒来：最挤的一分钟不到平均的两倍，没有空着的一刻钟', () => {
    const ids = Array.from({ length: 25_000 }, (_, n) => `dossier-${n}`);
    const perMinute = new Array<number>(SPREAD_SECONDS / 60).fill(0);
    for (const id of ids) {
      const minute = Math.floor(closes(id) / 60_000);
      perMinute[minute] = (perMinute[minute] ?? 0) + 1;
    }
    expect(Math.max(...perMinute)).toBeLessThan((2 * ids.length) / perMinute.length);
    for (let from = 0; from < perMinute.length; from += 15) {
      expect(perMinute.slice(from, from + 15).some((count) => count > 0)).toBe(true);
    }
  });
});
