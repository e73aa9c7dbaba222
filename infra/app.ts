import { provinceApp } from './province-app.ts';
import { profiles } from './provinces/index.ts';

// `npx cdk synth -c province=530000`: the CLI hands its context and output folder over in the environment, where App
// reads them by itself.
provinceApp((code) => {
  const profile = profiles[code];
  if (!profile) {
    throw new Error(`No province ${code}. Known: ${Object.keys(profiles).join(', ')}`);
  }
  return profile;
}).synth();
