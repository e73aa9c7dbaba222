import { transcriptResults } from '../../shared/dossier/transcript.ts';
import { keys, TRANSCRIPT, TRANSCRIPTS } from '../../shared/registry/keys.ts';
import { withoutDue } from '../../shared/registry/tasks.ts';
import {
  type Transcript,
  type TranscriptRow,
  transcriptItem,
  transcriptPlaces,
} from '../../shared/registry/transcripts.ts';
import { CountyLists } from './county-lists.ts';
import type { Finding } from './dossier.ts';
import { isSame, slimState } from './head.ts';
import { type Stored, type StoredItem, storedItem } from './stored.ts';

type Row = StoredItem & TranscriptRow;

/**
 * 旧档批次: each is where its county looks for it, was confirmed by somebody else than who prepared it, and whatever it says
 * was taken over is a dossier whose journal says the same. What was decided of it is in its record of changes (alone.ts).
 * Takes the items of a scan one after the other, and then reads again what it names.
 */
export class Transcripts {
  private readonly seen = new Set<string>();
  private readonly lists = new CountyLists(TRANSCRIPTS, 'transcript');

  see(item: StoredItem): void {
    if (item.pk.startsWith(TRANSCRIPT)) this.seen.add(item.pk.slice(TRANSCRIPT.length));
    this.lists.see(item);
  }

  async *examine(stored: Stored): AsyncGenerator<Finding> {
    for (const id of [...new Set([...this.seen, ...this.lists.listed()])].sort()) {
      // Somebody may have put something while it was read: what is wrong is wrong twice.
      const first = await this.faultsOf(stored, id);
      const faults = first.length === 0 ? first : await this.faultsOf(stored, id);
      yield { id: keys.transcript(id).pk, faults, entries: 0, hash: '' };
    }
  }

  private async faultsOf(stored: Stored, id: string): Promise<string[]> {
    const items = await stored.partition(keys.transcript(id).pk);
    const transcript = items.find(({ sk }) => sk === keys.transcript(id).sk) as (StoredItem & Transcript) | undefined;
    // That it is gone, its record of changes says.
    if (transcript === undefined) return items.length === 0 ? [] : ['各户还在'];
    const rows = items.filter((item) => item !== transcript) as Row[];
    const { status, by, decidedBy } = transcript;
    const missing = status === 'refused' ? rows.length : Math.abs(transcript.rows - rows.length);
    return [
      ...(status === 'confirmed' && by === decidedBy ? ['报和确认的是同一个人'] : []),
      ...(isSame(transcript, transcriptItem(withoutDue(transcript))) ? [] : ['排在待办里的不对']),
      ...(missing > 0 ? [`各户多了或者少了 ${missing} 户`] : []),
      ...(await this.lists.faultsOf(stored, id, transcriptPlaces(transcript))),
      ...(await Promise.all(rows.map((row) => rowFaults(stored, transcript, row)))).flat(),
    ];
  }
}

async function rowFaults(stored: Stored, { id, status }: Transcript, { row, result, dossier }: Row): Promise<string[]> {
  if (result === undefined) return [];
  if (!Object.hasOwn(transcriptResults, result)) return [`第 ${row} 行的结果不是所列的`];
  if (status !== 'confirmed') return [`第 ${row} 行没有确认就办了`];
  if (result !== 'taken') return [];
  const head = await storedItem(stored, keys.head(dossier));
  const source = slimState(head).transcribed;
  return source?.transcript === id && source.row === row ? [] : [`第 ${row} 行记为已转入，没有这样的档案`];
}
