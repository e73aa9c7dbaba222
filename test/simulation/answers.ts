import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { isOver } from '../../shared/dossier/life.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { MailItem } from '../../shared/registry/mails.ts';
import type { World } from './world.ts';

/** A receipt as far as it says whether there is an address that was left. */
interface Left {
  mail?: unknown;
}

/** Whoever objected, was verified and has no answer when the household's dossier is over is written to, whatever ended it. */
export class Answers {
  private readonly world: World;
  /** Digests of receipts, by the dossier and the number under which they were raised. */
  private readonly raised = new Map<string, string[]>();

  constructor(world: World) {
    this.world = world;
  }

  entry(
    id: string,
    before: DossierState,
    { action }: JournalEntry,
    after: DossierState,
    fail: (what: string) => void,
  ): void {
    if (action.type === 'raiseObjection') {
      const key = `${id} ${action.objection}`;
      this.raised.set(key, [...(this.raised.get(key) ?? []), action.receiptDigest]);
    }
    if (isOver(before) || !isOver(after)) return;
    const { dynamoDb } = this.world.ground.app;
    for (const { objection, sender, outcome } of after.matter.objections) {
      if (sender !== 'verified' || outcome !== 'open') continue;
      for (const digest of this.raised.get(`${id} ${objection}`) ?? []) {
        const isLeft = dynamoDb.lyingUnder<Left>(`RECEIPT#${digest}`).some(({ mail }) => mail !== undefined);
        const isTold = dynamoDb.all<MailItem>().some(({ matter }) => isAnswerTo(digest, matter));
        if (isLeft && !isTold) fail(`第 ${objection} 条异议没有答复，提它的人也没有人写信`);
      }
    }
  }
}

function isAnswerTo(digest: string, matter: MailItem['matter'] | undefined): boolean {
  return matter?.kind === 'objectionAnswered' && matter.receiptDigest === digest;
}
