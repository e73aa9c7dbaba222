import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Window } from 'happy-dom';
import type { Settings } from '../../clients/mini-program/lib/settings.ts';
import { bundleMiniProgram } from '../../tools/mini-program/bundle.ts';

/** What a page is made of, as its WXML comes out: elements with what they were given, and text. */
export interface Tree {
  tagName: string;
  attrs: { name: string; value: unknown }[];
  children: (Tree | string)[];
}

/** A rendered page, as `miniprogram-simulate` gives it, as far as it is used here. */
interface Rendered {
  instance: Methods & { data: Record<string, unknown> };
  dom: { innerHTML: string; textContent: string };
  toJSON(): Tree;
  attach(parent: unknown): void;
  detach(): void;
  querySelector(selector: string): Found | undefined;
  querySelectorAll(selector: string): Found[];
}
type Methods = Record<string, (...given: unknown[]) => unknown>;
interface Found {
  dom: { textContent: string };
  instance: { dataset: Record<string, string> };
}
interface Simulate {
  load(path: string, tag: string, options: object): string;
  render(id: string): Rendered;
}

type Callbacks<T> = { success?(result: T): void; fail?(error: { errMsg: string }): void };
type Listener = (method: string, url: string) => Promise<void> | void;

const require = createRequire(import.meta.url);

/**
 * A phone on which the built mini-program runs: `wx` as its documentation describes it, as far as the mini-program uses
 * it, and pages rendered from their own WXML. It can lose its network, lose an answer, and be killed.
 */
export class Phone {
  readonly folder = mkdtempSync(join(tmpdir(), 'mini-program-'));
  /** What outlives the mini-program on it. */
  readonly files = new Map<string, Uint8Array>();
  readonly storage = new Map<string, unknown>();
  readonly size: number;
  /** The pages that are open, the last on top. */
  readonly stack: { path: string; query: Record<string, string>; shown: Rendered }[] = [];
  hasNetwork = true;
  agreesToPrivacy = true;
  /** What the camera takes next, and what the scanner sees. */
  camera: Uint8Array[] = [];
  seen = '';
  /** What a finger writes: the strokes since it was last wiped, and the PNG that comes of them. */
  strokes = 0;
  signature: Buffer = Buffer.alloc(0);
  /** Called before a request goes out, and when its answer has come: either may throw, and then nothing answers. */
  onRequest: Listener = () => undefined;
  onAnswer: Listener = () => undefined;
  /** Everything that was asked, for whoever looks what became known on the way. */
  readonly asked: { method: string; url: string; headers: Record<string, string> }[] = [];
  private readonly fetch: typeof globalThis.fetch;
  private readonly simulate: Simulate;
  private readonly window = new Window();
  private running: { onShow(): void; onHide(): void } | undefined;

  constructor(settings: Settings, fetch: typeof globalThis.fetch = globalThis.fetch) {
    this.fetch = fetch;
    const { window } = this;
    const { document, Element, Event, CustomEvent } = window;
    // On a canvas WeChat says where a finger is as x and y, from the corner of the canvas.
    class Touch extends window.Touch {
      get x(): number {
        return this.clientX;
      }
      get y(): number {
        return this.clientY;
      }
    }
    const { TouchEvent } = window;
    const App = (app: { onShow(): void; onHide(): void }) => (this.running = app);
    const phone = { wx: this.wx(), App };
    this.puts({ window, document, Element, Event, CustomEvent, TouchEvent, Touch, ...phone });
    // Brings its own `wx`, of which nothing is used.
    this.simulate = require('miniprogram-simulate') as Simulate;
    this.puts(phone);
    this.size = bundleMiniProgram(this.folder, settings);
    // What lies in a folder above says nothing of its scripts.
    writeFileSync(join(this.folder, 'package.json'), '{ "type": "commonjs" }');
    this.start();
  }

  /** Into the global object, in which the mini-program finds its phone. */
  private puts(properties: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(properties)) {
      if (!Object.hasOwn(this.before, name)) this.before[name] = Object.getOwnPropertyDescriptor(globalThis, name);
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
    }
  }
  private readonly before: Record<string, PropertyDescriptor | undefined> = {};

  /** Opens the mini-program anew at its first page. */
  start(): void {
    this.end();
    require(join(this.folder, 'app.js'));
    this.running?.onShow();
    this.open('/pages/home/home');
  }

  /** As when the battery is empty: nothing in memory is left, and no page hears of it. */
  end(): void {
    for (const { shown } of this.stack.splice(0)) shown.detach();
    for (const file of Object.keys(require.cache)) if (file.startsWith(this.folder)) delete require.cache[file];
  }

  /** The phone lies aside, and is taken up again. */
  putAside(): void {
    this.method(this.top, 'onHide')?.();
    this.running?.onHide();
  }
  takeUp(): void {
    this.running?.onShow();
    this.method(this.top, 'onShow')?.();
  }

  remove(): void {
    this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Puts back what its globals stood in for, once it is at rest: for files that go on in this process. */
  leave(): void {
    for (const [name, was] of Object.entries(this.before)) {
      if (was) Object.defineProperty(globalThis, name, was);
      else Reflect.deleteProperty(globalThis, name);
    }
  }

  get top(): Rendered {
    const top = this.stack.at(-1);
    if (!top) throw new Error('no page is open');
    return top.shown;
  }

  /** What the page on top shows, as its own data. */
  get shown(): Record<string, unknown> {
    return this.top.instance.data;
  }

  get page(): string {
    return this.stack.at(-1)?.path ?? '';
  }

  /** What the page that is open is made of. */
  get tree(): Tree {
    return this.top.toJSON();
  }

  /** What stands on the page that is open. */
  get text(): string {
    return this.top.dom.textContent.replace(/\s+/g, ' ');
  }

  /** Does on the page what its WXML binds to an event of the one element that the selector finds. */
  async does(event: string, selector: string, detail: object = {}, nth = 0, touches: object[] = []): Promise<void> {
    const found = this.top.querySelectorAll(selector)[nth];
    if (!found) throw new Error(`${this.page} has no ${selector}: ${this.text}`);
    const element = found as Found & { dispatchEvent(name: string, options: object): void };
    element.dispatchEvent(event, { detail, touches });
    await this.rest();
  }

  tap(selector: string, nth = 0): Promise<void> {
    return this.does('tap', selector, {}, nth);
  }
  type(selector: string, value: string): Promise<void> {
    return this.does('input', selector, { value });
  }
  choose(selector: string, value: string, nth = 0): Promise<void> {
    return this.does('change', selector, { value }, nth);
  }

  /** Somebody writes in a place with a finger. */
  async write(selector: string): Promise<void> {
    await this.does('touchstart', selector, {}, 0, [{ x: 20, y: 40 }]);
    await this.does('touchmove', selector, {}, 0, [{ x: 90, y: 60 }]);
    await this.does('touchmove', selector, {}, 0, [{ x: 160, y: 30 }]);
  }

  /** What handles events keeps errors to itself: they are thrown at whoever waits. */
  private unbroken(deed: () => void): void {
    try {
      deed();
    } catch (error) {
      this.broken = error;
    }
  }
  private broken: unknown;

  /** Until nothing is under way. @throws what broke meanwhile */
  async rest(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      await new Promise((resolve) => setImmediate(resolve));
      quiet = this.underWay > 0 || this.top.instance.data.busy ? 0 : quiet + 1;
      if (quiet === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    if (this.broken !== undefined) throw this.broken;
  }
  private underWay = 0;

  private open(url: string): void {
    const [path = '', search = ''] = url.split('?');
    const query = Object.fromEntries(new URLSearchParams(search));
    const id = this.simulate.load(join(this.folder, path), 'page', { compiler: 'simulate', rootPath: this.folder });
    const shown = this.simulate.render(id);
    shown.attach(this.window.document.createElement('view'));
    refuseUndefined(shown.instance);
    const below = this.stack.at(-1);
    if (below) this.method(below.shown, 'onHide')?.();
    this.stack.push({ path, query, shown });
    this.method(shown, 'onLoad')?.(query);
    this.method(shown, 'onShow')?.();
  }

  back(): void {
    const left = this.stack.pop();
    if (left) {
      this.method(left.shown, 'onUnload')?.();
      left.shown.detach();
    }
    this.method(this.top, 'onShow')?.();
  }

  private method(of: Rendered, name: string) {
    const method = of.instance[name];
    return method && ((...given: unknown[]) => method.call(of.instance, ...given));
  }

  /** The one canvas there is: it counts the strokes, and its picture is `signature` once there are any. */
  private canvasQuery(): object {
    const counted = () => {
      this.strokes++;
    };
    const nothing = () => undefined;
    const pen = {
      beginPath: nothing,
      moveTo: nothing,
      lineTo: nothing,
      fillRect: () => (this.strokes = 0),
      stroke: counted,
    };
    const node = {
      ...{ width: 0, height: 0, getContext: () => pen },
      toDataURL: () => `data:image/png;base64,${this.strokes > 0 ? this.signature.toString('base64') : ''}`,
    };
    const query = {
      in: () => query,
      select: () => query,
      fields: () => query,
      exec: (done: (found: object[]) => void) => done([{ node, width: 300, height: 180 }]),
    };
    return query;
  }

  private wx(): object {
    const files = this.files;
    const thrown = (errMsg: string) => new Error(errMsg);
    const fileSystem = {
      readdirSync: (folder: string) => {
        if (!files.has(`${folder}/`)) throw thrown(`readdirSync:fail no such file or directory ${folder}`);
        return [...files.keys()]
          .filter((path) => path.startsWith(`${folder}/`) && !path.endsWith('/'))
          .map((path) => path.slice(folder.length + 1));
      },
      mkdirSync: (folder: string) => void files.set(`${folder}/`, new Uint8Array()),
      writeFileSync: (path: string, data: ArrayBuffer) => void files.set(path, new Uint8Array(data)),
      readFileSync: (path: string) => {
        const content = files.get(path);
        if (!content) throw thrown(`readFileSync:fail no such file or directory ${path}`);
        return content.slice().buffer;
      },
      unlinkSync: (path: string) => {
        if (!files.delete(path)) throw thrown(`unlinkSync:fail no such file or directory ${path}`);
      },
    };
    return {
      env: { USER_DATA_PATH: 'wxfile://usr' },
      getFileSystemManager: () => fileSystem,
      getStorageSync: (key: string) => structuredClone(this.storage.get(key)) ?? '',
      setStorageSync: (key: string, value: unknown) => void this.storage.set(key, structuredClone(value)),
      removeStorageSync: (key: string) => void this.storage.delete(key),
      getRandomValues: ({ length, success }: { length: number } & Callbacks<{ randomValues: ArrayBuffer }>) =>
        this.later(async () => success?.({ randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer })),
      arrayBufferToBase64: (buffer: ArrayBuffer) => Buffer.from(buffer).toString('base64'),
      base64ToArrayBuffer: (text: string) => Uint8Array.from(Buffer.from(text, 'base64')).buffer,
      createSelectorQuery: () => this.canvasQuery(),
      navigateTo: ({ url }: { url: string }) => this.unbroken(() => this.open(url)),
      navigateBack: () => this.unbroken(() => this.back()),
      requirePrivacyAuthorize: ({ success, fail }: Callbacks<object>) =>
        this.agreesToPrivacy ? success?.({}) : fail?.({ errMsg: 'requirePrivacyAuthorize:fail disagree' }),
      chooseMedia: ({ success, fail }: Callbacks<{ tempFiles: { tempFilePath: string }[] }>) => {
        if (this.camera.length === 0) return fail?.({ errMsg: 'chooseMedia:fail cancel' });
        const tempFiles = this.camera.splice(0).map((photo) => {
          const tempFilePath = `wxfile://tmp/${crypto.randomUUID()}.jpg`;
          files.set(tempFilePath, photo);
          return { tempFilePath };
        });
        return success?.({ tempFiles });
      },
      scanCode: ({ success, fail }: Callbacks<{ result: string }>) =>
        this.seen === '' ? fail?.({ errMsg: 'scanCode:fail cancel' }) : success?.({ result: this.seen }),
      request: (asked: Asked) => void this.later(() => this.request(asked)),
    };
  }

  /** Any answer is a success; no answer is a failure. The body goes out as it was given. */
  private async request({ url, method, header, data, success, fail }: Asked): Promise<void> {
    this.asked.push({ method, url, headers: header });
    const answer = await this.answered(url, method, header, data).catch((error: Error) => error);
    if (answer instanceof Error) fail?.({ errMsg: `request:fail ${answer.message}` });
    else success?.(answer);
  }

  private async answered(url: string, method: string, headers: Record<string, string>, body?: string | ArrayBuffer) {
    if (!this.hasNetwork) throw new Error('no network');
    await this.onRequest(method, url);
    const response = await this.fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
    const text = await response.text();
    await this.onAnswer(method, url);
    if (!this.hasNetwork) throw new Error('no network');
    return { statusCode: response.status, data: text, header: Object.fromEntries(response.headers) };
  }

  private later(deed: () => Promise<unknown>): void {
    this.underWay += 1;
    setImmediate(() => void deed().finally(() => (this.underWay -= 1)));
  }
}

/** WeChat does not set what is undefined, and says so nowhere. */
function refuseUndefined(instance: Methods): void {
  const setData = instance.setData as (data: object) => void;
  instance.setData = (data) => {
    const missing = Object.entries(data as object).filter(([, value]) => value === undefined);
    if (missing.length > 0) throw new Error(`setData of undefined: ${missing.map(([name]) => name)}`);
    setData.call(instance, data as object);
  };
}

interface Asked extends Callbacks<{ statusCode: number; data: string; header: object }> {
  url: string;
  method: string;
  header: Record<string, string>;
  data?: string | ArrayBuffer;
}
