import { profile } from '../../../infra/provinces/530000.ts';

/** What the build compiles in; imported before anything that reads it. */
Object.assign(globalThis, { PROVINCE_PROFILE: profile });
