/** 督查授权: an inspector may read within an area, and nothing else, from one day to another, for a purpose. */
export interface Inspection {
  id: string;
  /** The subject of their token. */
  inspector: string;
  /** Everything at or below this path is theirs to read. */
  orgPath: string;
  /** ISO dates in Asia/Shanghai, both included. */
  from: string;
  until: string;
  purpose: string;
  /** Who granted it, where they stood (org path), and when (instant). */
  by: string;
  byOrg: string;
  at: string;
  /** Ended before its time. */
  ended: { by: string; at: string } | null;
  /** How often it was changed. */
  revision: number;
}

/** An inspection takes that many days at the most; who stays longer is granted it anew. */
export const mostInspectionDays = 92;

export const isInForce = ({ from, until, ended }: Inspection, today: string): boolean =>
  ended === null && from <= today && today <= until;

/** Whether any day of the one is a day of the other. */
export const overlaps = (one: Pick<Inspection, 'from' | 'until'>, other: Pick<Inspection, 'from' | 'until'>): boolean =>
  one.from <= other.until && other.from <= one.until;
