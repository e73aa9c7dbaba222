import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { miniProgramPages, screens } from '../../test/screens/screens.ts';
import { project } from '../clouds.ts';
import { handbookPage } from './html.ts';
import { handbook } from './pages.ts';

const read = (file: string): string => readFileSync(join(project, file), 'utf8');

describe('使用手册', () => {
  it('方括号里的每一个按钮、页签，屏幕上都有', () => {
    const shown = globSync('{workbench,shared,functions,clients}/**/*.{ts,tsx,wxml}', { cwd: project })
      .filter((file) => !file.includes('.test.'))
      .map(read)
      .join('\n');
    const named = handbook().flatMap(({ name, text }) =>
      [...text.matchAll(/【([^】]+)】/g)].map(([, words = '']) => ({ name, words })),
    );
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter(({ words }) => words !== '' && !shown.includes(words))).toEqual([]);
  });

  it('每一页都在目录里，每一张图都由 npm run screens 拍来', () => {
    const pages = readdirSync(join(project, 'docs/handbook')).map((file) => file.replace('.md', ''));
    expect(pages.toSorted()).toEqual(
      handbook()
        .map(({ name }) => name)
        .toSorted(),
    );
    const taken = [
      ...screens.flatMap(({ name }) => [`${name}-1366.png`, `${name}-375.png`]),
      ...miniProgramPages.map((name) => `${name}-375.png`),
    ];
    const used = handbook().flatMap(({ text }) =>
      [...text.matchAll(/images\/screens\/([^)]+)\)/g)].map(([, file]) => file),
    );
    expect(used.filter((file) => file === undefined || !taken.includes(file))).toEqual([]);
  });

  it('印出来的一份里标题、列表、表格、图和链接都在', () => {
    const text =
      '# 甲 <乙>\n\n![图](../a.png)\n\n1. 一\n2. **二**\n   - 三\n\n![图](../a.png)\n\n3. 四\n\n| 甲 | 乙 |\n| - | - |\n| 丙 | [丁](d.md) |\n';
    const page = handbookPage([{ name: 'p', text }], (target) => `here/${target}`);
    for (const part of [
      '<section id="p">',
      '<h1>甲 &lt;乙></h1>',
      '<img alt="图" src="here/../a.png">',
      '<ol><li>一</li><li><strong>二</strong><ul><li>三</li></ul></li></ol>',
      '<ol start="3"><li>四</li></ol>',
      '<th>甲</th><th>乙</th>',
      '<td>丙</td><td><a href="#d">丁</a></td>',
    ])
      expect(page).toContain(part);
  });
});
