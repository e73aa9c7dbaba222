import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { methodsOf, routeOf } from '../../shared/contract/routes.ts';
import { proxyResult, type Reply } from '../../shared/http/reply.ts';
import { html } from '../../shared/pages/html.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { nowhereReply } from './nowhere.ts';

/** What the build made lies beside the bundle (infra/workbench.ts). */
const besideBundle = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/**
 * The workbench (工作台): one page at the root, and the files that it names. Nobody has signed in yet, so it says
 * nothing of the province but where one signs in. What the provider adds to the address is for the page alone. It also
 * answers at every address that no route has (infra/constructs/api-body.ts).
 *
 * @param pathOf where something is that belongs beside the bundle
 */
export const lambda = (app: App, pathOf = besideBundle) => {
  let answers: Answers | undefined;
  const known = () => {
    answers ??= answersOf(app, pathOf('workbench'));
    return answers;
  };
  return async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const { httpMethod, resource, pathParameters } = event;
    const asks = (operation: 'workbenchPage' | 'workbenchFile') =>
      routeOf(operation).path === resource && methodsOf(routeOf(operation)).includes(httpMethod);
    if (asks('workbenchPage')) return proxyResult(known().page);
    const file = asks('workbenchFile') ? known().files.get(pathParameters?.file ?? '') : undefined;
    return proxyResult(file ?? nowhereReply(app, event));
  };
};

export const handler = lambda(fromEnvironment());

interface Answers {
  page: Reply;
  files: ReadonlyMap<string, Reply>;
}

function answersOf(app: App, folder: string): Answers {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const files = readdirSync(folder).flatMap((name): [string, Reply][] => {
    const type = types[name.slice(name.lastIndexOf('.') + 1)];
    return type === undefined || name === 'manifest.json'
      ? []
      : [[name, fileReply(readFileSync(join(folder, name), 'utf8'), type)]];
  });
  return { page: pageReply(app, manifest), files: new Map(files) };
}

interface Manifest {
  script: string;
  style: string;
  map: string | null;
}

/** Named after what is in it: whoever has it need never ask again. */
function fileReply(body: string, type: string): Reply {
  return {
    status: 200,
    headers: { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' },
    body,
  };
}

function pageReply(app: App, { script, style, map }: Manifest): Reply {
  const issuer = app.setting('OIDC_ISSUER');
  const { union, name } = app.profile;
  const body = html`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<meta name="sign-in" content="${issuer}" data-client="${app.setting('OIDC_CLIENT_ID')}" data-province="${app.profile.code}" data-union="${union}" data-map="${map ?? ''}">
<title>建档立卡工作台·${name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="workbench/${style}">
<script type="module" src="workbench/${script}"></script>
</head>
<body>
<div id="workbench"><p class="waiting">正在打开工作台……</p></div>
<noscript><p class="waiting">工作台要用到脚本，请在浏览器里允许。公示和邮件里的链接不用脚本，可以直接打开。</p></noscript>
</body>
</html>
`;
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': 'zh-CN',
      // The next visit finds what was deployed meanwhile.
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': policyFor(issuer, app.setting('UPLOAD_ORIGIN')),
      'Referrer-Policy': 'no-referrer',
      'X-Frame-Options': 'DENY',
      'X-Robots-Tag': 'noindex, nofollow, noarchive',
    },
    body: `${body}`,
  };
}

/**
 * Its own scripts and styles and nobody else's, none of them in the page; it talks to the API, to whoever signs people in,
 * and to the bucket to which files are uploaded.
 */
const policyFor = (issuer: string, uploads: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src 'self' ${new URL(issuer).origin} ${uploads}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
