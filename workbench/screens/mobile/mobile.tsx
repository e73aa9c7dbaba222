import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { qrPath } from '../../../shared/pages/qr-code.ts';
import { ErrorText } from '../../parts/states.tsx';
import { signInCodeFor } from '../../sign-in.ts';

/** Seconds after which a provider no longer takes a code; most say a minute. */
const LASTS = 60;

/** 手机登录: a sign-in code for the mini-program, for whoever has signed in here. */
export function MobileScreen(): ReactNode {
  const [code, setCode] = useState<string>();
  const [fault, setFault] = useState<unknown>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setCode(undefined);
    setFault(undefined);
    const digits = String(new FormData(event.currentTarget).get('digits'));
    signInCodeFor(digits).then(setCode, setFault);
  };
  return (
    <>
      <h1>手机登录</h1>
      <p>
        在小程序里做入户调查，从这里登录：小程序“工作人员登录”一页上有六位数字，填在下面。旁边会打开登录窗口，照常登录。
      </p>
      <form className="deed" onSubmit={submit}>
        <label className="field">
          手机上的六位数字
          <input
            name="digits"
            type="text"
            inputMode="numeric"
            pattern="[0-9]{6}"
            maxLength={6}
            required
            autoComplete="off"
          />
        </label>
        {fault !== undefined && <ErrorText error={fault} />}
        <button type="submit" className="primary">
          {code === undefined ? '出登录码' : '重新出一个登录码'}
        </button>
      </form>
      {code !== undefined && <Code key={code} code={code} onEnd={() => setCode(undefined)} />}
    </>
  );
}

/** Gone from the screen once it no longer counts. */
function Code({ code, onEnd }: { code: string; onEnd: () => void }): ReactNode {
  const [left, setLeft] = useState(LASTS);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const ticking = setInterval(() => setLeft((seconds) => seconds - 1), 1000);
    return () => clearInterval(ticking);
  }, []);
  useEffect(() => {
    if (left <= 0) onEnd();
  }, [left, onEnd]);
  const { path, size } = qrPath(code);
  return (
    <section aria-labelledby="sign-in-code">
      <h2 id="sign-in-code">登录码</h2>
      <p>在手机上点“扫登录码”扫它。还有 {left} 秒，只能用一次；不要让别人拍。</p>
      <svg
        className="mobile-code"
        role="img"
        aria-label="登录码"
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
      >
        <path d={path} />
      </svg>
      <p>工作台就开在要登录的手机上的，复制以后粘贴到小程序里：</p>
      <button type="button" onClick={() => void navigator.clipboard.writeText(code).then(() => setCopied(true))}>
        复制登录码
      </button>
      {copied && (
        <p className="done" role="status">
          已经复制。
        </p>
      )}
    </section>
  );
}
