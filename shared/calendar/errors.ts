/** E1250: a working day is asked for outside the years whose holiday arrangement is known. */
export class CalendarError extends Error {
  readonly code = 1250;

  constructor(date: string, coveredFrom: string, coveredUntil: string) {
    super(
      `E1250 工作日历只涵盖 ${coveredFrom} 至 ${coveredUntil}，无法算到 ${date}。请本省管理员照国务院办公厅的通知录入下一年的节假日安排，由另一位管理员核准后再办理。`,
    );
    this.name = 'CalendarError';
  }
}
