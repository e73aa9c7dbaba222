import * as z from 'zod/mini';
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { refusals } from '../attachments/refusal.ts';
import { catalogue } from '../errors/catalogue.ts';
import { faultKinds } from '../form/faults.ts';
import { type FieldPath, fieldLabels, sectionLabels } from '../form/fields.ts';
import { DraftForm, Form } from '../form/form.ts';
import { errorsOf } from './errors.ts';
import { type Exchange, fileTypes } from './exchange.ts';
import { exchangeOf } from './exchanges.ts';
import { pathParameters, type QueryParameter, queryParameters } from './parameters.ts';
import { Fault, ProblemBody } from './problem.ts';
import { type Route, routes } from './routes.ts';

/** The API's description, OpenAPI 3.1, made from the routes and the schemas that the functions themselves use. */
export function describeApi(): object {
  const paths: NonNullable<ZodOpenApiObject['paths']> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  const description: ZodOpenApiObject = {
    openapi: '3.1.1',
    info: {
      title: '困难职工建档立卡',
      version: '1',
      description: [
        '金额以分为单位（x-unit 为 fen），日期为北京时间的日期（2026-11-23），时刻为 UTC。没有填的项留空不写，不写 null。',
        '每个 POST 可带 Idempotency-Key：同一个键再来一次，得到第一次的回答，不会再做一遍。',
        '答 GET 的都答 HEAD。没有列出的查询参数、写了两遍的，一律 E1004。正文为 UTF-8，至多 32 层、10,000 项；一次至多列出 100 处错误，moreFaults 是还有几处。',
        `错误一律为 application/problem+json：\n\n${errorTable()}`,
        `附件拒收的原因（日志中 refuseAttachment 的 reason）：\n\n${rows(Object.entries(refusals))}`,
      ].join('\n\n'),
    },
    // Relative to where the description stands, whatever stage or domain that is.
    servers: [{ url: '..' }],
    tags: [...new Set(Object.values(tags))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Form, DraftForm, Problem: ProblemBody, Fault },
      securitySchemes: {
        staff: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: '本省 OpenID 提供方签发的令牌，含 sub、roles、org_path',
        },
      },
    },
  };
  const document = createDocument(description);
  titleAll(document.paths);
  titleAll(document.components?.schemas);
  const schemas = (document.components?.schemas ?? {}) as Record<string, JsonSchema>;
  const { Form: whole, DraftForm: draft } = schemas;
  for (const schema of [whole, draft]) if (schema) nameFields(schema);
  if (whole) whole.title = '困难职工档案表';
  if (draft) draft.title = '困难职工档案表的草稿';
  return document;
}

/** The functions by what people call their subjects. */
const tags: Record<(typeof routes)[number]['handledBy'], string> = {
  submission: '申报',
  registry: '档案',
  figures: '统计',
  attachments: '附件',
  assessment: '认定',
  duplicates: '查重与合并',
  transfers: '移交',
  survey: '入户调查',
  checking: '评议与核对',
  'public-notice': '公示与异议',
  directory: '工会和人员',
  approval: '审批',
  'approval-page': '审批',
  'approval-perusal': '审批',
  plan: '帮扶计划',
  'plan-page': '帮扶计划',
  documents: '文件',
  batches: '资金发放',
  transcripts: '旧档转入',
  campaigns: '集中清理',
  scenarios: '情景测算',
  'spot-checks': '抽查',
  returns: '上报',
  inspection: '督查',
  disposal: '到期处置',
  margin: '边缘名单',
  ledger: '帮扶台账',
  prints: '打印',
  lifecycle: '流程',
  reverification: '年度复核',
  amendment: '更新与变更',
  gazette: '公布数据',
  description: '说明',
  workbench: '工作台',
  application: '自测与申请',
  applications: '自测与申请',
  'self-check': '自测与申请',
};

function operationOf(route: (typeof routes)[number]): ZodOpenApiOperationObject {
  const exchange = exchangeOf(route.operation);
  const isApi = route.path.startsWith('/v1/');
  const headers = isApi ? headersOf(route, exchange) : undefined;
  const path = pathOf(route.path);
  const query = queryOf(route);
  const { body, example } = exchange;
  return {
    operationId: route.operation,
    summary: exchange.summary,
    tags: [tags[route.handledBy]],
    security: route.access === 'staff' ? [{ staff: [] }] : [],
    requestParams: { ...(path ? { path } : {}), ...(query ? { query } : {}), ...(headers ? { header: headers } : {}) },
    ...(body
      ? {
          requestBody: {
            required: true,
            content: {
              [isApi ? 'application/json' : 'application/x-www-form-urlencoded']: { schema: body, example },
            },
          },
        }
      : {}),
    responses: responsesOf(route, exchange),
  };
}

function pathOf(path: string): z.ZodMiniObject | undefined {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as keyof typeof pathParameters);
  if (names.length === 0) return undefined;
  return z.object(Object.fromEntries(names.map((name) => [name, pathParameters[name]])));
}

function queryOf({ query = [] }: Route): z.ZodMiniObject | undefined {
  if (query.length === 0) return undefined;
  return z.object(Object.fromEntries(query.map((name) => [name, z.optional(queryParameters[name as QueryParameter])])));
}

function headersOf({ method }: Route, { ifMatch, cached }: Exchange): z.ZodMiniObject | undefined {
  if (ifMatch)
    return z.object({ 'If-Match': z.string().check(z.describe('所读到的版本，如 "7"；已被他人更新的不予保存')) });
  if (cached) {
    return z.object({ 'If-None-Match': z.optional(z.string()).check(z.describe('手里那一份的 ETag；没有变的答 304')) });
  }
  if (method !== 'POST') return undefined;
  return z.object({
    'Idempotency-Key': z
      .optional(z.string().check(z.regex(/^[\x21-\x7e]{8,128}$/)))
      .check(z.describe('客户端为这一次操作生成的键')),
  });
}

const html = { 'text/html': { schema: z.string() } };
const files = Object.fromEntries(Object.keys(fileTypes).map((type) => [type, { schema: z.string() }]));
const problem = { 'application/problem+json': { schema: ProblemBody } };
const etag = z.object({ ETag: z.string().check(z.describe('档案的版本，如 "7"')) });
const digest = z.object({ ETag: z.string().check(z.describe('内容的摘要，内容不变它不变')) });

const elsewhere = { description: '转到 Location 所写的地址', content: html };

function responsesOf({ operation }: (typeof routes)[number], exchange: Exchange): ZodOpenApiResponsesObject {
  const { status, answer, entry, ended, cached } = exchange;
  const isPage = answer === 'page';
  const success = isPage
    ? { description: '网页', content: html }
    : answer === 'file'
      ? { description: '文件', content: files }
      : {
          description: '成功',
          ...(exchange.etag ? { headers: etag } : cached ? { headers: digest } : {}),
          content: { 'application/json': { schema: answer === 'description' ? z.looseObject({}) : answer } },
        };
  const refusals = new Map<number, string[]>();
  for (const code of errorsOf(operation)) {
    const at = catalogue[code].status;
    refusals.set(at, [...(refusals.get(at) ?? []), `E${code} ${catalogue[code].message}`]);
  }
  const content = isPage ? html : problem;
  return {
    ...Object.fromEntries([status].flat().map((each) => [each, each === 303 ? elsewhere : success])),
    ...(cached ? { 304: { description: '没有变' } } : {}),
    ...(ended ? { 410: { description: '说明已经结束的网页', content: html } } : {}),
    ...(entry ? { 422: { description: '同一网页，写明要改正的', content: html } } : {}),
    ...Object.fromEntries([...refusals].map(([at, lines]) => [at, { description: lines.join('\n\n'), content }])),
    default: { description: isPage ? '说明原因的网页' : '没有做成的原因', content },
  } as ZodOpenApiResponsesObject;
}

function errorTable(): string {
  const answers = Object.entries(catalogue).map(([code, { status, message }]) => [`E${code}`, `${status}，${message}`]);
  const faults = Object.values(faultKinds).map(({ code, message }) => [`E${code}`, message]);
  return rows([...answers, ...faults.sort()] as [string, string][]);
}

function rows(entries: readonly (readonly [string, string])[]): string {
  return entries.map(([key, text]) => `- \`${key}\` ${text}`).join('\n');
}

interface JsonSchema {
  $ref?: string;
  type?: string;
  anyOf?: JsonSchema[];
  title?: string;
  titles?: Record<string, string>;
  description?: string;
  enum?: string[];
  oneOf?: { const: string; title: string }[];
  format?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  'x-unit'?: string;
  'x-zone'?: string;
}

/** Words get their titles; a body's field is named by the first words of its description, as its faults name it. */
function titleAll(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) titleAll(inner);
  const schema = value as JsonSchema;
  const { titles, description } = schema;
  if (titles && Array.isArray(schema.enum)) {
    schema.oneOf = schema.enum.map((word) => ({ const: word, title: titles[word] ?? word }));
    delete schema.enum;
  }
  delete schema.titles;
  if (typeof description !== 'string' || schema.title !== undefined || schema.$ref !== undefined) return;
  const name = description.split(/[，；：。（]/)[0] ?? '';
  const isSchema = schema.type !== undefined || schema.oneOf !== undefined || schema.anyOf !== undefined;
  if (isSchema && /^[“\p{Script=Han}]/u.test(name)) schema.title = name;
}

/** Writes the name that the paper form prints beside each field, and what its numbers and days are counted in. */
function nameFields(form: JsonSchema): void {
  const labels: Record<string, string> = fieldLabels;
  for (const [section, schema] of Object.entries(form.properties ?? {})) {
    const name = sectionLabels[section] ?? labels[section];
    if (name) schema.title = name;
    describeField(schema, section);
    const [fields, prefix] = schema.items ? [schema.items, `${section}[]`] : [schema, section];
    for (const [field, inner] of Object.entries(fields.properties ?? {})) {
      const label = labels[`${prefix}.${field}`];
      if (label) inner.title = label;
      describeField(inner, `${prefix}.${field}`);
    }
  }
}

const dates: readonly string[] = [
  'worker.birthDate',
  'members[].birthDate',
  'determination.determinedOn',
] satisfies FieldPath[];
const years: readonly string[] = ['worker.contractYears', 'worker.factualEmploymentYears'] satisfies FieldPath[];

function describeField(schema: JsonSchema, path: string): void {
  if (dates.includes(path)) {
    schema.description = '日期，如 2026-11-23';
    schema['x-zone'] = 'Asia/Shanghai';
  }
  if (years.includes(path)) schema['x-unit'] = 'years';
}
