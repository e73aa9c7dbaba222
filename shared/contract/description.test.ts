import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { MAX_LISTED } from '../attachments/list.ts';
import { personRoles } from '../directory/person.ts';
import { mostObjections } from '../dossier/objection-list.ts';
import { MAX_FAULTS } from '../errors/problem.ts';
import { checkForm } from '../form/check.ts';
import { mostMembers } from '../form/form.ts';
import { mostOpenings } from '../privacy/reading-kinds.ts';
import { surveyFacts } from '../standards/input.ts';
import { describeApi } from './description.ts';
import { exampleForm } from './example-form.ts';
import { fileTypes } from './exchange.ts';
import { exchangeOf } from './exchanges.ts';
import { type Route, routes } from './routes.ts';

type Json = Record<string, unknown>;
interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security: Json[];
  parameters?: { in: string; name: string; required?: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { description: string; headers?: Json; content: Record<string, { schema: Json }> }>;
}

const document = JSON.parse(JSON.stringify(describeApi())) as {
  openapi: string;
  info: { title: string; version: string; description: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json>; securitySchemes: Json };
};

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Every object of the document, with where it stands. */
function* objects(value: unknown, at = '#'): Generator<[string, Json]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [at, value as Json];
  for (const [key, inner] of Object.entries(value)) yield* objects(inner, `${at}/${key}`);
}

function resolve(ref: string): unknown {
  const steps = ref.slice(2).split('/');
  return steps.reduce<unknown>((value, step) => (value as Json | undefined)?.[step], document);
}

describe('接口说明', () => {
  it('与 docs/openapi.json 一字不差：改了接口，npm run openapi', () => {
    const written = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'));
    expect(written).toEqual(document);
  });

  it('每个请求正文的例子都照写可用', () => {
    for (const { operation } of routes) {
      const { body, example } = exchangeOf(operation);
      if (body === undefined) continue;
      expect(z.safeParse(body, example).error, operation).toBeUndefined();
    }
    expect(checkForm(exampleForm, { today: '2026-11-28' }).faults).toEqual([]);
  });

  it('分页的列表都写明一页至多几条', () => {
    // A file that goes on in another says how many are in it, and lists none.
    const lists = Object.entries(document.components.schemas).filter(
      ([, { properties = {} }]) =>
        ['cursor', 'next'].some((place) => Object.hasOwn(properties as Json, place)) &&
        !Object.hasOwn(properties as Json, 'file'),
    );
    expect(lists.length).toBeGreaterThanOrEqual(8);
    const pages = lists.map(([name, { properties }]) => [
      name,
      Object.values(properties as Record<string, Json>).flatMap(({ type, maxItems }) =>
        type === 'array' ? [typeof maxItems] : [],
      ),
    ]);
    for (const [name, limits] of pages) expect([...new Set(limits)], String(name)).toEqual(['number']);
  });

  it.each([
    ['DossierDetail', 'objections', mostObjections.listed],
    ['DossierDetail', 'numbersOpened', mostOpenings],
    ['DossierDetail', 'attachments', MAX_LISTED],
    ['NumbersOpened', 'people', 1 + mostMembers],
    ['PersonStored', 'roles', personRoles.length],
    ['AssessmentShown', 'surveyQuestions', surveyFacts.length],
    ['Problem', 'faults', MAX_FAULTS],
  ])('%s 的 %s 至多几条，与代码所限的是一个数', (name, field, most) => {
    const { properties } = document.components.schemas[name] as { properties: Record<string, Json> };
    expect(properties[field]?.maxItems).toBe(most);
  });

  it.each([
    ['DossierDetail/properties/exemptions/items/properties/evidence', 'ExemptBody/properties/evidence'],
    ['DossierDetail/properties/survey/anyOf/0/properties/surveyors', 'SurveyBody/properties/surveyors'],
    ['ObjectionsTriaged/properties/objections', 'TriageBody/properties/objections'],
  ])('答的 %s 不多于所交的 %s', (answered, given) => {
    const most = (at: string) => (resolve(`#/components/schemas/${at}`) as Json).maxItems;
    expect(most(answered)).toBeTypeOf('number');
    expect(most(answered)).toBe(most(given));
  });

  it('是 OpenAPI 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    for (const path of Object.keys(document.paths)) expect(path).toMatch(/^\//);
  });

  it('每一条路由恰好出现一次，此外没有别的', () => {
    const described = operations.map(({ path, method, operation }) => `${operation.operationId} ${method} ${path}`);
    const routed = routes.map(({ operation, method, path }) => `${operation} ${method.toLowerCase()} ${path}`);
    expect(described.sort()).toEqual(routed.sort());
  });

  it('查询参数的名字，路由的表里与说明里是同一些', () => {
    for (const { path, method, operation } of operations) {
      const described = operation.parameters?.filter((each) => each.in === 'query').map(({ name }) => name) ?? [];
      const route: Route | undefined = routes.find(
        (each) => each.path === path && each.method === method.toUpperCase(),
      );
      expect(described, operation.operationId).toEqual(route?.query ?? []);
    }
  });

  it('每一处引用都有着落', () => {
    const refs = [...objects(document)].flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref] : []));
    expect(refs.length).toBeGreaterThan(0);
    for (const ref of refs) {
      expect(ref).toMatch(/^#\//);
      expect(resolve(ref), ref).toBeDefined();
    }
  });

  it('每个操作都有中文说明、分类和至少一种回答', () => {
    const names = document.tags.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { operation } of operations) {
      expect(operation.summary).toMatch(/\p{Script=Han}/u);
      expect(names).toEqual(expect.arrayContaining(operation.tags));
      expect(Object.keys(operation.responses)).toContain('default');
      expect(Object.keys(operation.responses).some((status) => /^[23]/.test(status))).toBe(true);
      for (const response of Object.values(operation.responses)) expect(response.description).not.toBe('');
    }
  });

  it('路径里的每个参数都说明了，也没有多说的', () => {
    for (const { path, operation } of operations) {
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(inPath.every(({ required }) => required)).toBe(true);
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
  });

  it('工会干部的操作要令牌，公开的和凭链接的不要', () => {
    for (const { operation, path, method } of operations) {
      const route = routes.find((each) => each.path === path && each.method.toLowerCase() === method);
      expect(operation.security).toEqual(route?.access === 'staff' ? [{ staff: [] }] : []);
    }
    expect(document.components.securitySchemes).toMatchObject({ staff: { type: 'http', scheme: 'bearer' } });
  });

  it('保存档案表必须带 If-Match；接口的每个 POST 都可带 Idempotency-Key', () => {
    const headers = ({ operation }: { operation: Operation }) =>
      (operation.parameters ?? [])
        .filter((each) => each.in === 'header')
        .map((each) => [each.name, each.required === true]);
    const saving = operations.find(({ operation }) => operation.operationId === 'saveForm');
    expect(saving && headers(saving)).toEqual([['If-Match', true]]);
    for (const each of operations.filter(({ path, method }) => method === 'post' && path.startsWith('/v1/'))) {
      expect(headers(each)).toEqual([['Idempotency-Key', false]]);
    }
  });

  it('网页以 text/html 回答，接口以 JSON 回答，错误以 problem+json 回答', () => {
    for (const { path, operation } of operations) {
      for (const [status, { content }] of Object.entries(operation.responses)) {
        if (status === '304') {
          expect(content).toBeUndefined();
          continue;
        }
        const [page, file] = [
          !path.startsWith('/v1/'),
          ['workbenchFile', 'openMonthCsv'].includes(operation.operationId),
        ];
        const succeeded = file ? Object.keys(fileTypes) : ['application/json'];
        const types = page && !file ? ['text/html'] : status.startsWith('2') ? succeeded : ['application/problem+json'];
        expect(Object.keys(content)).toEqual(types);
      }
    }
  });

  it('只用 JSON Schema 2020-12 的词，没有 OpenAPI 3.0 的 nullable', () => {
    const words = new Set(
      '$ref type properties required additionalProperties propertyNames items prefixItems enum const anyOf oneOf allOf not pattern format minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems title description default examples x-unit x-zone'.split(
        ' ',
      ),
    );
    const check = (schema: unknown, at: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      for (const [word, value] of Object.entries(schema)) {
        expect(words.has(word), `${at}/${word}`).toBe(true);
        if (word === 'properties') {
          for (const [name, inner] of Object.entries(value as Json)) check(inner, `${at}/${name}`);
        } else if (Array.isArray(value)) for (const inner of value) check(inner, `${at}/${word}`);
        else if (['items', 'additionalProperties', 'propertyNames', 'not'].includes(word))
          check(value, `${at}/${word}`);
      }
    };
    for (const [name, schema] of Object.entries(document.components.schemas)) check(schema, name);
    for (const [at, value] of objects(document.paths)) {
      if ('schema' in value) check(value.schema, at);
    }
  });

  it('档案表的每一栏都写着表上的名称', () => {
    const worker = '#/components/schemas/Form/properties/worker/properties';
    const member = '#/components/schemas/Form/properties/members/items/properties';
    expect(resolve(`${worker}/idNumber`)).toMatchObject({ title: '身份证号' });
    expect(resolve(`${member}/relation`)).toMatchObject({ title: '家庭成员关系' });
  });

  it('错误编号和附件拒收的原因都查得到', () => {
    expect(document.info.description).toContain('`E1303`');
    expect(document.info.description).toContain('`E1119`');
    expect(document.info.description).toContain('`encrypted`');
  });

  it('每个模式、每一项都有中文名，每个可选的词都有中文名', () => {
    const chinese = (text: unknown) => typeof text === 'string' && /^[“\p{Script=Han}]/u.test(text) && text.length < 25;
    const nameless: string[] = [];
    const check = (schema: Json, at: string): void => {
      // A generation and a kind of file say themselves what they are.
      const words = ((schema.enum ?? []) as string[]).filter((word) => !/^\d{4}$|\//.test(word));
      if (words.length > 0) nameless.push(`${at} ${words}`);
      for (const { const: word, title } of (schema.oneOf ?? []) as Json[]) {
        if (word !== undefined && !chinese(title)) nameless.push(`${at} ${word}`);
      }
      for (const [name, inner] of Object.entries((schema.properties ?? {}) as Record<string, Json>)) {
        const [first] = (inner.anyOf ?? []) as Json[];
        const named = [inner, first ?? {}].some((each) => each.$ref !== undefined || chinese(each.title));
        if (!named) nameless.push(`${at}/${name}`);
        check(inner, `${at}/${name}`);
      }
      for (const inner of [schema.items, ...((schema.anyOf ?? []) as Json[])])
        if (inner) check(inner as Json, `${at}/`);
    };
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      if (!chinese(schema.title)) nameless.push(name);
      check(schema, name);
    }
    expect(nameless).toEqual([]);
    expect(Object.keys(document.components.schemas).length).toBeGreaterThan(60);
  });
});
