import { daysBetween } from '../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { Checks } from './checks.ts';
import { counties, municipality } from './places.ts';
import type { World } from './world.ts';

/** With everybody doing their part a batch is confirmed, or not, in so many days. */
const LONGEST_DAYS = 30;

/**
 * At rest: every batch of 旧档 is one that somebody handed in, and has come to its end; and each row that is said to be
 * taken over is one dossier, which is its household's and no other's.
 */
export async function oldDossiersAgree(world: World, checks: Checks): Promise<void> {
  const auditor = world.visitors.as('auditor-530000-1');
  const taken = new Set<string>();
  for (const org of [...counties, municipality]) {
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const query = { org, ...(cursor === undefined ? {} : { cursor }) };
      const page: AnswerOf<'listTranscripts'> = (await auditor.call('listTranscripts', { query })).body;
      for (const { transcript } of page.transcripts) {
        const detail = (await auditor.call('getTranscript', { params: { transcript } })).body;
        for (const dossier of examined(world, checks, detail)) taken.add(dossier);
      }
      ({ cursor } = page);
    }
  }
  for (const id of checks.dossiers)
    if (checks.stateOf(id)?.transcribed && !taken.has(id)) world.fail(`${id} 是旧档转入的，没有一批说转入了它`, id);
}

/** The dossiers that came of a batch. */
function examined(world: World, checks: Checks, detail: AnswerOf<'getTranscript'>): string[] {
  const { transcript, status, done, households, by, decision, at } = detail;
  const fail = (what: string) => world.fail(`旧档 ${transcript}：${what}`);
  const handed = world.transcripts.get(transcript);
  if (handed === undefined) fail('没有人报过');
  if (status === 'confirmed' && decision?.by === by) fail('报的人自己确认了');
  const isOver = status === 'refused' || done !== null;
  if (!isOver && daysBetween(at.slice(0, 10), world.today()) > LONGEST_DAYS) fail('没有人办完');
  if (status === 'refused' && households.length > 0) fail('没有转入，各户还在');
  const found: string[] = [];
  for (const { row, result, dossier } of households) {
    if (done !== null && result === null) fail(`办完了，第 ${row} 行没有结果`);
    if (result !== 'taken' || dossier === null) continue;
    found.push(dossier);
    const source = checks.stateOf(dossier)?.transcribed;
    if (source?.transcript !== transcript || source.row !== row) fail(`第 ${row} 行说转入了 ${dossier}，不是`);
    if (handed?.homes.get(row)?.id !== dossier) fail(`第 ${row} 行是别的一户`);
  }
  if (done !== null && done.taken !== found.length) fail(`说转入 ${done.taken} 户，有 ${found.length} 户`);
  return found;
}
