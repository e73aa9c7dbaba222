import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ActionType } from '../../../shared/dossier/actions.ts';
import { JOURNAL } from '../../../shared/registry/keys.ts';
import type { MemoryApp } from './app.ts';

/**
 * Has an instance of the functions do something, which dies as soon as it has recorded an action of a dossier: nothing is
 * answered any more. Answers the dossier.
 */
export function diedOnceRecorded(app: MemoryApp, action: ActionType, run: (on: MemoryApp) => Promise<unknown>) {
  return new Promise<string>((resolve, reject) => {
    let isDead = false;
    const client = app.edge.dynamoDb as DynamoDBClient;
    const recording = new RegExp(`"${JOURNAL}(\\w{26})".*"action":\\{"S":"${action}"`);
    const send = async (command: { input: object }) => {
      const answer = isDead ? undefined : await client.send(command as never);
      const [, dossier] = (!isDead && recording.exec(JSON.stringify(command.input))) || [];
      if (dossier !== undefined) {
        isDead = true;
        resolve(dossier);
      }
      return isDead ? new Promise<never>(() => undefined) : answer;
    };
    const dying = { ...app, edge: { ...app.edge, dynamoDb: Object.create(client, { send: { value: send } }) } };
    run(dying).then(() => reject(new Error(`no ${action} was recorded`)), reject);
  });
}
