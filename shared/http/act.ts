import type { Ability, User } from '../access/may.ts';
import { permit } from '../access/permit.ts';
import type { Action } from '../dossier/actions.ts';
import type { Refusal } from '../dossier/deed.ts';
import type { Dossier, HeadFacts } from '../registry/dossiers.ts';
import type { Write } from '../registry/table.ts';
import type { App } from '../services/app.ts';
import { dossiers } from '../services/services.ts';
import type { Reply } from './reply.ts';

/** Who asks, about which dossier, and how the answer is remembered for a repeated request. */
interface Asked {
  user: User;
  params: { id: string };
  now: Date;
  remember(answer: Reply): Write[];
}

/** What a request comes to. */
interface Outcome<Says extends object> {
  decided: Action | Refusal;
  /** What is answered beside the dossier's id and its new version. */
  says: Says;
  /** What else is written with it, and what of the head changes. */
  effects?: Write[];
  facts?: Partial<HeadFacts>;
}

/**
 * What somebody of the staff does to a dossier: it is read, they are asked whether they may (E1304, E1502, E1503), it is
 * decided and recorded (E1301, E1302), and answered.
 */
export function act<Says extends object, Status extends 200 | 201 | 202 = 200>(
  app: App,
  asked: Asked,
  ability: Ability,
  decide: (before: Dossier) => Promise<Outcome<Says>>,
  status: Status = 200 as Status,
): Promise<{ status: Status; body: { id: string; version: number } & Says }> {
  return actPermitted(app, asked, ({ state }) => permit(asked.user, ability, state), decide, status);
}

/** The same where more than the dossier's own union says who may: `permitted` throws unless they do. */
export async function actPermitted<Says extends object, Status extends 200 | 201 | 202 = 200>(
  app: App,
  { user, params, now, remember }: Asked,
  permitted: (before: Dossier) => void,
  decide: (before: Dossier) => Promise<Outcome<Says>>,
  status: Status = 200 as Status,
): Promise<{ status: Status; body: { id: string; version: number } & Says }> {
  const before = await dossiers(app).get(params.id);
  permitted(before);
  const { decided, says, effects = [], facts = {} } = await decide(before);
  const answer = { status, body: { id: before.id, version: before.version + 1, ...says } };
  await dossiers(app).record({
    id: before.id,
    before,
    action: decided,
    actor: { kind: 'staff', id: user.id },
    now,
    facts,
    effects: [...effects, ...remember(answer)],
  });
  return answer;
}
