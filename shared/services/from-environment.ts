import { currentProfile } from '../province/current.ts';
import { environment } from '../runtime/environment.ts';
import { countMetric } from '../runtime/log.ts';
import type { App, Surroundings } from './app.ts';

const around: Surroundings = { edge: {}, now: () => new Date(), setting: environment, count: countMetric };

/** The surroundings of a function that needs no profile: without it, its bundle is smaller. */
export const surroundings = (): Surroundings => around;

/** The application that a function in Lambda is part of. Nothing is read before it is needed. */
export function fromEnvironment(): App {
  return {
    ...around,
    get profile() {
      return currentProfile();
    },
  };
}
