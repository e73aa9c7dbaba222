/** Why a link leads nowhere (any more). */
export type LinkEnd = 'notFound' | 'expired' | 'superseded' | 'locked';
