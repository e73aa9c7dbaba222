import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, html } from './html.ts';

describe('页面上的文字永远只是文字', () => {
  it('名字写成 <script> 也只显示为字', () => {
    expect(String(html`<p>${'<script>alert(1)</script>'}</p>`)).toBe('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
  });

  it('属性里的引号不能提前结束属性', () => {
    expect(String(html`<input value="${`" onfocus="x' &`}">`)).toBe(
      '<input value="&quot; onfocus=&quot;x&#39; &amp;">',
    );
  });

  it('已写成的实体再转一次，原样显示', () => {
    expect(String(html`${'&lt;'}`)).toBe('&amp;lt;');
  });

  it('模板里的模板保持为标记，列表逐项相接，空值不出字', () => {
    const items = ['甲', '<乙>'].map((item) => html`<li>${item}</li>`);
    expect(String(html`<ul>${items}${null}${undefined}${false}</ul>${0}`)).toBe(
      '<ul><li>甲</li><li>&lt;乙&gt;</li></ul>0',
    );
  });

  it('没有引号的属性值一写就报错', () => {
    expect(() => html`<input value=${'x'}>`).toThrow(TypeError);
  });

  it('长得像标记的普通对象不能冒充标记', () => {
    const impostor = { toString: () => '<script>' } as unknown as string;
    expect(() => String(html`<p>${impostor}</p>`)).toThrow();
  });

  it('控制字符和改变文字方向的字符换成占位符，名字不能打乱前后文', () => {
    expect(escapeText('李\u202E明\u0000\u2067')).toBe('李\uFFFD明\uFFFD\uFFFD');
  });

  it('换行、生僻字和少数民族姓名的间隔号保持原样', () => {
    expect(escapeText('买买提·艾力\n䶮𬭩')).toBe('买买提·艾力\n䶮𬭩');
  });

  it('任何文字转义后都不含标记符号，并能还原', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const escaped = escapeText(text);
        expect(escaped).not.toMatch(/[<>"']/);
        const back = escaped
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&');
        expect(back.replaceAll('\uFFFD', '').length).toBeLessThanOrEqual(text.length);
        expect(escapeText(back)).toBe(escaped);
      }),
    );
  });
});
