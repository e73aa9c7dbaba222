/** E1250: a working day is asked for outside the years whose holiday arrangement is known. */
export class CalendarError extends Error {
  readonly code = 1250;

  constructor(date: string, coveredFrom: string, coveredUntil: string) {
    super(
      `工作日历只涵盖 ${coveredFrom} 至 ${coveredUntil}，无法算到 ${date}。请按国务院办公厅公布的节假日安排补充 shared/calendar/arrangements.json 后再办理。`,
    );
    this.name = 'CalendarError';
  }
}
