import { expect, test } from 'vitest';
import { RouteTable } from './routes.ts';

const table = new RouteTable(
  [
    '/',
    '/v1/dossiers',
    '/v1/dossiers/{id}',
    '/v1/dossiers/search',
    '/v1/dossiers/{id}/journal',
    '/v1/dossiers/{id}/papers/{paper}',
    '/v1/{proxy+}',
    '/a/{nonce}',
  ].map((path) => ({
    path,
    methods: new Map([[path === '/v1/dossiers/search' ? 'POST' : 'GET', path]]),
  })),
);

test.each([
  ['GET', '/', '/', {}],
  ['GET', '/v1/dossiers', '/v1/dossiers', {}],
  ['GET', '/v1/dossiers/', '/v1/dossiers', {}],
  ['GET', '/v1/dossiers/7', '/v1/dossiers/{id}', { id: '7' }],
  ['POST', '/v1/dossiers/search', '/v1/dossiers/search', {}],
  ['GET', '/v1/dossiers/7/journal', '/v1/dossiers/{id}/journal', { id: '7' }],
  ['GET', '/v1/dossiers/7/other/more', '/v1/{proxy+}', { proxy: 'dossiers/7/other/more' }],
  ['GET', '/a/%E4%B8%80', '/a/{nonce}', { nonce: '一' }],
])('%s %s is %s', (method, path, expected, parameters) => {
  expect(table.match(method, path)).toMatchObject({ path: expected, pathParameters: parameters });
});

test.each([
  ['GET', '/nowhere'],
  ['GET', '/a'],
  ['GET', '/a/b/c'],
  // The literal resource is the one that was meant, and it has no GET.
  ['GET', '/v1/dossiers/search'],
  ['DELETE', '/v1/dossiers'],
  // It leads to another one, and has no method of its own: the greedy one does not answer for it.
  ['GET', '/v1/dossiers/7/papers'],
])('%s %s leads nowhere', (method, path) => {
  expect(table.match(method, path)).toBeUndefined();
});
