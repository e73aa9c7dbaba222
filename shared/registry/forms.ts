import { digest } from '../digest/digest.ts';
import type { DraftForm, Form } from '../form/form.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { Sealed } from '../sealing/sealed.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

export interface FormItem extends Key {
  sealed: Sealed;
}

/** What a form's ciphertext is bound to: it opens nowhere else. */
const formContext = (id: string, form: number): string => `${id}/form/${form}`;

/** Of what is stored: whoever has the table can tell without any key whether a form is the one that was saved. */
export const digestOf = ({ sealed }: Pick<FormItem, 'sealed'>): string => digest(sealed);

/** Forms in the registry, sealed whole before they reach the table: not even how much is filled in is left to read. */
export class Forms {
  private readonly table: Table;
  private readonly keyring: Keyring;

  constructor(table: Table, keyring: Keyring) {
    this.table = table;
    this.keyring = keyring;
  }

  /** The write that stores a form, and the digest of what it stores. A draft's number is written over; see rules. */
  async save(id: string, form: number, content: DraftForm): Promise<{ write: Write; digest: string }> {
    const sealed = await this.keyring.seal(formContext(id, form), content);
    return {
      write: this.table.putWrite('form', { ...keys.form(id, form), sealed }, null),
      digest: digestOf({ sealed }),
    };
  }

  /** A stored form, opened; undefined when there is none of this number. */
  async find(id: string, form: number): Promise<DraftForm | undefined> {
    const item = await this.table.find<FormItem>(keys.form(id, form));
    return item && this.keyring.open<DraftForm>(formContext(id, form), item.sealed);
  }

  /** A form that was submitted, and therefore is complete. */
  async getSubmitted(id: string, form: number): Promise<Form> {
    const found = await this.find(id, form);
    if (!found) throw new Error(`form ${form} is missing`);
    return found as Form;
  }
}
