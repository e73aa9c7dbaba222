import { qrCode } from '../../shared/pages/qr-code.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { type LinkItem, newNonce } from '../../shared/registry/links.ts';
import type { App } from '../../shared/services/app.ts';
import { links } from '../../shared/services/services.ts';

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

/**
 * Makes a link that counts at once, instead of one that was shown before; what was mailed stays as it is. Neither link
 * nor code is kept anywhere: whoever asks again is shown another.
 */
export async function shownLink(
  app: App,
  { id, state }: Dossier,
  path: 's',
  { now, ...matter }: Pick<LinkItem, 'purpose' | 'occurrence'> & { shownBy: string; now: Date },
): Promise<ShownLink> {
  const { nonce, code } = newNonce();
  const expiresAt = new Date(now.getTime() + MINUTES * 60_000).toISOString();
  const bound = { dossierId: id, form: state.matter.form ?? 0, approver: '', mail: '', expiresAt };
  const link = await links(app).store(nonce, code, { ...bound, ...matter });
  await links(app).makeCurrent(link);
  const url = `${app.setting('PUBLIC_BASE_URL').replace(/\/$/, '')}/${path}/${nonce}`;
  // A picture by itself says of which kind it is; on a page it need not.
  const picture = qrCode(url, '链接的二维码').toString().replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
  return { url, qrCode: picture, code, expiresAt };
}
