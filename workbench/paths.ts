/*
 * Where somebody is stands behind the #, which no server and no log is told, and how what they see is narrowed stands
 * behind that (#/dossiers?status=registered). Names and numbers never stand there: what is looked for by them is kept on
 * the screen.
 */
export const paths = {
  tasks: '/',
  dossiers: '/dossiers',
  dossiersBy: (filters: URLSearchParams) => `/dossiers?${filters}`,
  approvals: '/approvals',
  approval: (id: string) => `/approvals/${id}`,
  printing: '/printing',
  mobile: '/mobile',
  dossier: (id: string) => `/dossiers/${id}`,
  deed: (id: string, action: string) => `/dossiers/${id}/do/${action}`,
  form: (id: string) => `/dossiers/${id}/form`,
  newDossier: '/dossiers/new',
  applications: '/applications',
  application: (id: string) => `/applications/${id}`,
  people: '/people',
  approvers: '/approvers',
  batches: '/batches',
  batch: (id: string) => `/batches/${id}`,
  transfers: '/transfers',
  spotChecks: '/spot-checks',
  spotCheck: (id: string) => `/spot-checks/${id}`,
  coveredBy: (asked: URLSearchParams) => `/spot-checks/coverage?${asked}`,
  scenarios: '/scenarios',
  scenario: (id: string) => `/scenarios/${id}`,
  scenarioHouseholdsBy: (asked: URLSearchParams) => `/scenarios/households?${asked}`,
  campaigns: '/campaigns',
  campaign: (id: string) => `/campaigns/${id}`,
  disposals: '/disposals',
  standards: '/standards',
  figures: '/figures',
  figuresBy: (asked: URLSearchParams) => `/figures?${asked}`,
  figureHouseholdsBy: (asked: URLSearchParams) => `/figures/households?${asked}`,
  inspection: '/inspection',
  returns: '/returns',
  return: (period: string) => `/returns/${period}`,
  health: '/health',
  transcripts: '/transcripts',
  transcript: (id: string) => `/transcripts/${id}`,
  checks: '/checks',
  check: (id: string) => `/checks/${id}`,
} as const;

/** For links in a page: the address behind the #. */
export const linkTo = (path: string): string => `#${path}`;
