import { Problem } from '../../shared/errors/problem.ts';
import { qrCode } from '../../shared/pages/qr-code.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { type LinkItem, newNonce } from '../../shared/registry/links.ts';
import { type Limit, pastLimit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { links, tries } from '../../shared/services/services.ts';
import { makeCurrent } from './current.ts';

/** Whoever it is shown to sits beside whoever shows it. */
const MINUTES = 30;

/** A link that is handed over on a screen, with what a telephone reads it by, and the code that is said beside it. */
export interface ShownLink {
  url: string;
  /** SVG. */
  qrCode: string;
  code: string;
  /** ISO instant. */
  expiresAt: string;
}

/** Some are shown it twice; a flood of links is nobody's need. Of one household counted by who shows it, and what: nobody uses up another's. */
const SHOWN_OF_DOSSIER: Limit = { name: 'show-dossier', per: 'day', max: 20 };
const SHOWN_BY_PERSON: Limit = { name: 'show-person', per: 'hour', max: 60 };

/** Counts one link to be shown: E1010 when that is too often. */
export async function countShowing(
  app: App,
  what: 'plan' | 'own' | 'application',
  dossier: string,
  person: string,
  now: Date,
): Promise<void> {
  if (!(await tries(app).allows(SHOWN_OF_DOSSIER, `${what} ${dossier} ${person}`, now))) {
    throw pastLimit(SHOWN_OF_DOSSIER, now, `同一户的链接，一个人一天至多出示 ${SHOWN_OF_DOSSIER.max} 次。`);
  }
  if (!(await tries(app).allows(SHOWN_BY_PERSON, person, now))) {
    throw pastLimit(SHOWN_BY_PERSON, now, `每人每小时至多出示 ${SHOWN_BY_PERSON.max} 次。`);
  }
}

/**
 * Makes a link that counts at once, instead of one that was shown before; what was mailed stays as it is. Neither link
 * nor code is kept anywhere: whoever asks again is shown another. E1302 where the dossier ended meanwhile.
 */
export async function shownLink(
  app: App,
  { id, state }: Dossier,
  path: 's' | 'w',
  { now, ...matter }: Pick<LinkItem, 'purpose' | 'occurrence'> & { shownBy: string; now: Date },
): Promise<ShownLink> {
  const { nonce, code } = newNonce();
  const expiresAt = new Date(now.getTime() + MINUTES * 60_000).toISOString();
  const bound = { dossierId: id, form: state.matter.form ?? 0, heldIn: state.orgPath, expiresAt };
  const link = await links(app).store(nonce, code, { ...bound, ...matter, approver: '', mail: '' });
  if (!(await makeCurrent(app, link))) {
    throw new Problem(1302, { detail: '这一户刚刚有了变动，链接没有出示，请刷新后再看。' });
  }
  const url = `${app.setting('PUBLIC_BASE_URL').replace(/\/$/, '')}/${path}/${nonce}`;
  // A picture by itself says of which kind it is; on a page it need not.
  const picture = qrCode(url, '链接的二维码').toString().replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
  return { url, qrCode: picture, code, expiresAt };
}
