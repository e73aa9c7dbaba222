import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { unionsAbove } from '../../shared/organisation/org-path.ts';
import { type PersonItem, userOf } from '../../shared/registry/people.ts';
import type { App } from '../../shared/services/app.ts';
import { people } from '../../shared/services/services.ts';
import { visitorRefusal } from './visitor.ts';

/** A household that waits for a finding. */
export interface Waiting {
  orgPath: string;
  looks: readonly { by: string }[];
  /** Read only where nothing else decides. */
  journal: () => Promise<readonly JournalEntry[]>;
}

/** The auditors of the directory: those of a union are read once, however many households are asked about. */
export class Lookers {
  private readonly app: App;
  private readonly auditors = new Map<string, Promise<PersonItem[]>>();

  constructor(app: App) {
    this.app = app;
  }

  /** Whether any of them in office may still look at a household. The province's come first: they see them all. */
  async any({ orgPath, looks, journal }: Waiting): Promise<boolean> {
    for (const union of unionsAbove(orgPath).reverse()) {
      const left = (await this.of(union)).map(userOf).filter(
        // First without the journal, which is read only where somebody may be left.
        (user) => looks.every(({ by }) => by !== user.id) && visitorRefusal(user, { orgPath }, []) === undefined,
      );
      if (left.length === 0) continue;
      const entries = await journal();
      if (left.some((user) => visitorRefusal(user, { orgPath }, entries) === undefined)) return true;
    }
    return false;
  }

  private of(union: string): Promise<PersonItem[]> {
    const known = this.auditors.get(union);
    if (known) return known;
    const read = people(this.app)
      .of(union)
      .then((all) => all.filter(({ active, roles }) => active && roles.includes('auditor')));
    this.auditors.set(union, read);
    return read;
  }
}
