import { type PointerEvent, type ReactNode, useId, useRef, useState } from 'react';

/** As many points as the picture has for one of the screen: it is printed, too. */
const FINENESS = 2;
const INK = 3;

/** A place to write a name with a finger, a pen or a mouse; what is handed on is a PNG, black on white. */
export function Finger({
  label,
  onSigned,
}: {
  label: string;
  onSigned: (picture: Blob) => Promise<boolean>;
}): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | undefined>(undefined);
  const [isWritten, setWritten] = useState(false);
  const [busy, setBusy] = useState(false);
  const hint = useId();

  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const { currentTarget: to } = event;
    to.setPointerCapture(event.pointerId);
    // Made as large as it is shown, once; a later change of size would wipe what is written.
    if (!isWritten) blank(to);
    last.current = place(event);
    draw(event);
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const from = last.current;
    const pen = event.currentTarget.getContext('2d');
    if (from === undefined || pen === null) return;
    const to = place(event);
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    // A tap is a dot.
    pen.lineTo(to.x + 0.01, to.y);
    pen.stroke();
    last.current = to;
    setWritten(true);
  };
  const end = () => {
    last.current = undefined;
  };
  const clear = () => {
    if (canvas.current) blank(canvas.current);
    setWritten(false);
  };
  const keep = async () => {
    setBusy(true);
    try {
      const picture = await new Promise<Blob | null>((resolve) => canvas.current?.toBlob(resolve, 'image/png'));
      if (picture === null) return;
      if (await onSigned(picture)) clear();
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="finger">
      {/* Above, and always there: whatever came or went while somebody writes would move the paper under the finger. */}
      <small id={hint}>在框里写上名字，再按“存下这个签名”。不能在屏幕上写的，在纸上签了拍照上传。</small>
      <canvas
        ref={canvas}
        className="finger-paper"
        role="img"
        aria-label={`${label}：用手指在这里写`}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <p className="finger-buttons">
        <button type="button" onClick={() => void keep()} disabled={!isWritten || busy} aria-describedby={hint}>
          {busy ? '正在存……' : '存下这个签名'}
        </button>
        <button type="button" onClick={clear} disabled={!isWritten || busy} aria-describedby={hint}>
          重写
        </button>
      </p>
    </div>
  );
}

function place({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>): { x: number; y: number } {
  const { left, top } = currentTarget.getBoundingClientRect();
  return { x: (clientX - left) * FINENESS, y: (clientY - top) * FINENESS };
}

/** White paper, as large as the place it is shown in. */
function blank(to: HTMLCanvasElement): void {
  to.width = to.clientWidth * FINENESS;
  to.height = to.clientHeight * FINENESS;
  const pen = to.getContext('2d');
  if (pen === null) return;
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, to.width, to.height);
  pen.strokeStyle = 'black';
  pen.lineWidth = INK * FINENESS;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
}
