import { isGone } from '../../shared/dossier/disposal-state.ts';
import { dossierReader } from '../../shared/services/services.ts';
import { replayed } from '../../tools/replay/verdicts.ts';
import type { World } from './world.ts';

/** Computes every verdict again that was recorded since the last time, and hears whether it is the same, word for word. */
export class Replays {
  private readonly world: World;
  /** Up to which entry each dossier was gone through. */
  private readonly until = new Map<string, number>();
  verdicts = 0;

  constructor(world: World) {
    this.world = world;
  }

  async since(id: string): Promise<void> {
    const { app } = this.world.ground;
    const { state, version } = (await dossierReader(app).find(id)) ?? {};
    // Nobody reads any more what was released to be disposed of: that was looked at before it came to it.
    if (state === undefined || version === undefined || isGone(state)) return;
    const known = this.until.get(id) ?? 0;
    const journal = (await dossierReader(app).journal(id)).slice(0, version);
    for await (const verdict of replayed(app, id, journal, (each) => each > known)) {
      this.verdicts++;
      for (const what of verdict.differences)
        this.world.fail(`${id} 第 ${verdict.version} 条的认定再算一遍：${what}`, id);
    }
    this.until.set(id, version);
  }
}
