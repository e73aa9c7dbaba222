import { profiles } from '../../../infra/provinces/index.ts';

/** What the build compiles in; imported before anything that reads it. */
Object.assign(globalThis, { PROVINCE_PROFILE: profiles['530000'] });
