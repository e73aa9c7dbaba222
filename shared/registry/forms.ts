import { digest } from '../digest/digest.ts';
import type { DraftForm, Form } from '../form/form.ts';
import { joinSealed, splitSealed } from '../privacy/seal.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { Sealed } from '../sealing/sealed.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

export interface FormItem extends Key {
  clear: string;
  sealed: Sealed;
}

/** What a form's ciphertext is bound to: it opens nowhere else. */
const formContext = (id: string, form: number): string => `${id}/form/${form}`;

/** Of what is stored: whoever has the table can tell without any key whether a form is the one that was saved. */
export const digestOf = ({ clear, sealed }: Pick<FormItem, 'clear' | 'sealed'>): string => digest({ clear, sealed });

/** Forms in the registry: what is sealed is ciphertext before it reaches the table. */
export class Forms {
  private readonly table: Table;
  private readonly keyring: Keyring;

  constructor(table: Table, keyring: Keyring) {
    this.table = table;
    this.keyring = keyring;
  }

  /** The write that stores a form, and the digest of what it stores. A draft's number is written over; see rules. */
  async save(id: string, form: number, content: DraftForm): Promise<{ write: Write; digest: string }> {
    const { clear, sealed } = splitSealed(content);
    const stored = { clear: JSON.stringify(clear), sealed: await this.keyring.seal(formContext(id, form), sealed) };
    return {
      write: this.table.putWrite('form', { ...keys.form(id, form), ...stored }, null),
      digest: digestOf(stored),
    };
  }

  /** A stored form, opened; undefined when there is none of this number. */
  async find(id: string, form: number): Promise<DraftForm | undefined> {
    const item = await this.table.find<FormItem>(keys.form(id, form));
    return item && this.open(id, form, item);
  }

  /** A form that was submitted, and therefore is complete. */
  async getSubmitted(id: string, form: number): Promise<Form> {
    const found = await this.find(id, form);
    if (!found) throw new Error(`form ${form} is missing`);
    return found as Form;
  }

  private async open(id: string, form: number, item: FormItem): Promise<DraftForm> {
    const sealed = await this.keyring.open(formContext(id, form), item.sealed);
    return joinSealed(JSON.parse(item.clear), sealed as never);
  }
}
