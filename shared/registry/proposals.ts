import type { GazetteKind, GazetteVersion, Proposal, ProposalOutcome } from '../gazette/items.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** A proposal with what became of it, if anything has. */
export type KnownProposal = Proposal & { outcome: ProposalOutcome | undefined };

/** Names of the effects whose conditions decide between people who act at the same moment. */
export const proposalEffects = {
  number: 'proposalNumber',
  outcome: 'proposalOutcome',
  version: 'gazetteVersion',
} as const;

type Stored<T> = T & Key;

/** What is to be decided, without what it says. */
type Undecided = Pick<Proposal, 'number' | 'kind' | 'document' | 'by'>;

/** 录入 and what became of them: items that are put once, where none was, and never changed. */
export class Proposals {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  async find(number: number): Promise<KnownProposal | undefined> {
    const [found] = await this.between(number, number);
    return found;
  }

  /** The number that was given last; 0 before the first. */
  async last(): Promise<number> {
    const [item] = await this.table.range<Key>(keys.proposals, ' ', '~', { limit: 1, backward: true });
    return Number(item?.sk.slice(0, 6) ?? 0);
  }

  /** A page, newest first: what was entered before `before`, at most `limit`, and where the next page begins. */
  async page(before: number | undefined, limit: number): Promise<{ proposals: KnownProposal[]; next: number | null }> {
    const to = Math.min(before === undefined ? Number.POSITIVE_INFINITY : before - 1, await this.last());
    const from = Math.max(1, to - limit + 1);
    const proposals = to < 1 ? [] : await this.between(from, to);
    return { proposals: proposals.toReversed(), next: from > 1 ? from : null };
  }

  /** Those that wait for somebody, however long: the oldest first, at most so many. */
  async undecided(limit: number): Promise<Undecided[]> {
    const items = await this.table.range<Stored<Undecided> & { ttl?: number }>(keys.undecided, ' ', '~');
    return items.filter(({ ttl }) => ttl === undefined).slice(0, limit);
  }

  /** Refused as `proposalNumber` when somebody took the number in the meantime. */
  proposeWrites(proposal: Proposal): Write[] {
    const { number, kind, document, by } = proposal;
    return [
      this.table.putWrite(proposalEffects.number, { ...keys.proposal(number), ...proposal }),
      this.table.putWrite('undecided', { ...keys.undecidedProposal(number), number, kind, document, by }, null),
    ];
  }

  /** Refused as `proposalOutcome` when there is one already. */
  outcomeWrites(number: number, outcome: ProposalOutcome): Write[] {
    const ttl = Math.floor(Date.parse(outcome.at) / 1000);
    return [
      this.table.putWrite(proposalEffects.outcome, { ...keys.proposalOutcome(number), ...outcome }),
      this.table.putWrite('undecided', { ...keys.undecidedProposal(number), ttl }, null),
    ];
  }

  /** Refused as `gazetteVersion` when another version was confirmed in the meantime. */
  versionWrite(version: GazetteVersion): Write {
    const key = keys.gazetteVersion(version.content.kind, version.version);
    return this.table.putWrite(proposalEffects.version, { ...key, ...version });
  }

  /** Every version of a kind that was ever confirmed, oldest first. */
  async versions(kind: GazetteKind): Promise<GazetteVersion[]> {
    return this.table.range<Stored<GazetteVersion>>(keys.gazette(kind), ' ', '~');
  }

  private async between(from: number, to: number): Promise<KnownProposal[]> {
    const end = `${keys.proposal(to).sk}~`;
    const items = await this.table.range<Stored<Proposal | ProposalOutcome>>(
      keys.proposals,
      keys.proposal(from).sk,
      end,
    );
    const outcomes = new Map(items.flatMap((item) => ('outcome' in item ? [[item.sk.slice(0, 6), item]] : [])));
    return items.flatMap((item) => {
      if ('outcome' in item) return [];
      const { pk: _pk, sk, ...proposal } = item;
      const found = outcomes.get(sk);
      const outcome = found && { outcome: found.outcome, by: found.by, at: found.at, reason: found.reason };
      return [{ ...proposal, outcome }];
    });
  }
}
