/** `npm run handbook`: the handbook (docs/handbook) as one page with its pictures, out/handbook/index.html, to be printed. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { argumentsOf } from '../arguments.ts';
import { project } from '../clouds.ts';
import { handbookPage } from './html.ts';
import { handbook } from './pages.ts';

argumentsOf({}, 0, 'npm run handbook');
const folder = join(project, 'out/handbook');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const page = handbookPage(handbook(), (target) => {
  cpSync(join(project, 'docs/handbook', target), join(folder, basename(target)));
  return encodeURIComponent(basename(target));
});
writeFileSync(join(folder, 'index.html'), page);
console.log(`写好了 ${join('out/handbook', 'index.html')}，用浏览器打开，打印。`);
