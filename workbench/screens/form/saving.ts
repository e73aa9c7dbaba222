import { Refused } from '../../../shared/contract/client.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { changesBetween } from '../../../shared/form/changes.ts';
import type { DraftForm } from '../../../shared/form/form.ts';
import type { Session } from '../../session.ts';
import type { Detail } from '../dossier/detail.ts';
import type { Keeping } from './keeping.ts';
import type { FormStore } from './store.ts';

export type Saved = AnswerOf<'saveForm'>;

/** Somebody else has saved another form in between. */
export class Overtaken extends Error {
  override name = 'Overtaken';
}

/** Saves what stands on the screen as the dossier's form: recorded in the journal, and ready to be handed in. */
export class Saving {
  private readonly session: Session;
  private readonly id: string;
  private readonly store: FormStore;
  private readonly keeping: Keeping;
  private version: number;
  /** What the dossier had when this screen was opened, or last saved. */
  private base: DraftForm;
  /** The form's number, and what was typed when it was saved; none yet. */
  private last: { saved: Saved; form: DraftForm } | undefined;

  constructor(session: Session, { id, version, form }: Detail, store: FormStore, keeping: Keeping) {
    this.session = session;
    this.id = id;
    this.version = version;
    this.base = form?.content ?? {};
    this.store = store;
    this.keeping = keeping;
  }

  /** Both sides were looked at: what is chosen goes over theirs. */
  met({ version, revision }: { version: number; revision: number }): void {
    this.version = version;
    this.last = undefined;
    this.keeping.settled(revision);
  }

  /**
   * What is typed here is kept, and nothing else has been kept since: saving and handing in throw away what is kept, and
   * nobody's work goes unseen.
   *
   * @throws Overtaken when somebody else has typed something that nobody here has seen
   */
  async seeAll(): Promise<void> {
    if (!(await this.keeping.flush())) throw whyNot(this.keeping);
    const { body } = await this.session.client.call('getScratch', { params: { id: this.id } });
    if (body.revision !== this.keeping.seen) throw new Overtaken();
  }

  /**
   * @throws Overtaken when somebody else has typed or saved something that nobody here has seen; Refused, and what
   * `fetch` throws, otherwise
   */
  async save(): Promise<Saved> {
    const { client } = this.session;
    await this.seeAll();
    const { form } = this.store;
    // What is as it was saved is not recorded once more.
    if (this.last?.form === form) return this.last.saved;
    const params = { id: this.id };
    for (;;) {
      try {
        const { body } = await client.call('saveForm', { params, version: this.version, body: form });
        this.version = body.version;
        this.base = form;
        this.last = { saved: body, form };
        const { body: scratch } = await client.call('getScratch', { params });
        this.keeping.saved(scratch.revision, this.session.now());
        return body;
      } catch (error) {
        if (!(error instanceof Refused && error.status === 412)) throw error;
        // An attachment may have been accepted, which moves the version and changes nothing that is typed.
        const { body } = await client.call('getDossier', { params });
        if (body.version === this.version || !isSame(body.form?.content ?? {}, this.base)) throw new Overtaken();
        this.version = body.version;
      }
    }
  }
}

function whyNot({ standing }: Keeping): unknown {
  if (standing.is === 'met') return new Overtaken();
  return standing.is === 'refused' ? standing.error : new Error('没有连上，填着的都还在；连上了再试一次');
}

const isSame = (a: DraftForm, b: DraftForm): boolean => changesBetween(a, b).length === 0;
