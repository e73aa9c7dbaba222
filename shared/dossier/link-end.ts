/** Why a link leads nowhere (any more). `departed`: whoever it was sent to is no longer in office. */
export type LinkEnd = 'notFound' | 'expired' | 'superseded' | 'locked' | 'departed';
