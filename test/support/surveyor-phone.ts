import { createHash } from 'node:crypto';
import type { Settings } from '../../clients/mini-program/lib/settings.ts';
import { photos } from '../../shared/attachments/photos.fixture.ts';
import { countiesOf } from '../../shared/divisions/divisions.ts';
import { Phone } from './phone.ts';
import { type Household, type Province, surveyor } from './province.ts';

export const passphrase = '春城无处不飞花2026';
export const opinion = '看了病历和住房，与档案表一致。';
export const photo = photos.baseline as Buffer;

/** Where a phone is used, and how its provider gives an authorization code for a challenge. */
export interface Ground {
  settings: Settings;
  fetch: typeof globalThis.fetch;
  authorize(sub: string, challenge: string): Promise<string>;
}

/** The settings of a mini-program that was built for a province of the tests. */
export const settingsFor = (api: string, issuer: string): Settings => ({
  api,
  issuer,
  clientId: 'workbench',
  province: '云南省',
  union: '云南省总工会',
  divisions: countiesOf('530000'),
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

/** A province in memory, and a provider that gives a token for a code once, to whoever has the verifier. */
export function inMemory(province: Province): Ground {
  const issuer = 'https://id.example.cn';
  const codes = new Map<string, { sub: string; challenge: string }>();
  const exchanged = (fields: URLSearchParams): Response => {
    const code = fields.get('code') ?? '';
    const given = codes.get(code);
    codes.delete(code);
    if (!given || given.challenge !== sha256(fields.get('code_verifier') ?? '')) {
      return Response.json({ error: 'invalid_grant' }, { status: 400 });
    }
    return Response.json({ access_token: given.sub });
  };
  return {
    settings: settingsFor(province.addresses.api, issuer),
    fetch: async (resource, init) => {
      const url = String(resource);
      if (url.startsWith(`${issuer}/.well-known/`)) return Response.json({ token_endpoint: `${issuer}/token` });
      if (url === `${issuer}/token`) return exchanged(new URLSearchParams(String(init?.body)));
      return province.addresses.fetch(resource, init);
    },
    authorize: async (sub, challenge) => {
      const code = crypto.randomUUID();
      codes.set(code, { sub, challenge });
      return code;
    },
  };
}

/** A phone in a surveyor's hand: what they do on it, by what is written on its pages. */
export class SurveyorPhone extends Phone {
  /** The API takes nobody's token any more. */
  tokensEnded = false;
  private readonly authorize: Ground['authorize'];

  constructor({ settings, fetch, authorize }: Ground) {
    super(settings, async (resource, init) => {
      const ended = this.tokensEnded && String(resource).startsWith(settings.api);
      return ended ? Response.json({ code: 1501, title: '没有登录。' }, { status: 401 }) : fetch(resource, init);
    });
    this.authorize = authorize;
  }

  /** What the workbench shows to somebody who types these digits there. */
  async codeFor(sub: string, digits: string): Promise<string> {
    const seed = sha256(crypto.randomUUID());
    return `JDLK1.${seed}.${await this.authorize(sub, sha256(sha256(`${seed}.${digits}`)))}`;
  }

  async signIn(sub = surveyor): Promise<void> {
    await this.tap('.sign-in');
    this.seen = await this.codeFor(sub, this.shown.digits as string);
    await this.tap('.scan');
  }

  async unlock(): Promise<void> {
    await this.tap('.unlock');
    await this.type('.passphrase', passphrase);
    if (this.shown.isNew) await this.type('.again', passphrase);
    await this.tap('.open');
  }

  /** At the list of visits, unlocked and signed in. */
  async atVisits(): Promise<void> {
    await this.tap('.to-visits');
    await this.unlock();
    await this.signIn();
  }

  /** Takes a household along, and opens it. */
  async takeAlong(one: Household): Promise<void> {
    await this.tap('.look');
    const listed = this.shown.toTake as { dossier: string }[];
    const nth = listed.findIndex(({ dossier }) => dossier === one.id);
    await this.tap('.take', nth);
    await this.openVisit();
  }

  openVisit(): Promise<void> {
    return this.tap('.open');
  }

  async fillIn(): Promise<void> {
    const questions = this.top.querySelectorAll('.question').length;
    for (let i = 0; i < questions; i++) await this.choose('.question', 'yes', i);
    await this.choose('.outcome', 'confirmed');
    await this.type('.opinion', opinion);
  }

  async photograph(count = 1): Promise<void> {
    this.camera = Array.from({ length: count }, () => new Uint8Array(photo));
    await this.tap('.photograph');
  }

  /** The phone lies aside for a moment, so that what was typed is sealed, and its battery ends. */
  async killed(): Promise<void> {
    this.putAside();
    await this.rest();
    this.start();
  }

  /** Everything on the phone that outlives the mini-program, as one text. */
  stored(): string {
    const contents = [...this.files.values()].map((bytes) => Buffer.from(bytes).toString('latin1'));
    return [...contents, JSON.stringify([...this.storage]), ...this.files.keys()].join('\n');
  }
}
