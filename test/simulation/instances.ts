import { issueCards } from '../../functions/documents/issue.ts';
import { type FunctionName, functionNames, functionSpec } from '../../infra/functions.ts';
import { LambdaError } from '../../local/lambda/errors.ts';
import type { App } from '../../shared/services/app.ts';
import type { Steps } from '../../shared/workflow/steps.ts';
import { type Lambda, lambdaOf } from '../support/handlers.ts';
import { type MemoryApp, memoryApp } from '../support/memory/app.ts';
import { faultyEdge, type Invocation } from './edge.ts';
import type { Faults } from './faults.ts';
import { loop } from './loop.ts';

/** A warm instance of a function: it does one thing at a time, and what it knows dies with it. */
interface Instance {
  app: App;
  current: Invocation | undefined;
  used: number;
}

/** Lambda ends an instance after so many invocations here; on AWS it is a matter of hours. */
const MOST_USES = 60;

/** What is told of an invocation that has ended. */
export type Told = (invocation: Invocation, outcome: 'answered' | 'threw' | 'died') => void;

/** The functions as Lambda runs them: an instance for each invocation under way, kept warm for the next. */
export class Instances {
  private readonly idle = new Map<FunctionName, Instance[]>();
  private readonly app: MemoryApp;
  private readonly faults: Faults;
  private readonly told: Told;

  constructor(app: MemoryApp, faults: Faults, told: Told) {
    this.app = app;
    this.faults = faults;
    this.told = told;
  }

  /** @throws LambdaError when it dies or its time is over, and what its function throws */
  async invoke(name: FunctionName, payload: unknown): Promise<{ answer: unknown; invocation: Invocation }> {
    const instance = this.idle.get(name)?.pop() ?? this.make();
    let dead: (error: LambdaError) => void = () => undefined;
    const death = new Promise<never>((_, reject) => {
      dead = reject;
    });
    const invocation: Invocation = {
      function: name,
      isDead: false,
      befallen: [],
      die: (why) => {
        if (invocation.isDead) return;
        invocation.isDead = true;
        dead(new LambdaError('Runtime.ExitError', why));
      },
    };
    instance.current = invocation;
    const { timeoutSeconds } = functionSpec(name);
    const timer = loop.after(timeoutSeconds * 1000, () => {
      invocation.befallen.push(`${timeoutSeconds} 秒到了`);
      invocation.die('Sandbox.Timedout');
    });
    try {
      const lambda = await this.lambda(instance, name);
      const work = lambda(payload, {} as never);
      const answer = await Promise.race([work, death]);
      this.told(invocation, 'answered');
      this.keep(name, instance);
      return { answer, invocation };
    } catch (error) {
      this.told(invocation, invocation.isDead ? 'died' : 'threw');
      if (!invocation.isDead) this.keep(name, instance);
      throw error;
    } finally {
      loop.cancel(timer);
      if (instance.current === invocation) instance.current = undefined;
    }
  }

  private make(): Instance {
    const instance: Instance = { app: this.app, current: undefined, used: 0 };
    instance.app = { ...this.app, edge: faultyEdge(this.app.edge, this.faults, () => instance.current) };
    return instance;
  }

  private keep(name: FunctionName, instance: Instance): void {
    if (++instance.used >= MOST_USES) return;
    this.idle.set(name, [...(this.idle.get(name) ?? []), instance]);
  }

  private async lambda({ app }: Instance, name: FunctionName): Promise<Lambda> {
    return name === 'print-step' ? printing(app) : lambdaOf(app, name);
  }
}

/** The cards are issued, and what is on them is written as it is, without type or lines. */
const printing = (app: App) =>
  ((input: Steps['print-step']['input']) => issueCards(app, input.dossierId, plainPrinter)) as unknown as Lambda;

const plainText = async (view: unknown): Promise<Uint8Array> => Buffer.from(JSON.stringify(view));
const plainPrinter: Parameters<typeof issueCards>[2] = {
  officerCard: plainText,
  workerCard: plainText,
  bothCards: plainText,
  dossierForm: plainText,
};

/** Loads every function's code, which no run may wait for. */
export async function loadFunctions(): Promise<void> {
  const app = memoryApp();
  for (const name of functionNames) await lambdaOf(app, name);
}
