/** Namespace and dimension of the figures that functions write in embedded metric format. */
export const metricNamespace = 'Jdlk';
export const provinceDimension = 'Province';

export const functionMetrics = {
  /** A mail that was tried to its limit and never left. */
  mailGivenUp: 'MailGivenUp',
  /** Dossiers whose yearly reverification is past its deadline, counted by the daily sweep. */
  reviewsOverdue: 'ReviewsOverdue',
} as const;
