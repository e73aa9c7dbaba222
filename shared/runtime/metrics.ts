/** The figures that functions count themselves, in the namespace that is the stack's name. */
export const functionMetrics = {
  /** Attempts that found the mail relay taking nothing from anybody. */
  relayDown: 'RelayDown',
  /** Mails that failed for a reason of their own and are left to the next morning, and mails sent: both or neither. */
  mailsPutOff: 'MailsPutOff',
  mailsSent: 'MailsSent',
  /** Mails that will not be tried again. */
  mailsGivenUp: 'MailsGivenUp',
  /** Attempts that found the gateway of short messages taking nothing, and messages that will not be tried again. */
  messageGatewayDown: 'MessageGatewayDown',
  messagesGivenUp: 'MessagesGivenUp',
  /** Approvers who could not be reminded. */
  reminderFailures: 'ReminderFailures',
  /** Dossiers of which a step gave up for good. */
  dossiersStalled: 'DossiersStalled',
  /** Reverifications past their deadline, as they pass it: of a large province some are on every day. */
  overdueReviews: 'OverdueReviews',
  /** Households of which a night could not open a review, or not say whether they need one. */
  reviewsNotOpened: 'ReviewsNotOpened',
  /** Dossiers that a night could not list, or make dark, though they were due. */
  disposalFailures: 'DisposalFailures',
  /** Days for which the working-day calendar still holds, written by the daily sweep. */
  calendarDaysLeft: 'CalendarDaysLeft',
  /** Codes refused on a link that takes no more of them. */
  linksLocked: 'LinksLocked',
  /** Entries of a journal that were changed or deleted, which no function can do. */
  journalChanges: 'JournalChanges',
  /** Records of the table's stream that could not be read and were passed over. */
  unreadableRecords: 'UnreadableRecords',
  /** What the daily reconciliation found that should run, be answered or be sent, and did not. */
  leftBehind: 'LeftBehind',
  /** Daily runs that came to their end, each by its own name. */
  sweepRuns: 'SweepRuns',
  reminderRuns: 'ReminderRuns',
  digestRuns: 'DigestRuns',
  unsentMailRuns: 'UnsentMailRuns',
  reconciliationRuns: 'ReconciliationRuns',
  anchorRuns: 'AnchorRuns',
  disposalRuns: 'DisposalRuns',
} as const;

export type FunctionMetric = (typeof functionMetrics)[keyof typeof functionMetrics];
