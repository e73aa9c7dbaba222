import { isLive, isOver } from '../dossier/life.ts';
import { isOpen } from '../dossier/matter.ts';
import type { DossierState } from '../dossier/state.ts';
import { divisionOf } from '../organisation/org-path.ts';
import type { Dossier } from './dossier-reader.ts';
import { keys } from './keys.ts';
import { releaseWrites } from './locks.ts';
import { Notices } from './notices.ts';
import type { Table, Write } from './table.ts';

const EFFECT = 'ending';

/**
 * What a dossier holds goes in the transaction in which it is over, whatever ended it: its locks, its notice, what
 * was typed and not saved, and the links that were sent. A matter that is over on the way takes its notice and its link with it, too. Only the locks of a
 * merger are handed over and not let go (`handedOver`). The traces go with the entry in the stream.
 */
export function endingWrites(
  table: Table,
  before: Dossier,
  after: DossierState,
  provinceCode: string,
  handedOver: boolean,
): Write[] {
  const over = isOver(after);
  const { matter, plan, requests } = before.state;
  const { notice, approval } = matter;
  const goesOn = !over && isOpen(after.matter);
  const wasUp = notice !== null && !notice.closed;
  const isUp = goesOn && after.matter.notice?.id === notice?.id && after.matter.notice?.closed === false;
  const asked = approval?.decision === null;
  const stillAsked = goesOn && after.matter.approval?.request === approval?.request;
  // What was answered opens nothing any more, but stands until the next is sent.
  const approvalEnds = over ? requests > 0 : asked && !stillAsked;
  return [
    ...(over && isLive(before.state) && !handedOver ? releaseWrites(table, before) : []),
    ...(wasUp && !isUp
      ? new Notices(table, provinceCode).closeWrites(notice.id, divisionOf(before.state.orgPath))
      : []),
    ...(approvalEnds ? [table.deleteWrite(EFFECT, keys.currentLink(before.id, 'approval'))] : []),
    ...(over
      ? [
          table.deleteWrite(EFFECT, keys.currentLink(before.id, 'own')),
          // Nobody has said what was only typed.
          table.deleteWrite(EFFECT, keys.scratch(before.id)),
        ]
      : []),
    ...(over && plan !== null
      ? ['signature', 'presence'].map((each) => table.deleteWrite(EFFECT, keys.currentLink(before.id, each)))
      : []),
  ];
}
