/** By what dossiers are looked for. */
export type Sought = 'idNumber' | 'dossierNumber' | 'mobile' | 'surname' | 'name';

/** What somebody typed, and what it is taken for. */
export interface Wanted {
  by: Sought;
  text: string;
}

/**
 * What somebody typed is told by its shape: a 职工编号 says its year where an old ID number has a month; that of an old
 * dossier has digits, and is no ID number.
 */
export function wantedBy(text: string): Wanted {
  if (/^1[3-9]\d{9}$/.test(text)) return { by: 'mobile', text };
  if (/^\d{6}20\d{7}$/.test(text)) return { by: 'dossierNumber', text };
  if (/^\d{14,}[\dXx]?$/.test(text)) return { by: 'idNumber', text };
  if (/\d/.test(text)) return { by: 'dossierNumber', text };
  return { by: [...text].length === 1 ? 'surname' : 'name', text };
}

/** Whether it is looked for within one county alone, or among what stands in none. */
export const isNarrow = ({ by }: Wanted): boolean => by === 'surname';
