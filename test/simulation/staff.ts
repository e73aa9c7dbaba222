import { demoPeople } from '../../tools/registered.ts';
import type { SignedIn } from '../support/api-event.ts';

/** Somebody of the unions, as the directory and their token say. */
export type Somebody = (typeof demoPeople)[number];

/** The unions' people as they are now: those who sign in, and those who only get mails. */
export class Staff {
  private readonly people = new Map(demoPeople.map((each) => [each.id, each]));

  /** Whom the directory perhaps has by now: whoever is putting them was not answered. */
  readonly inDoubt = new Set<string>();

  all(): readonly Somebody[] {
    return [...this.people.values()];
  }

  has(id: string): boolean {
    return this.people.has(id);
  }

  get(id: string): Somebody {
    const found = this.people.get(id);
    if (!found) throw new Error(`nobody is called ${id}`);
    return found;
  }

  /** Somebody new, whom whoever registers people has found. */
  joins(person: Somebody): void {
    this.people.set(person.id, person);
  }

  /** Somebody has another part, or belongs to another union, from now on. */
  becomes(id: string, changes: Partial<Pick<Somebody, 'roles' | 'orgPath'>>): void {
    this.people.set(id, { ...this.get(id), ...changes });
  }

  /** What their token says. */
  signedIn(id: string): SignedIn {
    const { roles, orgPath, email } = this.get(id);
    return { sub: id, roles: roles.join(' '), orgPath, email };
  }
}
