import type { Arrangement } from '../../shared/calendar/arrangement.ts';
import { divisionName } from '../../shared/divisions/divisions.ts';
import { arrangementDigest } from '../../shared/gazette/digests.ts';
import { gazetteTitles } from '../../shared/gazette/items.ts';
import type { KnownProposal } from '../../shared/registry/proposals.ts';
import { isInvented } from '../../shared/standards/invented.ts';
import { lineDigest } from '../../shared/standards/line-digest.ts';
import type { SubsistenceLine } from '../../shared/standards/standard.ts';

export function yearView(arrangement: Arrangement) {
  const { year, off, work, source } = arrangement;
  return { year, off, work, source, digest: arrangementDigest(arrangement), invented: isInvented(arrangement) };
}

export function lineView(line: SubsistenceLine) {
  const { division, from, to, fen, source } = line;
  const name = divisionName(division) ?? division;
  return { division, name, from, to, fen, source, digest: lineDigest(line), invented: isInvented(line) };
}

/** A proposal as it stands in a list: without its file. */
export function proposalView({ number, kind, document, url, digest, by, at, outcome }: KnownProposal) {
  return { number, kind, kindTitle: gazetteTitles[kind], document, url, digest, by, at, outcome: outcome ?? null };
}
