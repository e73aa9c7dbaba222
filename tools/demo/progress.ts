import { cut, padded } from '../columns.ts';

interface Line {
  label: string;
  stage: string;
  /** 0 to 1. */
  done: number;
}

const REDRAW_MS = 200;
const BAR = 20;

/** One line for each household: updated in place on a terminal, written line by line elsewhere. */
export class Progress {
  private readonly lines = new Map<number, Line>();
  private readonly inPlace = process.stdout.isTTY === true;
  private readonly started = performance.now();
  private drawn = 0;
  private timer: NodeJS.Timeout | undefined;

  add(number: number, label: string): void {
    this.lines.set(number, { label, stage: '', done: 0 });
  }

  /** @param done how much of the way is behind it, 0 to 1 */
  update(number: number, stage: string, done: number): void {
    const line = this.lines.get(number);
    if (!line) return;
    Object.assign(line, { stage, done });
    if (this.inPlace) this.timer ??= setInterval(() => this.draw(), REDRAW_MS);
    else console.log(text(line));
  }

  /** Draws what has not been drawn yet; what is printed afterwards stands below. */
  finish(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    if (this.inPlace && this.lines.size > 0) this.draw();
    this.drawn = 0;
    this.lines.clear();
  }

  private draw(): void {
    const width = process.stdout.columns || 80;
    const up = this.drawn > 0 ? `\u001b[${this.drawn}A` : '';
    const rows = [...this.lines.values(), this.whole()].map((line) => `\u001b[2K${cut(text(line), width - 1)}\n`);
    process.stdout.write(up + rows.join(''));
    this.drawn = rows.length;
  }

  /** All of them together. */
  private whole(): Line {
    const lines = [...this.lines.values()];
    const done = lines.reduce((sum, line) => sum + line.done, 0) / lines.length;
    return { label: '合计', stage: `${((performance.now() - this.started) / 1000).toFixed(0)} 秒`, done };
  }
}

function text({ label, stage, done }: Line): string {
  const filled = Math.round(done * BAR);
  const percent = String(Math.round(done * 100)).padStart(3);
  return `${padded(label, 26)} ${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${percent}%  ${stage}`;
}
