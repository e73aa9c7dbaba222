import { unmarshall } from '@aws-sdk/util-dynamodb';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { titleOf } from '../../shared/dossier/actions.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import type { Form } from '../../shared/form/form.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import type { ApplicationItem } from '../../shared/registry/applications.ts';
import { whoIs } from '../../tools/people.ts';
import type { SentMail } from '../support/memory/app.ts';
import type { Change } from '../support/memory/dynamodb.ts';
import { MemoryGround } from '../support/memory/place.ts';
import { Chance } from './chance.ts';
import { type Fault, Faults, faultTitles } from './faults.ts';
import { Found } from './found.ts';
import { Instances } from './instances.ts';
import { loop } from './loop.ts';
import type { Payment } from './payments.ts';
import { registrars } from './people/clerk.ts';
import { Staff } from './staff.ts';
import type { Timeline } from './timeline.ts';
import { Visitors } from './visitors.ts';

/** A household as its people know it, and what the office has of it. */
export interface Home {
  n: number;
  form: Form;
  /** The registrar who brought it in, or has it by now. */
  registrar: string;
  county: string;
  /** Its dossier; undefined until somebody was told that there is one. */
  id: string | undefined;
  workerMail: string;
  /** Whether the worker has that mailbox: whoever has none signs at the office. */
  hasMail: boolean;
  /** What else of it was told and nobody may find: telephones that it had since. */
  also: string[];
  /** Whether a disaster struck it, and it is to be taken in for a time (临时救助). */
  struck: boolean;
  /** Whether it left, and was put down anew. */
  cameBack: boolean;
  /** Whether its worker signs what they are sent. */
  signs: boolean;
  /** The card that somebody was told of last. */
  newAccount?: Form['account'];
}

/** 申请: what somebody has asked for themselves, as they know it. */
export interface Applied {
  home: Home;
  /** What may lie there: what they saved last, and what they do not know to be saved. */
  given: object[];
  /** How often they asked to send a paper. */
  papers: number;
  /** Whether they wanted it to be handed in, and by which name it is asked for from then on. */
  isHandedIn: boolean;
  receipt: string | undefined;
}

/** A file for an office outside the unions, as it lies there: its lines, and from which instant (ms) on it is answered. */
export interface Inquiry {
  orgPath: string;
  lines: string[];
  /** Undefined of an office that does not answer. */
  answersAt: number | undefined;
}

/** A batch of 旧档 as whoever handed it in knows it. */
export interface OldDossiers {
  by: string;
  orgPath: string;
  homes: ReadonlyMap<number, Home>;
}

export interface Settings {
  seed: number;
  code: string;
  /** Instant at which it begins, ms. */
  from: number;
  profile: ProvinceProfile;
  timeline: Timeline;
}

/** A province under a seed, with everything outside it. */
export class World {
  readonly ground: MemoryGround;
  readonly faults: Faults;
  readonly staff = new Staff();
  readonly visitors: Visitors;
  readonly timeline: Timeline;
  readonly homes: Home[] = [];
  readonly code: string;
  /** Staff and approvers who are not there. */
  readonly away = new Set<string>();
  /** Those of them who do not come back. */
  readonly gone = new Set<string>();
  /** Where the households of a county are brought in by now, where its union was merged into another. */
  readonly merged = new Map<string, string>();
  /** ID numbers of those who have signed to be checked. */
  readonly signed = new Set<string>();
  /** Files that were taken out for an office, by their batch. */
  readonly inquiries = new Map<string, Inquiry>();
  /** Old dossiers that somebody has handed in, by their batch: the households by their rows. */
  readonly transcripts = new Map<string, OldDossiers>();
  /** 资金发放 that somebody has handed in, by their batch. */
  readonly payments = new Map<string, Payment>();
  /** What households have asked for themselves, by its id: of one that was taken over its dossier's, too. */
  readonly applied = new Map<string, Applied>();
  /** 抽查 that somebody has prepared. */
  readonly spotChecks = new Set<string>();
  /** From here on faults have ceased, and everybody does their part. */
  calm = false;
  /** Tells checkers of what was written. */
  onEntry: (id: string, entry: JournalEntry) => void = () => undefined;
  onTouched: (id: string) => void = () => undefined;
  onApplication: (item: ApplicationItem) => void = () => undefined;
  private readonly seed: number;
  private readonly byDossier = new Map<string, Home>();
  private readonly orgPaths = new Map<string, string>();
  /** To which union each was proposed last. */
  private readonly transfers = new Map<string, string>();
  private readonly mailboxes = new Map<string, SentMail[]>();
  private mailsRead = 0;
  private found: Found | undefined;

  constructor({ seed, code, from, profile, timeline }: Settings) {
    this.seed = seed;
    this.code = code;
    this.timeline = timeline;
    this.faults = new Faults(seed);
    this.ground = new MemoryGround(code, new Date(from).toISOString(), profile);
    const instances = new Instances(this.ground.app, this.faults, ({ function: name, befallen }, outcome) => {
      if (befallen.length > 0) this.tell({ who: name, what: outcome, fault: befallen.join('、') });
    });
    this.ground.run = async (name, payload) => (await instances.invoke(name, payload)).answer;
    this.visitors = new Visitors(instances, this.faults, this.staff, (sentence) => this.fail(sentence));
    const { indexes } = this.ground.app.dynamoDb;
    indexes.now = () => loop.time();
    indexes.lateness = () => this.faults.lateness();
    this.ground.app.dynamoDb.onCommand = (_, written) => this.written(written);
  }

  chance(part: string): Chance {
    return new Chance(this.seed, part);
  }

  now(): string {
    return new Date(loop.time()).toISOString();
  }

  today(): string {
    return dateInShanghai(this.now());
  }

  tell({
    who,
    what,
    fault,
    household,
  }: {
    who: string;
    what: string;
    fault?: string;
    household?: number | undefined;
  }): void {
    this.timeline.tell({ at: this.now(), household, who, what, ...(fault === undefined ? {} : { fault }) });
  }

  befalls(fault: Fault, what: string): void {
    this.tell({ who: '故障', what, fault: faultTitles[fault] });
  }

  /** Something is wrong: the run ends as soon as it can. */
  fail(sentence: string, dossier?: string): void {
    this.found ??= new Found(sentence, dossier === undefined ? undefined : this.homeOf(dossier)?.n);
  }

  /** The workflow's executions, newest first. */
  executions(): { name: string; status: string }[] {
    return this.ground.stepFunctions?.listExecutions() ?? [];
  }

  /** Somebody begins to do something; whatever goes wrong with it is found. */
  begin(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.fail(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  }

  /** Throws what was found. */
  hold(): void {
    if (this.found) throw this.found;
  }

  own(home: Home, id: string): void {
    home.id = id;
    this.byDossier.set(id, home);
  }

  homeOf(dossier: string): Home | undefined {
    return this.byDossier.get(dossier) ?? this.applied.get(dossier)?.home;
  }

  private begun(id: string, orgPath: string, registrar: string): void {
    this.orgPaths.set(id, orgPath);
    const home = this.applied.get(id)?.home;
    if (!home) return;
    // What its household had asked for was taken over.
    Object.assign(home, { registrar, county: orgPath.split('/')[2] ?? home.county });
    this.own(home, id);
  }

  private movedTo(id: string, orgPath: string): void {
    this.orgPaths.set(id, orgPath);
    const home = this.homeOf(id);
    const there = this.staff.all().filter((each) => each.roles.includes('registrar') && each.orgPath === orgPath);
    const [registrar] = Object.entries(registrars).find(([, union]) => union === orgPath) ?? there.map(({ id }) => id);
    if (home && registrar) Object.assign(home, { registrar, county: orgPath.split('/')[2] ?? home.county });
  }

  private tookOver(id: string, { transcript, row }: { transcript: string; row: number }): void {
    const home = this.transcripts.get(transcript)?.homes.get(row);
    if (home === undefined || (home.id ?? id) !== id)
      this.fail(`旧档 ${transcript} 第 ${row} 行没有人报，或者转入了两次`);
    else this.own(home, id);
  }

  /** Whoever fills in its form from now on writes the account that was confirmed. */
  private hasNewAccount(id: string): void {
    const home = this.homeOf(id);
    if (home?.newAccount) home.form = { ...home.form, account: home.newAccount };
  }

  /** Union to which a dossier was proposed last. */
  transferOf(dossier: string): string | undefined {
    return this.transfers.get(dossier);
  }

  /** Union that a dossier belongs to by now. */
  orgPathOf(dossier: string): string | undefined {
    return this.orgPaths.get(dossier);
  }

  /** Mails to an address, oldest first. */
  mails(address: string): readonly SentMail[] {
    const { sent } = this.ground.app.relay;
    for (const mail of sent.slice(this.mailsRead)) {
      this.mailboxes.set(mail.to, [...(this.mailboxes.get(mail.to) ?? []), mail]);
    }
    this.mailsRead = sent.length;
    return this.mailboxes.get(address) ?? [];
  }

  private written(changes: readonly Change[]): void {
    for (const { before, after } of changes) {
      const pk = (after ?? before)?.pk?.S ?? '';
      if (pk.startsWith('D#')) this.onTouched(pk.slice(2));
      if (after?.sk?.S === 'APPLICATION') this.onApplication(unmarshall(after) as ApplicationItem);
      if (!pk.startsWith('J#') || after?.entry?.S === undefined) continue;
      const entry = JSON.parse(after.entry.S) as JournalEntry;
      const id = pk.slice(2);
      const { action } = entry;
      if (action.type === 'createDraft' || action.type === 'transcribe') this.begun(id, action.orgPath, entry.actor.id);
      if (action.type === 'transcribe') this.tookOver(id, action.source);
      if (action.type === 'proposeTransfer') this.transfers.set(id, action.to);
      if (action.type === 'acceptTransfer') this.movedTo(id, this.transfers.get(id) as string);
      if (action.type === 'confirmAccount') this.hasNewAccount(id);
      this.tell({
        household: this.homeOf(id)?.n,
        who: whoIs(entry.actor),
        what: `${titleOf(entry.action.type)}（第 ${entry.version} 条）`,
      });
      try {
        this.onEntry(id, entry);
      } catch (error) {
        // What a checker throws is no failure of the function that wrote it.
        this.fail(error instanceof Error ? (error.stack ?? error.message) : String(error), id);
      }
    }
  }
}
