import { FOUND_BY } from '../../shared/registry/keys.ts';
import { ledTo } from '../../shared/registry/trace-lists.ts';
import type { StoredItem } from '../../tools/verify/stored.ts';
import { executionsOf } from '../support/inside.ts';
import { type Household, type Province, reviewer } from '../support/province.ts';

/** Where the drill takes place: a province, and its tables as an operator reaches them. */
export interface DrillGround {
  province: Province;
  /** Everything in the registry's table. */
  items(): Promise<StoredItem[]>;
  put(item: StoredItem): Promise<void>;
  remove(item: StoredItem): Promise<void>;
  /** As AWS restores a table to this second, beside the live one. */
  copy(what: 'registry' | 'keys'): Promise<void>;
  /** Every wrapped key is gone. */
  loseKeys(): Promise<void>;
  /** `npm run restore -- --all --take restored --apply`, with the tables of keys or without. */
  restore(which: { keys: boolean }): Promise<void>;
  /** `npm run verify -- --all`: what it found. */
  verified(): Promise<string[]>;
  /** Whether a function that has just been started opens the household's form; it says whose it is. */
  opens(one: Household): Promise<string | undefined>;
}

/** What was found wrong at the end of a drill. */
export class DrillFailed extends Error {}

/**
 * A restore as it is done in earnest: households in different standings, a copy of the table, a little more work, and
 * then damage of every kind. In the end everything follows from the journals again, every household's form opens, nothing
 * was begun or sent twice, and who was waited for decides.
 */
export class Drill {
  private readonly ground: DrillGround;
  private readonly say: (line: string) => void;
  private readonly named = new Map<string, Household>();
  private before: Record<string, unknown> = {};
  /** The head that is wound back to. */
  private earlier: StoredItem | undefined;

  constructor(ground: DrillGround, say: (line: string) => void = () => undefined) {
    this.ground = ground;
    this.say = say;
  }

  private get province(): Province {
    return this.ground.province;
  }

  private one(name: string): Household {
    const found = this.named.get(name);
    if (!found) throw new Error(`no household ${name}`);
    return found;
  }

  /** Five households in different standings; then the copy, and a little more work that it does not have. */
  async prepare(): Promise<void> {
    const { province } = this;
    const [signed, asked] = await province.dossiersIn('awaitingApproval', 2);
    await province.walk([signed as Household], 'awaitingApproval', 'signed');
    const [surveying, noticed] = await province.dossiersIn('surveying', 2);
    await province.walk([noticed as Household], 'surveying', 'underNotice');
    const draft = await province.dossierIn('draft');
    const all = { 已发卡: signed, 等审批: asked, 公示中: noticed, 调查中: surveying, 草稿: draft };
    for (const [name, one] of Object.entries(all)) this.named.set(name, one as Household);
    await this.ground.copy('registry');
    this.earlier = headOf(await this.ground.items(), this.one('调查中'));
    this.say(`备好 ${this.named.size} 户，各在不同的环节；登记表恢复到这一刻的一份放在旁边`);
    await province.walk([this.one('调查中')], 'surveying', 'underNotice');
    this.named.set('后来的草稿', await province.dossierIn('draft'));
    await this.ground.copy('keys');
    this.say('此后又办了一户的调查，登记了一户新的；密钥表恢复到出事前一刻的一份放在旁边');
    this.before = await this.outside();
  }

  /** A dossier deleted whole, a form replaced, a head wound back, and all keys lost. */
  async damage(): Promise<void> {
    const items = await this.ground.items();
    const [asked, noticed] = ['等审批', '公示中'].map((name) => this.one(name).id);
    const of = (id?: string) => (item: StoredItem) =>
      [`D#${id}`, `J#${id}`].includes(item.pk) ||
      (item.dossierId === id && /^(ID|NOTICE)#/.test(item.pk)) ||
      (item.sk.endsWith(`${id}`) && FOUND_BY.test(item.pk)) ||
      ledTo(item).includes(`${id}`);
    for (const item of items.filter(of(asked))) await this.ground.remove(item);
    const form = (id?: string) => items.find(({ pk, sk }) => pk === `D#${id}` && sk === 'FORM#0001') as StoredItem;
    await this.ground.put({ ...form(noticed), sealed: form(this.one('已发卡').id).sealed });
    await this.ground.put(this.earlier as StoredItem);
    await this.ground.loseKeys();
    this.say('一份档案整份删掉，一份档案表换成别户的，一个档案头退回去，档案密钥全部丢失');
  }

  async restore(which: { keys: boolean } = { keys: true }): Promise<void> {
    await this.ground.restore(which);
    await this.province.system.atRest();
  }

  /** Throws DrillFailed, which says what is wrong. */
  async check(): Promise<void> {
    const faults = await this.ground.verified();
    if (faults.length > 0) throw new DrillFailed(`核对有 ${faults.length} 处不符：${faults[0]}`);
    this.say('核对全部：没有不符');
    for (const [name, one] of this.named) {
      const worker = await this.ground.opens(one);
      if (worker !== one.form.worker.name) throw new DrillFailed(`${name}的一户，档案表打不开`);
    }
    this.say(`${this.named.size} 户的档案表都打得开`);
    const after = await this.outside();
    for (const [what, was] of Object.entries(this.before)) {
      if (JSON.stringify(after[what]) !== JSON.stringify(was)) throw new DrillFailed(`${what}与出事以前不同`);
    }
    this.say('放回的日志又经过一遍变更流：没有多起一次执行，没有多发一封信');
  }

  /** Who waited when it was lost is asked again, and goes on. */
  async goesOn(): Promise<void> {
    const [asked, { system }] = [this.one('等审批'), this.province];
    await system.as(reviewer).call('resendApproval', { params: { id: asked.id }, body: {} });
    await system.atRest();
    await this.province.walk([asked], 'awaitingApproval', 'registered');
    this.say('整份删掉过的一户：补发链接，审批人批了，建了档');
  }

  /** What the outside has seen of the households: executions begun, mails sent. */
  private async outside(): Promise<Record<string, unknown>> {
    const seen: Record<string, unknown> = {};
    const mails = (await this.ground.items()).filter(({ pk }) => pk.startsWith('MAIL#'));
    seen.发出的信 = mails.map(({ pk, status, attempts }) => `${pk} ${status} ${attempts}`).sort();
    for (const [name, one] of this.named) {
      const all = Object.entries(await executionsOf(this.province, one));
      seen[`${name}的执行`] = all.map(([run, { status, currentState }]) => [run, status, currentState]);
    }
    return seen;
  }
}

const headOf = (items: readonly StoredItem[], { id }: Household): StoredItem =>
  items.find(({ pk, sk }) => pk === `D#${id}` && sk === 'HEAD') as StoredItem;
