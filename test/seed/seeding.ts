import type { KMSClient } from '@aws-sdk/client-kms';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Chance } from '../../bench/population/chance.ts';
import type { Household as Drawn } from '../../bench/population/population.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { Form } from '../../shared/form/form.ts';
import { type Key, TRACE } from '../../shared/registry/keys.ts';
import { ledTo } from '../../shared/registry/trace-lists.ts';
import { type MemoryApp, memoryApp } from '../support/memory/app.ts';
import { type Office, offices, SeedPopulation } from './people.ts';
import { type Household, type Item, parted } from './running.ts';
import { draw } from './standings.ts';
import { Present, Walk } from './walk.ts';

/** What the running system has that every household's papers are sealed, found and numbered with. */
interface Ground {
  kms: KMSClient;
  secrets: SecretsManagerClient;
  sealKey: string;
  blindIndexSecret: string;
  office: readonly Item[];
}

/** Of their day, or somebody else's: mails that went out, tries, answers of idempotent requests, readings. */
const ofTheDay = /^(MAIL|TRIES|IDEMPOTENCY|R|SWEEP|RELOOK|PERSON|PEOPLE|UNIONS|GAZETTE)(#|$)/;
const DAY = 86_400_000;
/** So many numbers lie between one seed's households and the next one's. */
const SEEDS_APART = 1_000_003;

/** Households of a seed, one after the other, each walked to where it stands. */
export class Seeding {
  private readonly seed: number;
  private readonly now: Date;
  private readonly population: SeedPopulation;
  private readonly memory: MemoryApp;
  private readonly back: () => void;
  private readonly counters = new Map<string, Item>();
  private readonly counts = new Map<string, number>();
  private index = 0;

  constructor(seed: number, now: Date, { kms, secrets, sealKey, blindIndexSecret, office }: Ground) {
    this.seed = seed;
    this.now = now;
    this.population = new SeedPopulation(seed);
    const memory = memoryApp();
    const own: Record<string, string> = { SEAL_KEY_ARN: sealKey, BLIND_INDEX_SECRET_ARN: blindIndexSecret };
    const setting = (name: string) => own[name] ?? memory.setting(name);
    this.memory = { ...memory, setting, edge: { ...memory.edge, kms, secrets } };
    for (const item of office) this.memory.dynamoDb.put(unmarshall(item));
    this.back = this.memory.mark();
    for (const level of ['info', 'warn', 'log'] as const) quieten(level);
  }

  /** Those that are put already: drawn, so that the next ones are the same as ever. */
  skip(count: number): void {
    for (let n = 0; n < count; n++) this.drawn();
  }

  /** The next household, as the table is to have it. */
  async next(): Promise<Household> {
    const { household, child } = this.drawn();
    const chance = new Chance(this.seed * SEEDS_APART + this.index);
    const { name, days, go } = draw(chance);
    const office = offices.get(household.place.county.code) as Office;
    const [from, to] = days;
    const start = new Date(this.morning(this.now.getTime() - (from + chance.next() * (to - from)) * DAY));
    this.memory.at(start);
    const form = before(dateInShanghai(start), household.form);
    const again = () => new Walk(this.memory, office, this.now);
    const others = [...offices.values()].filter((each) => each !== office);
    const elsewhere = chance.pick(others).registrar;
    try {
      await go({ walk: again(), form, chance, child: () => child, elsewhere, again });
    } catch (error) {
      if (!(error instanceof Present))
        throw new Error(`第 ${this.index} 户（${name}）：${(error as Error).message}`, { cause: error });
    }
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    return this.taken();
  }

  told(): string {
    return [...this.counts].map(([name, count]) => `${name} ${count}`).join('、');
  }

  /** Before anything else is drawn, all that a household may need of the population: how it is used must not move the next one. */
  private drawn() {
    this.index++;
    const household = this.population.next();
    return {
      household: { ...household, form: this.population.form(household) } as Drawn & {
        form: Form;
      },
      child: this.population.child(household),
    };
  }

  /** Ten in the morning of that day, in Shanghai, or as soon before the present as there is. */
  private morning(instant: number): number {
    const ten = Math.floor((instant + 8 * 3_600_000) / DAY) * DAY + 2 * 3_600_000;
    return Math.min(ten, this.now.getTime() - 60_000);
  }

  private taken(): Household {
    const { dynamoDb, s3, relay, counted } = this.memory;
    const items = new Map<string, Item | undefined>();
    for (const { before, after } of dynamoDb.changes) {
      const { pk, sk } = (after ?? before) as Item;
      if (!ofTheDay.test(pk?.S ?? '')) items.set(`${pk?.S} ${sk?.S}`, after);
    }
    const left = [...items.values()].filter((item) => item !== undefined);
    const isTrace = ({ pk }: Item) => pk?.S?.startsWith(TRACE) === true;
    const ids = dynamoDb.dossierKeys.dossiers();
    const keys = ids.map((id) => ({ pk: { S: id }, wrapped: { S: dynamoDb.dossierKeys.item(id).wrapped } }));
    const files = [...s3.objects].map(([key, { body, contentType }]) => {
      return { key, contentType, body: Buffer.from(body).toString('base64') };
    });
    this.back();
    relay.sent.length = 0;
    counted.length = 0;
    for (const item of left.filter(({ sk }) => sk?.S === 'COUNTER')) this.counters.set(item.pk?.S ?? '', item);
    for (const item of this.counters.values()) dynamoDb.put(unmarshall(item));
    dynamoDb.changes.length = 0;
    return { keys, files, ...parted(left.filter((item) => !isTrace(item))), traces: left.filter(isTrace).flatMap(led) };
  }
}

/** The dossiers to which a trace leads, and its hash. */
function led(item: Item): Household['traces'] {
  const found = unmarshall(item) as Key & { ids?: unknown };
  return ledTo(found).map((dossier) => ({ hash: found.pk.slice(TRACE.length), dossier }));
}

/** The household as it was on a day: who was born later is not of it yet, and it earns by so much less. */
function before(day: string, form: Form): Form {
  const members = form.members.filter(({ birthDate = '' }) => birthDate < day);
  const householdSize = 1 + members.length;
  const monthlyIncome = ((form.worker.monthlyIncome ?? 0) / form.household.householdSize) * householdSize;
  return {
    ...form,
    members,
    worker: { ...form.worker, monthlyIncome },
    household: { ...form.household, householdSize, annualHouseholdIncome: monthlyIncome * 12 },
  };
}

/** What functions log is nothing to whoever watches the progress. */
function quieten(level: 'info' | 'warn' | 'log'): void {
  const own = console[level];
  console[level] = (...said: unknown[]) => {
    if (typeof said[0] === 'string') own(...said);
  };
}
