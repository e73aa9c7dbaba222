/** Namespace and dimension of the figures that functions write in embedded metric format. */
export const metricNamespace = 'Jdlk';
export const provinceDimension = 'Province';

export const functionMetrics = {
  /** Attempts to send a mail that failed, the last one included. */
  mailFailures: 'MailFailures',
  /** Dossiers whose reverification is past its deadline, counted by the daily sweep. */
  overdueReviews: 'OverdueReviews',
  /** Days for which the working-day calendar still holds, written by the daily sweep. */
  calendarDaysLeft: 'CalendarDaysLeft',
} as const;
