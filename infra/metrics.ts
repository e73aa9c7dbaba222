/** The figures that functions write in embedded metric format; their namespace is the stack's name. */
export const functionMetrics = {
  /** Attempts to send a mail that failed, the last one included. */
  mailFailures: 'MailFailures',
  /** Dossiers of which a step gave up for good. */
  dossiersStalled: 'DossiersStalled',
  /** Reverifications past their deadline, as they pass it, and those that the daily sweep could not open. */
  overdueReviews: 'OverdueReviews',
  /** Days for which the working-day calendar still holds, written by the daily sweep. */
  calendarDaysLeft: 'CalendarDaysLeft',
} as const;
