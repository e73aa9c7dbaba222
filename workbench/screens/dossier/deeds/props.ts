import type { ReactNode } from 'react';
import type { Detail } from '../detail.ts';

/** What every form of a deed is given: the dossier as it was read last, and what to do once it is done. */
export interface DeedProps {
  of: Detail;
  onDone: (words?: string) => void;
}
export type DeedForms = (props: DeedProps) => ReactNode;

export const noNumbers = '请勿写身份证号、银行卡号';
