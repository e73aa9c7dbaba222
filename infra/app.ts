import { dateInShanghai } from '../shared/calendar/dates.ts';
import { findProvince, NotDeployable } from './profiles.ts';
import { provinceApp } from './province-app.ts';

// `npx cdk synth -c province=530000 -c stage=test`: the CLI hands its context and output folder over in the environment, where App
// reads them by itself.
try {
  provinceApp((code, stage) => findProvince(code, stage, dateInShanghai(new Date()))).synth();
} catch (error) {
  if (!(error instanceof NotDeployable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
