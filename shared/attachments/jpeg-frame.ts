import { Undecodable } from './refusal.ts';

/** Grey, or three or four colours; nobody's viewer shows two. */
const colours = [1, 3, 4];
const MAX_SAMPLING = 4;
const PROGRESSIVE = 0xc2;

export interface Component {
  id: number;
  /** How many blocks of it an interleaved unit is wide and high. */
  across: number;
  down: number;
  /** Its quantization table. */
  table: number;
  /** How many blocks it has when it is coded by itself. */
  blocks: number;
}

export interface Frame {
  width: number;
  height: number;
  isProgressive: boolean;
  components: readonly Component[];
  /** How many units the picture has when components are coded together. */
  units: number;
}

/** A frame header of T.81, B.2.2, without its length. */
export function readFrame(marker: number, data: Buffer): Frame {
  if (data.length < 6) throw new Undecodable('damaged');
  const [height, width, count] = [data.readUInt16BE(1), data.readUInt16BE(3), data[5] as number];
  if (height === 0 || width === 0 || data.length !== 6 + 3 * count) throw new Undecodable('damaged');
  if (data[0] !== 8 || !colours.includes(count)) throw new Undecodable('unusual');
  const read = Array.from({ length: count }, (_, index) => {
    const [id, sampling, table] = data.subarray(6 + 3 * index) as unknown as [number, number, number];
    return { id, across: sampling >> 4, down: sampling & 15, table };
  });
  const isSound = ({ across, down, table }: (typeof read)[number]) =>
    across >= 1 && across <= MAX_SAMPLING && down >= 1 && down <= MAX_SAMPLING && table <= 3;
  if (!read.every(isSound) || new Set(read.map(({ id }) => id)).size < count) throw new Undecodable('damaged');
  const across = Math.max(...read.map((component) => component.across));
  const down = Math.max(...read.map((component) => component.down));
  const blocks = (size: number, own: number, most: number) => Math.ceil(Math.ceil((size * own) / most) / 8);
  return {
    width,
    height,
    isProgressive: marker === PROGRESSIVE,
    components: read.map((component) => ({
      ...component,
      blocks: blocks(width, component.across, across) * blocks(height, component.down, down),
    })),
    units: Math.ceil(width / (8 * across)) * Math.ceil(height / (8 * down)),
  };
}
