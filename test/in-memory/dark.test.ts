import { createDecipheriv } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { DecryptCommand } from '@aws-sdk/client-kms';
import { beforeAll, expect, test } from 'vitest';
import { issueCards } from '../../functions/documents/issue.ts';
import { printer } from '../../functions/documents/print/testing/printing.ts';
import { fullForm, leavesOf, toSignedPlan } from '../../functions/documents/testing/household.ts';
import type { OperationName } from '../../shared/contract/routes.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { type JournalEntry, verify } from '../../shared/dossier/journal.ts';
import { isSealed } from '../../shared/sealing/is-sealed.ts';
import type { Sealed } from '../../shared/sealing/sealed.ts';
import { dossiers, keyring } from '../../shared/services/services.ts';
import { examine } from '../../tools/verify/dossier.ts';
import type { StoredItem } from '../../tools/verify/stored.ts';
import { inEarnest } from '../support/examples/household.ts';
import { household } from '../support/household.ts';
import { ask, Journey, linkIn, mailed, people, told } from '../support/journey.ts';
import { legible } from '../support/legible.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../support/memory/app.ts';
import type { Item } from '../support/place.ts';

/** 档案密钥没有了的一户：写了什么，哪里都打不开；办过什么、谁办的，都还看得到。 */
const app = memoryApp({ profile: inEarnest });
const said = {
  dismissed: '反映家中有门面出租。',
  opening: '核对户口本上的号码',
  exit: '家庭收入已稳定高于标准。',
};
let id = '';
let other = '';

beforeAll(async () => {
  const beforeSigning = async (journey: Journey) => {
    await journey.attached('诊断证明复印件', '王建国诊断书');
    const asked = { as: people.surveyor, params: { id: journey.id }, body: { reason: said.opening } };
    await told(app, 'openNumbers', asked);
  };
  const papers = [{ kind: '收入证明', name: '社区开的收入证明' }];
  const life = await toSignedPlan(app, { papers, objections: ['dismissed', 'setAside'], late: true, beforeSigning });
  id = life.id;
  await issueCards(app, id, printer);
  await life.exitProposed('difficultyOver', said.exit);
  const another = new Journey(app);
  await another.submitted(household(7), '2026-11-23T02:00:00Z');
  other = another.id;
});

/** The table, but the directory: it is of the unions' people. */
const items = () =>
  (legible(app.dynamoDb.all()) as Item[]).filter(({ pk }) => !pk.startsWith('PERSON#') && pk !== 'PEOPLE');

/** Every sealed text in it, in JSON within it too. */
function sealedIn(value: unknown): Sealed[] {
  if (typeof value === 'string') return /^[[{]/.test(value) ? sealedIn(JSON.parse(value)) : [];
  if (typeof value !== 'object' || value === null) return [];
  return isSealed(value) ? [value] : Object.values(value).flatMap(sealedIn);
}

const ofDossier = (dossier: string) =>
  items().filter(({ pk, dossierId }) => pk.endsWith(`#${dossier}`) || dossierId === dossier);

/** As a function does that has just been started: no key is at hand in it. */
const cold = (): MemoryApp => ({ ...app });

/** The dossier's key, as its item and KMS give it. */
async function plainKey(dossier: string): Promise<Buffer> {
  const { wrapped } = app.dynamoDb.dossierKeys.item(dossier);
  const command = new DecryptCommand({
    KeyId: app.setting('SEAL_KEY_ARN'),
    CiphertextBlob: Buffer.from(wrapped, 'base64'),
    EncryptionContext: { purpose: 'dossier', dossier },
  });
  const { Plaintext } = await (app.edge.kms as NonNullable<typeof app.edge.kms>).send(command);
  return Buffer.from(Plaintext as Uint8Array);
}

/**
 * What is under the ciphertext by this key, whatever it is bound to: GCM is a counter that begins at two. What a zero
 * begins was deflated (shared/sealing/cipher.ts).
 */
function under(key: Buffer, { iv, text }: Sealed): unknown {
  const counter = Buffer.concat([Buffer.from(iv, 'base64'), Buffer.from([0, 0, 0, 2])]);
  const decipher = createDecipheriv('aes-256-ctr', key, counter);
  const bytes = decipher.update(Buffer.from(text, 'base64').subarray(0, -16));
  return JSON.parse((bytes[0] === 0 ? inflateRawSync(bytes.subarray(1)) : bytes).toString('utf8'));
}

test('一户一辈子封上的每一处，都在这一户的档案密钥之下；别户的打不开它们', async () => {
  const sealed = ofDossier(id).flatMap(sealedIn);
  const [own, foreign] = [await plainKey(id), await plainKey(other)];
  const texts = sealed.map((each) => JSON.stringify(under(own, each)));
  for (const text of [...Object.values(said), '同意建档，按月走访。', '王建国诊断书', fullForm.worker.homeAddress]) {
    expect(
      texts.some((each) => each.includes(text)),
      text,
    ).toBe(true);
  }
  for (const each of sealed) expect(() => under(foreign, each)).toThrow();
  // No sealed text of the registry lies outside, and none has a key of its own.
  expect(items().flatMap(sealedIn)).toHaveLength(sealed.length + ofDossier(other).flatMap(sealedIn).length);
  expect(JSON.stringify(items())).not.toContain('"key":');
});

test('档案表整张封上：收入、存款、支出，哪一栏的金额在表里都找不到', () => {
  const stored = JSON.stringify(items());
  const amounts = leavesOf(fullForm).filter(({ path, text }) => /^\d{5,}$/.test(text) && !path.endsWith('Division'));
  expect(amounts.length).toBeGreaterThan(10);
  for (const { path, text } of amounts) expect(stored.includes(text), path).toBe(false);
  for (const { sk, ...item } of ofDossier(id).filter((each) => each.sk.startsWith('FORM#'))) {
    expect(Object.keys(item), sk).toEqual(['pk', 'sealed']);
  }
});

test('密钥一删，处处打不开；列表、日志、摘要链和别户照旧', async () => {
  const reviewer = people.reviewer;
  const list = () => told<AnswerOf<'listDossiers'>>(cold(), 'listDossiers', { as: reviewer, query: {} });
  const sealed = ofDossier(id).flatMap(sealedIn);
  const before = await list();
  const back = app.dynamoDb.dossierKeys.mark();
  app.dynamoDb.dossierKeys.remove(id);

  const dark = keyring(cold());
  for (const each of sealed) {
    await expect(dark.open(`${id}/form/1`, each)).rejects.toMatchObject({ name: 'MissingDossierKey' });
  }
  const opening: [OperationName, object][] = [
    ['getDossier', {}],
    ['openNumbers', { body: { reason: said.opening } }],
    ['makePlan', { body: {} }],
  ];
  for (const [operation, more] of opening) {
    const answer = await ask(cold(), operation, { as: people.surveyor, params: { id }, ...more });
    expect(answer.statusCode, operation).toBeGreaterThanOrEqual(400);
    for (const { text } of leavesOf(fullForm)) if (text.length > 3) expect(answer.body).not.toContain(text);
  }
  // Nobody is sent a page that could not be opened.
  const sent = (await mailed(cold())).filter(({ to }) => to.startsWith('approver'));
  for (const mail of sent) {
    const { nonce } = linkIn(mail as SentMail);
    expect((await ask(cold(), 'approvalPage', { params: { nonce } })).statusCode).toBeGreaterThanOrEqual(500);
  }

  expect(await list()).toEqual(before);
  const asked = { as: people.auditor, params: { id }, query: {} };
  const { entries } = await told<AnswerOf<'getJournal'>>(cold(), 'getJournal', asked);
  const { version, hash, state } = await dossiers(cold()).get(id);
  expect(verify(id, entries as JournalEntry[], { version, hash, state })).toEqual([]);
  expect((await ask(cold(), 'getDossier', { as: reviewer, params: { id: other } })).statusCode).toBe(200);

  // What lies beside the journal is still held to it, form and all: no key is needed.
  const all = app.dynamoDb.all<StoredItem>();
  const stored = {
    partition: async (pk: string) => all.filter((each) => each.pk === pk).sort((a, b) => (a.sk < b.sk ? -1 : 1)),
    async *scan() {
      yield* all;
    },
  };
  const looking = { terms: () => app.profile, today: '2026-11-23' };
  expect((await examine(stored, id, looking))?.faults).toEqual([]);

  back();
  expect((await ask(cold(), 'getDossier', { as: reviewer, params: { id } })).statusCode).toBe(200);
});
