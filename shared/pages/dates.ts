/** 2026-11-23 as 2026年11月23日. */
export function dateInWords(isoDate: string): string {
  const [year, month, day] = isoDate.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 2027-06 as 2027年6月. */
export function monthInWords(isoMonth: string): string {
  const [year, month] = isoMonth.split('-').map(Number);
  return `${year}年${month}月`;
}

const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An instant (ISO, UTC) as people in Shanghai's zone say it: 2026年11月23日 14:05. */
export function momentInWords(isoInstant: string): string {
  const part = Object.fromEntries(clock.formatToParts(new Date(isoInstant)).map(({ type, value }) => [type, value]));
  return `${dateInWords(`${part.year}-${part.month}-${part.day}`)} ${part.hour}:${part.minute}`;
}
