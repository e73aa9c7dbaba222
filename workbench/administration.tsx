import { whenOpened } from './parts/opened.tsx';
import { paths } from './route.ts';
import type { Listed, OfOne, Screen } from './screen.ts';

const Transfers = whenOpened(async () => (await import('./screens/transfers/transfers.tsx')).TransfersScreen);
const Campaigns = whenOpened(async () => (await import('./screens/campaigns/campaigns.tsx')).CampaignsScreen);
const Campaign = whenOpened(async () => (await import('./screens/campaigns/campaign.tsx')).CampaignScreen);
const SpotChecks = whenOpened(async () => (await import('./screens/spot-checks/spot-checks.tsx')).SpotChecksScreen);
const SpotCheck = whenOpened(async () => (await import('./screens/spot-checks/spot-check.tsx')).SpotCheckScreen);
const Scenarios = whenOpened(async () => (await import('./screens/scenarios/scenarios.tsx')).ScenariosScreen);
const Scenario = whenOpened(async () => (await import('./screens/scenarios/scenario.tsx')).ScenarioScreen);
const Batches = whenOpened(async () => (await import('./screens/batches/batches.tsx')).BatchesScreen);
const Batch = whenOpened(async () => (await import('./screens/batches/batch.tsx')).BatchScreen);
const Checks = whenOpened(async () => (await import('./screens/checks/checks.tsx')).ChecksScreen);
const Check = whenOpened(async () => (await import('./screens/checks/check.tsx')).CheckScreen);
const Disposals = whenOpened(async () => (await import('./screens/disposals/disposals.tsx')).DisposalsScreen);
const People = whenOpened(async () => (await import('./screens/people/people.tsx')).PeopleScreen);
const Approvers = whenOpened(async () => (await import('./screens/approvers/approvers.tsx')).ApproversScreen);
const Standards = whenOpened(async () => (await import('./screens/standards/standards.tsx')).StandardsScreen);
const Figures = whenOpened(async () => (await import('./screens/figures/figures.tsx')).FiguresScreen);
const ScenarioHouseholds = whenOpened(
  async () => (await import('./screens/scenarios/households.tsx')).ScenarioHouseholdsScreen,
);
const Covered = whenOpened(async () => (await import('./screens/spot-checks/covered.tsx')).CoveredScreen);
const FigureHouseholds = whenOpened(
  async () => (await import('./screens/figures/households.tsx')).FigureHouseholdsScreen,
);
const Inspection = whenOpened(async () => (await import('./screens/inspection/inspection.tsx')).InspectionScreen);
const Returns = whenOpened(async () => (await import('./screens/returns/returns.tsx')).ReturnsScreen);
const Return = whenOpened(async () => (await import('./screens/returns/return.tsx')).ReturnScreen);
const Health = whenOpened(async () => (await import('./screens/health/health.tsx')).HealthScreen);

const Transcripts = whenOpened(async () => (await import('./screens/transcripts/transcripts.tsx')).TranscriptsScreen);
const Transcript = whenOpened(async () => (await import('./screens/transcripts/transcript.tsx')).TranscriptScreen);

/** What is done for many households at once. */
export const many: readonly Listed[] = [
  { path: paths.transfers, title: '移交', group: '成批办理', needs: 'proposeTransfer', show: () => <Transfers /> },
  { path: paths.campaigns, title: '复核与清理', group: '成批办理', needs: 'readCampaigns', show: () => <Campaigns /> },
  { path: paths.scenarios, title: '情景测算', group: '成批办理', needs: 'readScenarios', show: () => <Scenarios /> },
  { path: paths.spotChecks, title: '抽查', group: '成批办理', needs: 'readSpotChecks', show: () => <SpotChecks /> },
  { path: paths.batches, title: '资金发放', group: '成批办理', needs: 'readBatches', show: () => <Batches /> },
  { path: paths.checks, title: '核对', group: '成批办理', needs: 'readChecks', show: () => <Checks /> },
  {
    path: paths.transcripts,
    title: '旧档转入',
    group: '成批办理',
    needs: 'readTranscripts',
    show: () => <Transcripts />,
  },
  { path: paths.disposals, title: '到期处置', group: '成批办理', needs: 'readDisposals', show: () => <Disposals /> },
];

/** What is not about households: who does it, by which standards, and what stands still. */
export const administration: readonly Listed[] = [
  { path: paths.people, title: '人员与单位', group: '管理', needs: 'readPeople', show: () => <People /> },
  { path: paths.approvers, title: '审批人', group: '管理', needs: 'readPeople', show: () => <Approvers /> },
  { path: paths.standards, title: '标准与低保标准', group: '管理', needs: 'readStandards', show: () => <Standards /> },
  { path: paths.figures, title: '统计', group: '管理', needs: 'readFigures', show: () => <Figures /> },
  { path: paths.inspection, title: '督查', group: '管理', needs: 'readInspections', show: () => <Inspection /> },
  { path: paths.returns, title: '上报', group: '管理', needs: 'readReturns', show: () => <Returns /> },
  { path: paths.health, title: '系统状况', group: '管理', needs: 'readHealth', show: () => <Health /> },
];

/** Opened out of another screen, and not by the menu; what they show stands behind their path. */
export const unlisted: Readonly<Record<string, Screen>> = {
  '/scenarios/households': { title: '是哪几户', needs: 'readScenarioHouseholds', show: () => <ScenarioHouseholds /> },
  '/spot-checks/coverage': { title: '是哪几户', needs: 'readSpotChecks', show: () => <Covered /> },
  '/figures/households': { title: '是哪几户', needs: 'list', show: () => <FigureHouseholds /> },
};

export const ofOneBatch: readonly OfOne[] = [
  [
    /^\/returns\/(\d{4}(?:-Q\d|-\d\d)?)$/,
    (period) => ({
      title: '一期上报',
      needs: 'readReturns',
      show: () => <Return key={period} period={period} />,
    }),
  ],
  [
    /^\/spot-checks\/([0-9a-z]{26})$/,
    (id) => ({ title: '一次抽查', needs: 'readSpotChecks', show: () => <SpotCheck key={id} id={id} /> }),
  ],
  [
    /^\/scenarios\/([0-9a-z]{26})$/,
    (id) => ({ title: '一次情景测算', needs: 'readScenarios', show: () => <Scenario key={id} id={id} /> }),
  ],
  [
    /^\/campaigns\/([0-9a-z]{26})$/,
    (id) => ({ title: '一次集中清理', needs: 'readCampaigns', show: () => <Campaign key={id} id={id} /> }),
  ],
  [
    /^\/batches\/([0-9a-z]{26})$/,
    (id) => ({ title: '一批资金发放', needs: 'readBatches', show: () => <Batch key={id} id={id} /> }),
  ],
  [
    /^\/transcripts\/([0-9a-z]{26})$/,
    (id) => ({ title: '一批旧档', needs: 'readTranscripts', show: () => <Transcript key={id} id={id} /> }),
  ],
  [
    /^\/checks\/([0-9a-z]{26})$/,
    (id) => ({ title: '一批核对', needs: 'readChecks', show: () => <Check key={id} id={id} /> }),
  ],
];
