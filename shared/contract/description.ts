import * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { refusals } from '../attachments/refusal.ts';
import { catalogue } from '../errors/catalogue.ts';
import { faultKinds } from '../form/faults.ts';
import { fieldLabels, sectionLabels } from '../form/fields.ts';
import { DraftForm, Form } from '../form/form.ts';
import { Fault, ProblemBody } from './responses.ts';
import { type OperationName, type Route, routes } from './routes.ts';
import { type Exchange, exchanges } from './schemas.ts';

/** The API's description, OpenAPI 3.1, made from the routes and the schemas that the functions themselves use. */
export function describeApi(): object {
  const paths: NonNullable<ZodOpenApiObject['paths']> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  const document = createDocument({
    openapi: '3.1.1',
    info: {
      title: '困难职工建档立卡',
      version: '1',
      description: [
        '金额以分为单位，日期为 Asia/Shanghai 的日期（2026-11-23），时刻为 UTC。没有填的项留空不写，不写 null。',
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
  });
  for (const schema of [document.components?.schemas?.Form, document.components?.schemas?.DraftForm]) {
    nameFields(schema as JsonSchema);
  }
  return document;
}

/** The functions by what people call their subjects. */
const tags: Record<(typeof routes)[number]['handledBy'], string> = {
  submission: '申报',
  registry: '档案',
  attachments: '附件',
  assessment: '认定',
  duplicates: '查重与合并',
  survey: '入户调查',
  'public-notice': '公示与异议',
  approval: '审批',
  'approval-page': '审批',
  plan: '帮扶计划',
  'plan-page': '帮扶计划',
  documents: '文件',
  reverification: '年度复核',
  gazette: '公布数据',
  description: '说明',
};

function operationOf(route: (typeof routes)[number]): ZodOpenApiOperationObject {
  const exchange = exchanges[route.operation];
  const isApi = route.path.startsWith('/v1/');
  const headers = isApi ? headersOf(route) : undefined;
  const path = pathParameters(route.path);
  return {
    operationId: route.operation,
    summary: exchange.summary,
    tags: [tags[route.handledBy]],
    security: route.access === 'staff' ? [{ staff: [] }] : [],
    requestParams: {
      ...(path ? { path } : {}),
      ...(exchange.query ? { query: exchange.query } : {}),
      ...(headers ? { header: headers } : {}),
    },
    ...(exchange.body
      ? {
          requestBody: {
            required: true,
            content: { [isApi ? 'application/json' : 'application/x-www-form-urlencoded']: { schema: exchange.body } },
          },
        }
      : {}),
    responses: responsesOf(route, exchange),
  };
}

const parameters: Record<string, z.ZodString> = {
  id: z.string().describe('标识'),
  other: z.string().describe('疑似重复的另一份档案的标识'),
  number: z.string().describe('录入的编号'),
  n: z.string().describe('异议编号'),
  kind: z.string().describe('officerCard、workerCard、dossierForm，或 attachment-附件标识'),
  nonce: z.string().describe('邮件链接中的随机数'),
};

function pathParameters(path: string): z.ZodObject | undefined {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  if (names.length === 0) return undefined;
  return z.object(Object.fromEntries(names.map((name) => [name, parameters[name] ?? z.string()])));
}

function headersOf({ operation, method }: (typeof routes)[number]): z.ZodObject | undefined {
  if (operation === ('saveForm' satisfies OperationName)) {
    return z.object({ 'If-Match': z.string().describe('所读到的版本，如 "7"；已被他人更新的不予保存') });
  }
  if (exchanges[operation].cached) {
    return z.object({ 'If-None-Match': z.string().optional().describe('手里那一份的 ETag；没有变的答 304') });
  }
  if (method !== 'POST') return undefined;
  return z.object({
    'Idempotency-Key': z
      .string()
      .regex(/^[\x21-\x7e]{8,128}$/)
      .optional()
      .describe('客户端为这一次操作生成的键'),
  });
}

const html = { 'text/html': { schema: z.string() } };
const problem = { 'application/problem+json': { schema: ProblemBody } };
const etag = z.object({ ETag: z.string().describe('档案的版本，如 "7"') });
const digest = z.object({ ETag: z.string().describe('内容的摘要，内容不变它不变') });

function responsesOf({ operation, method, access }: Route, exchange: Exchange): ZodOpenApiResponsesObject {
  const { status, answer } = exchange;
  if (answer === 'page') {
    return {
      [`${status}`]: { description: '网页', content: html },
      default: { description: '说明原因的网页', content: html },
    } as ZodOpenApiResponsesObject;
  }
  const success = {
    description: '成功',
    ...(exchange.etag ? { headers: etag } : exchange.cached ? { headers: digest } : {}),
    content: { 'application/json': { schema: answer === 'description' ? z.looseObject({}) : answer } },
  };
  const created = operation === ('putApprover' satisfies OperationName) ? { 201: success } : {};
  const refused = access === 'staff' ? { 401: 'E1501', 403: 'E1502、E1503' } : {};
  const conflict = operation === ('saveForm' satisfies OperationName) ? { 412: 'E1301', 428: 'E1008' } : {};
  const malformed = method === 'GET' ? {} : { 400: 'E1001、E1004', 413: 'E1002', 415: 'E1003' };
  const refusalsByStatus = { ...malformed, ...refused, ...conflict };
  return {
    [`${status}`]: success,
    ...created,
    ...(exchange.cached ? { 304: { description: '没有变' } } : {}),
    ...Object.fromEntries(
      Object.entries(refusalsByStatus).map(([at, codes]) => [at, { description: codes, content: problem }]),
    ),
    default: { description: '没有做成的原因', content: problem },
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
  description?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
}

/** Writes the name that the paper form prints beside each field. */
function nameFields(form: JsonSchema): void {
  const labels: Record<string, string> = fieldLabels;
  for (const [section, schema] of Object.entries(form.properties ?? {})) {
    const label = sectionLabels[section] ?? labels[section];
    if (label) schema.description = label;
    const [fields, prefix] = schema.items ? [schema.items, `${section}[]`] : [schema, section];
    for (const [name, field] of Object.entries(fields.properties ?? {})) {
      const label = labels[`${prefix}.${name}`];
      if (label) field.description = label;
    }
  }
}
