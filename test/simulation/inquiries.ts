import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { isOpen } from '../../shared/dossier/matter.ts';
import type { DossierState } from '../../shared/dossier/state.ts';

/** What an office was asked of a household in one matter, by the entries alone. */
interface Asked {
  batch: string;
  /** Who recorded what it answered, or explained it. */
  told: Set<string>;
  result?: string;
  /** Who let it pass. */
  passedBy?: string;
}

/**
 * 核对, by the entries of the journals alone: nobody is asked about without authorization, or in two batches of an office at
 * once; the first answer stands; and nobody goes on whom an office has not answered for, or of whom it answered otherwise,
 * unless a person who has no hand in it let them.
 */
export class Inquiries {
  private readonly asked = new Map<string, Map<string, Asked>>();
  /** Of which form everybody has signed. */
  private readonly signed = new Map<string, number>();
  /** Who filled in or surveyed the matter. */
  private readonly hands = new Map<string, Set<string>>();

  entry(
    id: string,
    { matter }: DossierState,
    { action, actor }: JournalEntry,
    after: DossierState,
    fail: (what: string) => void,
  ): void {
    const key = `${id} ${matter.matter}`;
    const asked = this.asked.get(key) ?? new Map<string, Asked>();
    this.asked.set(key, asked);
    const hands = this.hands.get(key) ?? new Set<string>();
    this.hands.set(key, hands);
    if (action.type === 'answerCheck' || action.type === 'explainCheck') asked.get(action.source)?.told.add(actor.id);
    if (action.type === 'submit') {
      hands.add(actor.id);
      // A form of which something else is said is checked anew; a paper that was lacking changes nothing.
      if (matter.returned?.paperOnly !== true || matter.draft !== null) asked.clear();
    }
    if (action.type === 'recordSurvey') hands.add(actor.id);
    const isSigned = [matter.form, matter.withContact].includes(this.signed.get(id) ?? 0);
    if (action.type === 'authorizeCheck') this.signed.set(id, action.missing === 0 ? action.form : 0);
    // With other contact data, or another account, it is another form, of the same people: again and again.
    if ((action.type === 'updateContact' || action.type === 'confirmAccount') && action.proposed && isSigned) {
      this.signed.set(id, action.proposed.form);
    }
    if (action.type === 'askCheck') {
      if (!isSigned) fail('没有授权就送核对');
      const other = asked.get(action.source);
      if (other !== undefined) fail(`已经在 ${other.batch} 里，又列进 ${action.batch}`);
      asked.set(action.source, { batch: action.batch, told: new Set() });
    }
    if (action.type === 'dropCheck') asked.delete(action.source);
    if (action.type === 'answerCheck') {
      const one = asked.get(action.source);
      if (one?.batch !== action.batch) fail('没有送的一批有了答复');
      if (one?.result !== undefined || one?.passedBy !== undefined) fail('答复了两次，或者已经不等');
      if (one) one.result = action.result;
    }
    if (action.type === 'ruleCheck' && action.outcome !== 'return') {
      if (actor.kind !== 'staff' || hands.has(actor.id)) fail(`${actor.id} 经手过，又来复核`);
      const one = asked.get(action.source);
      if (one?.told.has(actor.id)) fail(`${actor.id} 登记过这一项结果或说明，又来复核`);
      if (one) one.passedBy = actor.id;
    }
    // An exit that is proposed meanwhile is another matter, which goes its own way.
    const isSame = after.matter.matter === matter.matter;
    const goesOn =
      isSame &&
      matter.stage === 'checking' &&
      isOpen(after.matter) &&
      !['checking', 'form'].includes(after.matter.stage);
    if (!goesOn) return;
    const open = [...asked].filter(([, one]) => one.result !== 'consistent' && one.passedBy === undefined);
    if (open.length > 0 || asked.size === 0) fail(`没有核对完就往下走：${open.map(([source]) => source)}`);
  }
}
