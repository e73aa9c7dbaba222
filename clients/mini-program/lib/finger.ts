/** As many points as the picture has for one of the screen; and how thick the ink is on the screen. */
const FINENESS = 2;
const INK = 3;

interface Place {
  x: number;
  y: number;
}

/** 手写签名, written on a canvas of a page: black on white, in memory alone until it is sealed. */
export class Finger {
  private readonly canvas: WechatMiniprogram.Canvas;
  private readonly pen: WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D;
  private last: Place | undefined;
  isWritten = false;

  constructor(canvas: WechatMiniprogram.Canvas, { width, height }: { width: number; height: number }) {
    canvas.width = width * FINENESS;
    canvas.height = height * FINENESS;
    this.canvas = canvas;
    this.pen = canvas.getContext('2d');
    this.clear();
  }

  down(at: Place): void {
    this.last = at;
    // A tap is a dot.
    this.move({ x: at.x + 0.1, y: at.y });
  }

  move(to: Place): void {
    if (this.last === undefined) return;
    const { pen } = this;
    pen.beginPath();
    pen.moveTo(this.last.x * FINENESS, this.last.y * FINENESS);
    pen.lineTo(to.x * FINENESS, to.y * FINENESS);
    pen.stroke();
    this.last = to;
    this.isWritten = true;
  }

  clear(): void {
    const { pen, canvas } = this;
    pen.fillStyle = 'white';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = 'black';
    pen.lineWidth = INK * FINENESS;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    this.last = undefined;
    this.isWritten = false;
  }

  /** A PNG. It never was a file of WeChat's. */
  picture(): Uint8Array {
    const url = this.canvas.toDataURL('image/png', 1);
    return new Uint8Array(wx.base64ToArrayBuffer(url.slice(url.indexOf(',') + 1)));
  }
}

/** The canvas of a page, ready to be written on; undefined while it is not shown. */
export function fingerOn(page: object, selector: string): Promise<Finger | undefined> {
  return new Promise((resolve) => {
    wx.createSelectorQuery()
      .in(page as WechatMiniprogram.Component.TrivialInstance)
      .select(selector)
      .fields({ node: true, size: true })
      .exec(([found]: ({ node: WechatMiniprogram.Canvas; width: number; height: number } | null)[]) =>
        resolve(found?.node ? new Finger(found.node, found) : undefined),
      );
  });
}
