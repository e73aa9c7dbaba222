import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { spokenCode } from '../../shared/pages/code.ts';
import { momentInWords } from '../../shared/pages/dates.ts';

/** A link as a picture to be scanned, with its number hidden: whoever looks over a shoulder has one of the two. */
export function Shown({
  of,
  page,
}: {
  of: Pick<AnswerOf<'showOwn'>, 'url' | 'qrCode' | 'code' | 'expiresAt'>;
  /** What it opens. */
  page: string;
}): ReactNode {
  const [spoken, setSpoken] = useState(false);
  return (
    <section className="shown-link" aria-label="给本人扫的二维码">
      <img src={`data:image/svg+xml;utf8,${encodeURIComponent(of.qrCode)}`} alt="链接的二维码，本人用手机扫" />
      <p>有效到{momentInWords(of.expiresAt)}。</p>
      {spoken ? (
        <p>
          念给本人：<strong className="shown-code">{spokenCode(of.code)}</strong>
        </p>
      ) : (
        <button type="button" onClick={() => setSpoken(true)}>
          本人扫好了，看验证码
        </button>
      )}
      <p>
        没有手机的，在这台平板上<a href={of.url}>打开{page}</a>（离开工作台）。
      </p>
    </section>
  );
}
