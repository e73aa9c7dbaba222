import { type Contact, UNKNOWN_NAME } from '../directory/person.ts';
import type { ProvinceKeyring } from '../sealing/province-keyring.ts';
import { type People, type PersonItem, personContext } from './people.ts';

/** What people are called, where it is said to somebody: one read a name. */
export class Names {
  private readonly people: People;
  private readonly keyring: ProvinceKeyring;

  constructor(people: People, keyring: ProvinceKeyring) {
    this.people = people;
    this.keyring = keyring;
  }

  contactOf({ id, sealed }: Pick<PersonItem, 'id' | 'sealed'>): Promise<Contact> {
    return this.keyring.open<Contact>(personContext(id), sealed);
  }

  /** 何静, or 未登记姓名; never the id. */
  async of(id: string): Promise<string> {
    const person = await this.people.find(id);
    return person ? (await this.contactOf(person)).name : UNKNOWN_NAME;
  }

  /** 宋国栋 副主席, or 未登记姓名. */
  async withPost(id: string): Promise<string> {
    const person = await this.people.find(id);
    if (!person) return UNKNOWN_NAME;
    const { name, post } = await this.contactOf(person);
    return `${name} ${post}`;
  }
}
