import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { catalog, objectStream, page, pages, pdf, pdfOf, pdfStream } from './files.fixture.ts';
import { inspectPdf } from './pdf.ts';

const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';

describe('PDF', () => {
  it('扫描成 PDF 的证明收下，图片数据里碰巧有 /JS 字样也收下', () => {
    const image = pdfStream(
      '/Type /XObject /Subtype /Image /Filter /DCTDecode',
      Buffer.from('\xff\xd8 /JS (x) \xff\xd9', 'latin1'),
    );
    expect(inspectPdf(pdfOf([catalog, pages, page, image]))).toBeUndefined();
  });

  it('页面压在对象流里的收下', () => {
    expect(inspectPdf(pdfOf([catalog, objectStream([pages, page])]))).toBeUndefined();
  });

  it('以交叉引用流结尾的收下', () => {
    const body = `%PDF-1.5\n1 0 obj\n${catalog}\nendobj\n2 0 obj\n${objectStream([pages, page])}\nendobj\n`;
    const xref = pdfStream(
      '/Type /XRef /Size 4 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode',
      deflateSync(Buffer.alloc(16)),
    );
    const whole = `${body}3 0 obj\n${xref}\nendobj\nstartxref\n${body.length}\n%%EOF\n`;
    expect(inspectPdf(Buffer.from(whole, 'latin1'))).toBeUndefined();
  });

  it('头部之前、结尾之后另有内容的拒收：别的程序会把它当作别的文件打开', () => {
    expect(inspectPdf(Buffer.concat([Buffer.from('\r\n\r\n'), pdf]))).toBe('surrounded');
    expect(inspectPdf(Buffer.concat([Buffer.from('GIF89a'), pdf]))).toBe('surrounded');
    expect(inspectPdf(Buffer.concat([pdf, Buffer.from('<script>alert(1)</script>')]))).toBe('surrounded');
    expect(inspectPdf(Buffer.concat([pdf, Buffer.alloc(5000, 'PK')]))).toBe('surrounded');
    expect(inspectPdf(Buffer.concat([pdf, Buffer.from('\r\n\n')]))).toBeUndefined();
  });

  it.each([
    ['脚本', script],
    ['打开时运行的脚本', `<< /Type /Catalog /Pages 2 0 R /OpenAction ${script} >>`],
    ['换了写法的脚本', '<< /S /J#61vaScript >>'],
    ['只有脚本内容', '<< /JS 9 0 R >>'],
    ['启动命令', '<< /S /Launch /F (cmd.exe) >>'],
    ['打开别的文件', '<< /S /GoToR /F (other.pdf) /D [0 /Fit] >>'],
    ['打开内嵌的文件', '<< /S /GoToE /T << /R /C /N (a) >> >>'],
    ['提交表单', '<< /S /SubmitForm /F (https://example.com/) >>'],
    ['导入数据', '<< /S /ImportData /F (data.fdf) >>'],
    ['XFA 表单', '<< /XFA 9 0 R >>'],
    ['富媒体', '<< /Type /Annot /Subtype /RichMedia >>'],
    ['换了写法的富媒体', '<< /Type /Annot /Subtype /Rich#4dedia >>'],
    ['翻页时的动作', '<< /Type /Page /AA << /O 9 0 R >> >>'],
    ['影片', '<< /Type /Annot /Subtype /Movie >>'],
    ['打开时访问网址', '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (https://example.com/) >> >>'],
    ['打开时访问网址，写在另一处', '<< /OpenAction 9 0 R /X << /S /URI /URI (https://example.com/) >> >>'],
    ['打开时访问网址，名字换了写法', '<< /Open#41ction << /S /URI /URI (https://example.com/) >> >>'],
    ['打开时翻页，接着访问网址', '<< /OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /URI /URI (x) >> >> >>'],
    ['打开时翻页，又写成访问网址', '<< /OpenAction << /S /GoTo /D [3 0 R /Fit] /S /URI /URI (x) >> >>'],
    ['打开时翻页，换个写法再写成访问网址', '<< /OpenAction [3 0 R /Fit] /Open#41ction << /S /URI /URI (x) >> >>'],
    ['打开时翻页只在注释里', '<< %/OpenAction [3 0 R /Fit]\n/Open#41ction << /S /URI /URI (x) >> >>'],
    ['名字以零字节结尾的脚本', '<< /OpenAction << /S /JavaScript#00 >> >>'],
    ['翻页时的动作，在“对象已完”之后', '<< endobj /AA << /O 9 0 R >> >>'],
    ['翻页时的动作，在数组里“对象已完”之后', '[ endobj << /AA << /O 9 0 R >> >> ]'],
    ['翻页时的动作，藏在看似数据流的字节里', pdfStream('', Buffer.from('1 0 obj << /A#41 << /O 9 0 R >> >> endobj'))],
    ['内嵌文件', pdfStream('/Type /EmbeddedFile', Buffer.from('MZ'))],
    ['内嵌文件，不写类型', '<< /Type /Filespec /F (a.exe) /EF << /F 9 0 R >> >>'],
    ['贴在页上的文件', '<< /Type /Annot /Subtype /FileAttachment /FS 9 0 R >>'],
    ['三维画面', '<< /Type /Annot /Subtype /3D /3DD 9 0 R >>'],
  ])('含有%s的拒收', (_, object) => {
    expect(inspectPdf(pdfOf([catalog, pages, page, object]))).toBe('active');
  });

  it('打开时翻到第一页不是脚本，收下', () => {
    expect(
      inspectPdf(pdfOf(['<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] >>', pages, page])),
    ).toBeUndefined();
  });

  it('页上有网址的链接，要人点才打开，收下；打开时翻到某页也不妨', () => {
    const link = '<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://www.gov.cn/) >> >>';
    expect(inspectPdf(pdfOf([catalog, pages, page, link]))).toBeUndefined();
    const opening = '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /GoTo /D [3 0 R /Fit] >> >>';
    expect(inspectPdf(pdfOf([opening, pages, page, link]))).toBeUndefined();
  });

  it('脚本压在对象流里，解开后照样拒收；对象流不写类型也一样', () => {
    expect(inspectPdf(pdfOf([catalog, pages, page, objectStream([script])]))).toBe('active');
    expect(inspectPdf(pdfOf([catalog, pages, page, objectStream([script], '')]))).toBe('active');
  });

  it.each([
    ['字典之后有注释', (object: string) => object.replace('>>\nstream', '>> %c\nstream'), 'active'],
    ['字典之后有零字节', (object: string) => object.replace('>>\nstream', '>>\0stream'), 'active'],
    ['字典的文字里有 obj', (object: string) => object.replace('/Length', '/X (a obj) /Length'), 'active'],
    ['字典的注释里有 obj', (object: string) => object.replace('/Length', '% obj\n/Length'), 'active'],
    ['前面的注释里有假的数据流', (object: string) => `% >> stream\n${object}`, 'active'],
    ['整个在另一个数据流里', (object: string) => pdfStream('', Buffer.from(`9 0 obj ${object}`, 'latin1')), 'active'],
    ['数据前只有回车', (object: string) => object.replace('stream\n', 'stream\r'), 'uncheckable'],
    ['数据前有空格', (object: string) => object.replace('stream\n', 'stream \n'), 'uncheckable'],
    ['解码参数写在别处', (object: string) => object.replace('/N ', '/DecodeParms 9 0 R /N '), 'uncheckable'],
  ])('对象流的写法骗不过检查：%s', (_, written, refusal) => {
    expect(inspectPdf(pdfOf([catalog, pages, page, written(objectStream([script]))]))).toBe(refusal);
  });

  it('对象套着对象、注释连着注释的，很快就有答复', () => {
    const answers = ['obj<<', 'obj%', 'obj<<>>stream\n', '/A(', '%\n'].map((piece) =>
      inspectPdf(pdfOf([catalog, pages, page, `obj ${piece.repeat(200_000)}`])),
    );
    expect(answers).toEqual(['uncheckable', 'uncheckable', 'damaged', undefined, undefined]);
  });

  it('脚本藏在看似数据流的字节里，照样拒收', () => {
    expect(inspectPdf(pdfOf([catalog, pages, page, pdfStream('', Buffer.from(`9 0 obj ${script} endobj`))]))).toBe(
      'active',
    );
  });

  it('用没人使用的方式压缩对象流，无从检查，拒收', () => {
    const odd = pdfStream('/Type /ObjStm /N 1 /First 0 /Filter [/ASCIIHexDecode /FlateDecode]', Buffer.from('00>'));
    expect(inspectPdf(pdfOf([catalog, pages, page, odd]))).toBe('uncheckable');
    const broken = pdfStream('/Type /ObjStm /N 1 /First 0 /Filter /FlateDecode', Buffer.from('not deflated'));
    expect(inspectPdf(pdfOf([catalog, pages, page, broken]))).toBe('uncheckable');
  });

  it('解开会撑满内存的对象流拒收', () => {
    const bomb = deflateSync(Buffer.alloc(65 * 1024 * 1024));
    const object = pdfStream('/Type /ObjStm /N 1 /First 0 /Filter /FlateDecode', bomb);
    expect(inspectPdf(pdfOf([catalog, pages, page, object]))).toBe('uncheckable');
  });

  it('名字再多、对象再多，都很快有答复，不占内存', () => {
    const names = Array.from({ length: 300_000 }, (_, index) => `/${index.toString(36)}`).join('');
    expect(inspectPdf(pdfOf([catalog, pages, page, `<< ${names} >>`]))).toBeUndefined();
    expect(inspectPdf(pdfOf([catalog, pages, page, `<< ${names} /J#53 1 >>`]))).toBe('active');
    expect(inspectPdf(pdfOf([catalog, pages, page, 'obj[]endobj\n'.repeat(100_000)]))).toBeUndefined();
  });

  it('对象流有几万个、一个套着一个的，无从检查，拒收', () => {
    const many = `${objectStream([page])}\nendobj\n5 0 obj\n`.repeat(5000);
    expect(inspectPdf(pdfOf([catalog, pages, page, many + objectStream([page])]))).toBe('uncheckable');
    const inner = `9 0 obj ${objectStream([page])} endobj`;
    const outer = deflateSync(Buffer.from(inner, 'latin1'), { level: 0 });
    const nested = pdfStream('/Type /ObjStm /N 1 /First 0 /Filter /FlateDecode', outer);
    expect(inspectPdf(pdfOf([catalog, pages, page, nested]))).toBe('uncheckable');
    const beside = [objectStream([page]), objectStream([page])];
    expect(inspectPdf(pdfOf([catalog, pages, page, ...beside]))).toBeUndefined();
  });

  it('追加过几次的照样逐个对象地看：脚本在哪一次里都拒收', () => {
    const appended = (first: string, second: string) => {
      const one = pdfOf([catalog, pages, page, first]).toString('latin1');
      const at = one.length;
      const two = `4 0 obj\n${second}\nendobj\nxref\n0 0\ntrailer\n<< /Size 5 /Root 1 0 R /Prev 9 >>\n`;
      return Buffer.from(`${one}${two}startxref\n${at + two.indexOf('xref')}\n%%EOF\n`, 'latin1');
    };
    expect(inspectPdf(appended('<< >>', '<< >>'))).toBeUndefined();
    expect(inspectPdf(appended(script, '<< >>'))).toBe('active');
    expect(inspectPdf(appended('<< >>', script))).toBe('active');
    expect(inspectPdf(appended('<< >>', '<< >> endobj trailer << /Encrypt 4 0 R >>'))).toBe('encrypted');
  });

  it('同时又是压缩包的拒收：结尾整个写成压缩包的注释，解压的程序照样打开', () => {
    const tail = pdf.subarray(pdf.indexOf('xref'));
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 0, 'latin1');
    const polyglot = (comment: number) => {
      end.writeUInt16LE(comment, 20);
      const whole = Buffer.concat([
        pdf.subarray(0, pdf.indexOf('xref')),
        Buffer.from('% '),
        end,
        Buffer.from('\n'),
        tail,
      ]);
      const table = whole.indexOf('\nxref') + 1;
      return Buffer.from(whole.toString('latin1').replace(/startxref\n\d+/, `startxref\n${table}`), 'latin1');
    };
    const comment = polyglot(0).length - polyglot(0).indexOf('PK\x05\x06') - 22;
    expect(inspectPdf(polyglot(comment))).toBe('surrounded');
    expect(inspectPdf(polyglot(comment - 1))).toBeUndefined();
  });

  it('设了密码的拒收：十年后没人打得开', () => {
    expect(inspectPdf(pdfOf([catalog, pages, page], '/Encrypt 4 0 R'))).toBe('encrypted');
  });

  it('没有页面的拒收', () => {
    expect(inspectPdf(pdfOf([catalog, '<< /Type /Pages /Kids [] /Count 0 >>']))).toBe('noPage');
  });

  it('交叉引用不在所说之处的拒收', () => {
    const text = pdf.toString('latin1').replace(/startxref\n\d+/, 'startxref\n7');
    expect(inspectPdf(Buffer.from(text, 'latin1'))).toBe('damaged');
  });

  it('数据流没有结尾的拒收', () => {
    const text = pdfOf([catalog, pages, page, pdfStream('', Buffer.from('x'))]).toString('latin1');
    expect(inspectPdf(Buffer.from(text.replace('endstream', 'endstreax'), 'latin1'))).toBe('damaged');
  });
});
