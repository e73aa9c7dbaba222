import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { publisherOf } from '../province/publisher.ts';
import { Anchors, Leaves } from '../registry/anchors.ts';
import { Applicants } from '../registry/applicants.ts';
import { Applications } from '../registry/applications.ts';
import { Assessments } from '../registry/assessments.ts';
import { Batches } from '../registry/batches.ts';
import { Campaigns } from '../registry/campaigns.ts';
import { Checks } from '../registry/checks.ts';
import { CountedFigures } from '../registry/counted-figures.ts';
import { Disposals } from '../registry/disposals.ts';
import { Divisions } from '../registry/divisions.ts';
import { DossierKeys, DossierKeysToEnd, NewDossierKeys } from '../registry/dossier-keys.ts';
import { DossierReader } from '../registry/dossier-reader.ts';
import { Dossiers } from '../registry/dossiers.ts';
import { Forms } from '../registry/forms.ts';
import { GazetteReader } from '../registry/gazette.ts';
import { History } from '../registry/history.ts';
import { HistoryWriter } from '../registry/history-writer.ts';
import { HistoryYears } from '../registry/history-years.ts';
import { Inspections } from '../registry/inspections.ts';
import { Ledger } from '../registry/ledger.ts';
import { Links } from '../registry/links.ts';
import { Margins } from '../registry/margins.ts';
import { Names } from '../registry/names.ts';
import { Notices } from '../registry/notices.ts';
import { OpenFigures } from '../registry/open-figures.ts';
import { People } from '../registry/people.ts';
import { Perusals } from '../registry/perusals.ts';
import { Proposals } from '../registry/proposals.ts';
import { Questions } from '../registry/questions.ts';
import { Readings } from '../registry/readings.ts';
import { Receipts } from '../registry/receipts.ts';
import { Returns, ReturnWords } from '../registry/returns.ts';
import { Scenarios } from '../registry/scenarios.ts';
import { Scratches } from '../registry/scratches.ts';
import { SpotChecks } from '../registry/spot-checks.ts';
import { Table } from '../registry/table.ts';
import { Tasks } from '../registry/tasks.ts';
import { Traces } from '../registry/traces.ts';
import { Transcripts } from '../registry/transcripts.ts';
import { Tries } from '../registry/tries.ts';
import { Unions } from '../registry/unions.ts';
import { signingFromEnvironment } from '../runtime/s3-signing.ts';
import { readSecret } from '../runtime/secrets.ts';
import { BlindIndex } from '../sealing/blind-index.ts';
import { Keyring } from '../sealing/keyring.ts';
import { ProvinceKeyring, ProvinceSealer } from '../sealing/province-keyring.ts';
import { Signer } from '../sealing/signer.ts';
import { type App, part, type Surroundings } from './app.ts';

// The parts of an application, each by its name. A function's bundle holds those that its files name, and no other:
// therefore they are functions of the app and not its properties.

const dynamoDb = /* @__PURE__ */ part(({ edge }: Surroundings) => edge.dynamoDb ?? new DynamoDBClient({}));
const kms = /* @__PURE__ */ part(({ edge }: Surroundings) => edge.kms ?? new KMSClient({}));
const secrets = /* @__PURE__ */ part(({ edge }: Surroundings) => edge.secrets ?? new SecretsManagerClient({}));
export const s3 = /* @__PURE__ */ part(({ edge }: Surroundings) => edge.s3 ?? new S3Client({}));
/** Of addresses and forms of S3, which take no client. */
export const signing = /* @__PURE__ */ part(({ edge }: Surroundings) => edge.signing ?? signingFromEnvironment());
export const stepFunctions = /* @__PURE__ */ part(({ edge }: Surroundings) => edge.stepFunctions ?? new SFNClient({}));

/** A queue's URL says where SQS is, and so does the SDK's own endpoint: the latter can be told to be elsewhere. */
export const sqs = /* @__PURE__ */ part(
  ({ edge }: Surroundings) => edge.sqs ?? new SQSClient({ useQueueUrlAsEndpoint: false }),
);

/** A secret's text, by the name of the setting that says which. */
export const secret = (app: Surroundings, setting: string): Promise<string> =>
  readSecret(secrets(app), app.setting(setting));

export const publisher = /* @__PURE__ */ part(({ profile }: App) => publisherOf(profile));

export const table = /* @__PURE__ */ part(
  (app: Surroundings) => new Table(app.setting('REGISTRY_TABLE'), dynamoDb(app)),
);

const keyTable = (app: Surroundings) => ({ name: app.setting('DOSSIER_KEYS_TABLE'), client: dynamoDb(app) });
const sealKey = (app: Surroundings) => ({ arn: app.setting('SEAL_KEY_ARN'), kms: kms(app) });
export const newDossierKeys = /* @__PURE__ */ part(
  (app: Surroundings) => new NewDossierKeys(keyTable(app), sealKey(app)),
);
export const dossierKeysToEnd = /* @__PURE__ */ part((app: Surroundings) => new DossierKeysToEnd(keyTable(app)));
/** Of what is a dossier's. */
export const keyring = /* @__PURE__ */ part(
  (app: Surroundings) => new Keyring(new DossierKeys(keyTable(app), sealKey(app))),
);
/** Of what is no dossier's. */
const provinceKeyring = /* @__PURE__ */ part((app: Surroundings) => new ProvinceKeyring(sealKey(app)));
export const provinceSealer = /* @__PURE__ */ part((app: Surroundings) => new ProvinceSealer(sealKey(app)));
export const blindIndex = /* @__PURE__ */ part(
  (app: Surroundings) => new BlindIndex(() => secret(app, 'BLIND_INDEX_SECRET_ARN')),
);

export const dossiers = /* @__PURE__ */ part((app: App) => new Dossiers(table(app), app.profile));
export const divisions = /* @__PURE__ */ part((app: Surroundings) => new Divisions(table(app)));
export const tasks = /* @__PURE__ */ part((app: Surroundings) => new Tasks(table(app)));
export const dossierReader = /* @__PURE__ */ part((app: Surroundings) => new DossierReader(table(app)));
export const forms = /* @__PURE__ */ part((app: Surroundings) => new Forms(table(app), keyring(app)));
export const scratches = /* @__PURE__ */ part((app: Surroundings) => new Scratches(table(app), keyring(app)));
export const assessments = /* @__PURE__ */ part(
  (app: Surroundings) => new Assessments(dossierReader(app), keyring(app)),
);
export const history = /* @__PURE__ */ part((app: Surroundings) => new History(table(app), sealKey(app)));
export const historyWriter = /* @__PURE__ */ part((app: Surroundings) => new HistoryWriter(table(app), sealKey(app)));
export const historyYears = /* @__PURE__ */ part((app: Surroundings) => new HistoryYears(table(app)));
export const countedFigures = /* @__PURE__ */ part(
  (app: Surroundings) => new CountedFigures(table(app), provinceKeyring(app), provinceSealer(app)),
);
export const openFigures = /* @__PURE__ */ part((app: Surroundings) => new OpenFigures(table(app)));
export const ledger = /* @__PURE__ */ part((app: Surroundings) => new Ledger(table(app), keyring(app)));
export const checks = /* @__PURE__ */ part((app: Surroundings) => new Checks(table(app), provinceKeyring(app)));
export const batches = /* @__PURE__ */ part((app: Surroundings) => new Batches(table(app), provinceKeyring(app)));
export const transcripts = /* @__PURE__ */ part(
  (app: Surroundings) => new Transcripts(table(app), provinceKeyring(app)),
);
export const campaigns = /* @__PURE__ */ part((app: Surroundings) => new Campaigns(table(app)));
export const scenarios = /* @__PURE__ */ part((app: Surroundings) => new Scenarios(table(app)));
export const spotChecks = /* @__PURE__ */ part((app: Surroundings) => new SpotChecks(table(app)));
export const returns = /* @__PURE__ */ part((app: Surroundings) => new Returns(table(app)));
export const returnWords = /* @__PURE__ */ part((app: Surroundings) => new ReturnWords(provinceKeyring(app)));
export const inspections = /* @__PURE__ */ part((app: Surroundings) => new Inspections(table(app)));
export const disposals = /* @__PURE__ */ part((app: Surroundings) => new Disposals(table(app)));
export const margins = /* @__PURE__ */ part((app: Surroundings) => new Margins(table(app)));
export const traces = /* @__PURE__ */ part((app: App) => new Traces(table(app), dossiers(app)));
export const readings = /* @__PURE__ */ part((app: Surroundings) => new Readings(table(app)));
export const people = /* @__PURE__ */ part((app: Surroundings) => new People(table(app)));
export const names = /* @__PURE__ */ part((app: Surroundings) => new Names(people(app), provinceKeyring(app)));
export const unions = /* @__PURE__ */ part((app: Surroundings) => new Unions(table(app)));
export const links = /* @__PURE__ */ part((app: Surroundings) => new Links(table(app), blindIndex(app)));
export const perusals = /* @__PURE__ */ part((app: Surroundings) => new Perusals(table(app), blindIndex(app)));
export const applications = /* @__PURE__ */ part((app: App) => new Applications(table(app), keyring(app), app.profile));
export const applicants = /* @__PURE__ */ part(
  (app: Surroundings) => new Applicants(table(app), blindIndex(app), provinceKeyring(app)),
);
export const receipts = /* @__PURE__ */ part((app: Surroundings) => new Receipts(table(app), blindIndex(app)));
export const notices = /* @__PURE__ */ part((app: App) => new Notices(table(app), app.profile.code));
export const gazette = /* @__PURE__ */ part((app: App) => new GazetteReader(table(app), app.profile));
export const proposals = /* @__PURE__ */ part((app: Surroundings) => new Proposals(table(app)));
export const tries = /* @__PURE__ */ part((app: Surroundings) => new Tries(table(app)));
export const questions = /* @__PURE__ */ part((app: Surroundings) => new Questions(tries(app), blindIndex(app)));
export const leaves = /* @__PURE__ */ part((app: Surroundings) => new Leaves(table(app)));
export const anchors = /* @__PURE__ */ part((app: Surroundings) => new Anchors(table(app)));
/** Of the anchors. */
export const signer = /* @__PURE__ */ part(
  (app: Surroundings) => new Signer({ arn: app.setting('ANCHOR_KEY_ARN'), kms: kms(app) }),
);
