import type { ReactNode } from 'react';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import type { Detail } from '../dossier/detail.ts';
import { isFillingIn } from './filling-in.ts';

/** From a dossier to its form, for whoever may fill it in while it waits for that. */
export function WayIn({ of }: { of: Detail }): ReactNode {
  const { me } = useSession();
  if (!me.may.includes('saveForm') || !isFillingIn(of)) return null;
  const { returned } = of.matter;
  return (
    <p>
      <a href={linkTo(paths.form(of.id))}>{returned ? '填表：补正退回的' : '填表'}</a>
    </p>
  );
}
