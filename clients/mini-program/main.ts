import * as vault from './lib/vault.ts';
import { application } from './pages/application/application.ts';
import { file } from './pages/file/file.ts';
import { home } from './pages/home/home.ts';
import { own } from './pages/own/own.ts';
import { selfCheck } from './pages/self-check/self-check.ts';
import { signIn } from './pages/sign-in/sign-in.ts';
import { unlock } from './pages/unlock/unlock.ts';
import { visit } from './pages/visit/visit.ts';
import { visits } from './pages/visits/visits.ts';

/* One bundle for all pages: they share who has signed in, and the key of what is sealed. The build hands each part to `App` or `Component`. */

export const app = {
  onShow(): void {
    vault.cameBack(Date.now());
  },
  onHide(): void {
    vault.left(Date.now());
  },
};

export const pages = {
  home,
  'self-check': selfCheck,
  own,
  application,
  file,
  'sign-in': signIn,
  unlock,
  visits,
  visit,
};
