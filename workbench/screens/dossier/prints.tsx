import type { ReactNode } from 'react';
import type { Client } from '../../../shared/contract/client.ts';
import { type WordKind, wordTitles } from '../../../shared/contract/prints.ts';
import { Empty } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import type { Detail } from './detail.ts';
import { OpeningOf } from './opening.tsx';

type Ask = (client: Client) => Promise<string>;

const cards = {
  officerCard: wordTitles.officerCard,
  workerCard: wordTitles.workerCard,
  bothCards: '联系卡（两联，沿虚线裁开）',
  dossierForm: wordTitles.dossierForm,
} as const;

/**
 * What there is to print of the household: as PDF, as it is filed, and as Word, which officials edit; what was issued, what
 * is printed as things stand, and what was replaced.
 */
export function DocumentsTab({ of }: { of: Detail }): ReactNode {
  const { me } = useSession();
  const { id, documents, replacedDocuments, registration, notice, form, authorizations, disposal } = of;
  const params = { id };
  const issued = (kind: string) => async (client: Client) =>
    (await client.call('getDocument', { params: { id, kind } })).body.url;
  const now =
    (operation: 'printLedger' | 'printConsent' | 'printAuthorization' | 'printDisposal') => async (client: Client) =>
      (await client.call(operation, { params })).body.url;
  const word = (document: WordKind) => async (client: Client) =>
    (await client.call('printWord', { params: { id, document } })).body.url;
  const isUp = notice !== null && !notice.closed;
  const isDark = disposal?.stage === 'dark' && me.may.includes('readDisposals');
  if (documents.length === 0 && registration === null && form === null && !isUp && !isDark)
    return <Empty>还没有可以打印的文件。填了档案表以后，这里印告知同意书；建档、签了计划以后有档案表和联系卡。</Empty>;
  return (
    <>
      {documents.length === 0 && <p className="soft">档案表和联系卡还没有：建档、签了计划以后，系统印出。</p>}
      <table className="list">
        <thead>
          <tr>
            <th scope="col">文件</th>
            <th scope="col">PDF</th>
            <th scope="col">Word，可以改</th>
          </tr>
        </thead>
        <tbody>
          {documents.map((kind) => (
            <Line key={kind} title={titleOf(kind)} pdf={issued(kind)} word={isWord(kind) ? word(kind) : undefined} />
          ))}
          {registration && <Line title={wordTitles.ledgerSheet} pdf={now('printLedger')} word={word('ledgerSheet')} />}
          {isUp && <Line title={wordTitles.publicNotice} page={`notices/${notice.id}`} word={word('publicNotice')} />}
          {form && <Line title="告知同意书（各人签字用）" pdf={now('printConsent')} />}
          {form && authorizations.length > 0 && (
            <Line title="核对授权书（各人签字用）" pdf={now('printAuthorization')} />
          )}
          {isDark && <Line title="处置证明" pdf={now('printDisposal')} />}
          {replacedDocuments.map((kind) => (
            <Line key={kind} title={titleOf(kind)} pdf={issued(kind)} />
          ))}
        </tbody>
      </table>
      <p className="soft">
        存档的以 PDF 为准：Word 的内容与它一样，在 Word 里改了什么，系统不知道。事实变了的，先在档案里改。
        {me.may.includes('print') && (
          <>
            几户一起印的，到
            <a href={linkTo(paths.printing)}>打印队列</a>。
          </>
        )}
      </p>
    </>
  );
}

const isWord = (kind: string): kind is WordKind => Object.hasOwn(wordTitles, kind);

function titleOf(kind: string): string {
  const [name = '', plan] = kind.split('-');
  const title = Object.hasOwn(cards, name) ? cards[name as keyof typeof cards] : name;
  return `${title}${plan === undefined ? '' : `，第 ${plan} 版计划的，已换发`}`;
}

function Line({
  title,
  pdf,
  page,
  word,
}: {
  title: string;
  pdf?: Ask;
  /** What is printed by a browser. */
  page?: string;
  word?: Ask | undefined;
}): ReactNode {
  return (
    <tr>
      <th scope="row">{title}</th>
      <td data-label="PDF">
        {pdf && <OpeningOf words="PDF" of={title} ask={pdf} />}
        {page !== undefined && (
          <a href={page} target="_blank" rel="noreferrer">
            打开网页打印
          </a>
        )}
      </td>
      <td data-label="Word，可以改">
        {word ? <OpeningOf words="Word 可改" of={title} ask={word} /> : <span className="soft">没有</span>}
      </td>
    </tr>
  );
}
