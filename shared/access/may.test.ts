import { describe, expect, it } from 'vitest';
import { sealed } from '../dossier/actions.fixture.ts';
import { journeys, stateAfter } from '../dossier/journeys.fixture.ts';
import { type Ability, abilities, abilitiesOf, handled, mayNot, type Role, roles, type User } from './may.ts';

/** Who may do what, as the unions divide the work. Whatever is not written here is refused. */
const duties: Record<Role, readonly Ability[]> = {
  registrar: [
    'exportList',
    'readApplications',
    'handleApplication',
    'takeOverApplication',
    'createDraft',
    'saveForm',
    'addAttachment',
    'submit',
    'withdraw',
    'withdrawConsent',
    'read',
    'print',
    'readJournal',
    'list',
    'listTasks',
    'search',
    'assess',
    'openNumbers',
    'recordDeliberation',
    'authorizeCheck',
    'readChecks',
    'explainCheck',
    'makePlan',
    'showOwn',
    'answerCorrection',
    'confirmSignature',
    'openAmendment',
    'openConversion',
    'updateContact',
    'proposeAccount',
    'paperInStep',
    'recordEntered',
    'recordAid',
    'recordVisit',
    'prepareBatch',
    'readBatches',
    'settleBatch',
    'prepareTranscript',
    'readTranscripts',
    'proposeTransfer',
    'answerTransfer',
    'readCampaigns',
    'readScenarios',
    'readScenarioHouseholds',
    'reverify',
    'proposeExit',
    'abandon',
    'readMargin',
    'recordRemedy',
    'keepMargin',
    'readUnions',
    'readStandards',
    'readDisclosure',
  ],
  surveyor: [
    'exportList',
    'confirmSignature',
    'addAttachment',
    'read',
    'print',
    'list',
    'listTasks',
    'assess',
    'recordSurvey',
    'authorizeCheck',
    'recordVisit',
    'openNumbers',
    'readUnions',
    'readStandards',
    'readDisclosure',
  ],
  reviewer: [
    'exportList',
    'listDuties',
    'readReturns',
    'signReturn',
    'readPlanResults',
    'readInspections',
    'exportNumbers',
    'confirmAccount',
    'readApplications',
    'handleApplication',
    'answerCorrection',
    'sendCheck',
    'readChecks',
    'ruleCheck',
    'readAgain',
    'readMargin',
    'readSpotChecks',
    'readDisposals',
    'confirmDisposal',
    'releaseDisposal',
    'keepLonger',
    'confirmSignature',
    'read',
    'print',
    'readJournal',
    'readBatches',
    'openCampaign',
    'readCampaigns',
    'openScenario',
    'readScenarios',
    'readScenarioHouseholds',
    'decideBatch',
    'readTranscripts',
    'confirmTranscript',
    'proposeTransfer',
    'answerTransfer',
    'readReadings',
    'list',
    'listTasks',
    'search',
    'assess',
    'exempt',
    'clear',
    'ruleDuplicate',
    'merge',
    'resolveObjection',
    'resendApproval',
    'readPeople',
    'readFigures',
    'readUnions',
    'readStandards',
    'readDisclosure',
  ],
  administrator: [
    'listDuties',
    'readReturns',
    'grantInspection',
    'readInspections',
    'openCampaign',
    'readCampaigns',
    'listTasks',
    'resendApproval',
    'manageDirectory',
    'readHealth',
    'readPeople',
    'readFigures',
    'readUnions',
    'readStandards',
    'readDisclosure',
    'changeGazette',
    'readGazette',
    'resume',
  ],
  inspector: [
    'readConduct',
    'readReturns',
    'readPlanResults',
    'readInspections',
    'read',
    'readJournal',
    'readReadings',
    'list',
    'search',
    'readChecks',
    'readCampaigns',
    'readBatches',
    'readTranscripts',
    'readDisposals',
    'readSpotChecks',
    'readMargin',
    'readPeople',
    'readFigures',
    'readUnions',
    'readStandards',
    'readDisclosure',
  ],
  auditor: [
    'exportList',
    'listDuties',
    'readReturns',
    'readScenarios',
    'readConduct',
    'readPlanResults',
    'readInspections',
    'readApplications',
    'readChecks',
    'readAgain',
    'readMargin',
    'addAttachment',
    'prepareSpotCheck',
    'readSpotChecks',
    'recordFinding',
    'readDisposals',
    'readCampaigns',
    'read',
    'print',
    'readJournal',
    'readBatches',
    'readTranscripts',
    'readReadings',
    'list',
    'search',
    'readPeople',
    'readFigures',
    'readUnions',
    'readStandards',
    'readDisclosure',
    'readGazette',
  ],
  approver: ['listTasks', 'readFindings', 'decideApproval', 'readUnions', 'readStandards', 'readDisclosure'],
};
const everything = Object.keys(abilities) as Ability[];

const unit = '530000/530100/530102/U0001';
/** A user's org path, and whether the dossier of `unit` is theirs. */
const places: [string, boolean][] = [
  [unit, true],
  ['530000/530100/530102', true],
  ['530000/530100', true],
  ['530000', true],
  ['530000/530100/530102/U0002', false],
  ['530000/530100/530102/U0001/G1', false],
  ['530000/530100/530102/U000', false],
  ['530000/530100/53010', false],
  ['530000/530100/530103', false],
  ['530000/530300', false],
  ['370000', false],
  ['53', false],
];

const user = (held: Role[], orgPath: string, id = 'me'): User => ({ id, roles: held, orgPath });
const under = stateAfter(...journeys.surveying);
const dossier = {
  ...under,
  orgPath: unit,
  matter: { ...under.matter, registrars: ['registrar-1'], surveyors: ['surveyor-1'] },
};

/** Every combination of roles that somebody can hold. */
const combinations: Role[][] = Array.from({ length: 2 ** roles.length }, (_, bits) =>
  roles.filter((_, index) => bits & (1 << index)),
);

describe('谁能做什么', () => {
  it('每种角色的组合、每项操作、每个组织位置：只有本线上的、有此职责的人可以', () => {
    for (const held of combinations) {
      for (const ability of everything) {
        for (const [orgPath, isTheirs] of places) {
          const refusal = mayNot(user(held, orgPath), ability, dossier);
          const has = held.some((role) => duties[role].includes(ability));
          expect(refusal, `${held.join('+')} ${ability} ${orgPath}`).toBe(
            !isTheirs ? 'elsewhere' : has ? undefined : 'role',
          );
        }
      }
    }
  });

  it('别处的人连有没有这项职责都问不出来', () => {
    expect(mayNot(user(['surveyor'], '530000/530300'), 'submit', dossier)).toBe('elsewhere');
  });

  it('没有角色的人什么也不能做', () => {
    for (const ability of everything) expect(mayNot(user([], '530000'), ability, dossier)).toBe('role');
  });
});

describe('职责分离', () => {
  const separate: Ability[] = ['exempt', 'clear', 'ruleDuplicate', 'merge', 'ruleCheck', 'resolveObjection'];
  const all = [...roles];

  it('登记过或调查过这一户的人，不能豁免排除情形、裁定疑似重复、合并档案，也不能处理异议，身兼数职也不行', () => {
    for (const id of ['registrar-1', 'surveyor-1']) {
      for (const ability of separate) expect(mayNot(user(all, '530000', id), ability, dossier)).toBe('separation');
    }
  });

  it('登记过这一户的人不能调查它，兼着调查人也不行；调查过的下一趟还可以再去', () => {
    expect(mayNot(user(all, '530000', 'registrar-1'), 'recordSurvey', dossier)).toBe('separation');
    expect(mayNot(user(all, '530000', 'surveyor-1'), 'recordSurvey', dossier)).toBeUndefined();
  });

  it('登记新的银行账户的人，不能确认它，身兼数职也不行；别人可以，经手过这一户的也可以', () => {
    const account = { proposed: 1, pending: { account: 1, by: 'registrar-7', on: '2026-11-01', content: sealed } };
    const pending = { ...dossier, account };
    expect(mayNot(user(all, '530000', 'registrar-7'), 'confirmAccount', pending)).toBe('separation');
    expect(mayNot(user(all, '530000', 'registrar-1'), 'confirmAccount', pending)).toBeUndefined();
    expect(mayNot(user(['reviewer'], '530000', 'reviewer-1'), 'confirmAccount', pending)).toBeUndefined();
  });

  it('没有经手过的可以', () => {
    for (const ability of separate) expect(mayNot(user(all, '530000', 'reviewer-1'), ability, dossier)).toBeUndefined();
  });

  it('其余的事，经手过的人照做：登记的人就是要把自己登记的户办下去', () => {
    for (const ability of everything.filter((each) => !separate.includes(each) && each !== 'recordSurvey')) {
      expect(mayNot(user(all, unit, 'registrar-1'), ability, dossier)).toBeUndefined();
    }
  });

  it('登记过或调查过这一户的人，不能审批这一户', () => {
    expect(handled('registrar-1', dossier)).toBe(true);
    expect(handled('surveyor-1', dossier)).toBe(true);
    expect(handled('reviewer-1', dossier)).toBe(false);
  });
});

it('一个人准办的，是他各项职责合起来的，不多不少', () => {
  for (const role of roles) expect(abilitiesOf({ roles: [role] }).toSorted()).toEqual(duties[role].toSorted());
  const both = new Set([...duties.registrar, ...duties.surveyor]);
  expect(abilitiesOf({ roles: ['registrar', 'surveyor'] }).toSorted()).toEqual([...both].toSorted());
  expect(abilitiesOf({ roles: [] })).toEqual([]);
});
