import { secretsOf } from '../support/household.ts';
import { legible } from '../support/legible.ts';
import { offices } from './people/checking.ts';
import { payers } from './people/paying.ts';
import { visited } from './people/visiting.ts';
import type { Home, World } from './world.ts';

/** Names, numbers and addresses of the households that lie, or were told, where nobody may find them. */
export function leaks(world: World, logs: string): void {
  const { app, stream } = world.ground;
  const places: readonly (readonly [place: string, text: string])[] = [
    ['日志行', logs],
    ['登记表', JSON.stringify(legible(app.dynamoDb.all()))],
    ['变更流', stream.text()],
    ['流程', JSON.stringify(world.executions().map(({ name }) => world.ground.stepFunctions?.describe(name)))],
  ];
  const secrets = new Map(world.homes.flatMap((home) => secretsIn(home).map((secret) => [secret, home.n])));
  const any = new RegExp([...secrets.keys()].join('|'));
  for (const [place, text] of places) {
    const [secret] = any.exec(text) ?? [];
    if (secret !== undefined) world.fail(`${place}里有第 ${secrets.get(secret)} 户的明文`);
  }
  for (const mail of app.relay.sent) {
    const home = world.homes.find((each) => secretIn(each, mail.text + mail.subject));
    if (home && mail.to !== home.workerMail) world.fail(`给 ${mail.to} 的信里有第 ${home.n} 户的明文：${mail.subject}`);
  }
}

const said = [visited.findings, offices.difference, offices.statement, payers.note, payers.bounced];

/** Of its form, what it told later, what was written of it at a visit, and what an office knew. */
const secretsIn = ({ form, also }: Home): string[] =>
  [...secretsOf(form), ...also, ...said].filter((secret) => secret !== undefined);

const secretIn = (home: Home, text: string): boolean => secretsIn(home).some((secret) => text.includes(secret));
