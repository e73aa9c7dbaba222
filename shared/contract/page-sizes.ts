import { noticesPerPage } from '../pages/views.ts';

/** So many of each a list answers at once: its contract says so, and its function keeps to it. */
export const pageSizes = {
  dossiers: 50,
  found: 50,
  tasks: 50,
  duties: 50,
  /** Entries; the longest are an objection and an assessment, so that a page stays well under 6 MB. */
  journal: 250,
  notices: noticesPerPage,
  /** With all that was written. */
  objections: 50,
  /** On a telephone's page, with all that was written. */
  findings: 5,
  aid: 50,
  batches: 20,
  checks: 20,
  transcripts: 20,
  campaigns: 100,
  scenarios: 20,
  spotChecks: 20,
  inspections: 100,
  visits: 50,
  people: 100,
  unions: 100,
  proposals: 20,
} as const;

/** So many households go into one workbook: some 250 KB. */
export const mostExported = 2000;
