import type { Fetch, Fetched } from '../../../shared/contract/client.ts';

/** Nobody answered: there is no network, or the answer was lost. Whether it was done is not known. */
export class NoAnswer extends Error {
  constructor() {
    super('没有网络，或者对方没有应答。');
    this.name = 'NoAnswer';
  }
}

type Sent = Omit<Parameters<Fetch>[1], 'body'> & { body?: string | ArrayBuffer };

/** `fetch` as far as the client of the contract needs it. `wx.request` calls every answer a success: its status says whether it is one. */
export const wxFetch = (url: string, { method, headers, body }: Sent): Promise<Fetched> =>
  new Promise((resolve, reject) => {
    wx.request({
      url,
      method: method as 'GET',
      header: headers,
      ...(body === undefined ? {} : { data: body }),
      // Anything but 'json' leaves the text as it came.
      dataType: '其他',
      timeout: 60_000,
      success: ({ statusCode, data, header }) => {
        const lower = Object.fromEntries(
          Object.entries(header ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
        );
        resolve({
          status: statusCode,
          ok: statusCode >= 200 && statusCode < 300,
          headers: { get: (name) => (Object.hasOwn(lower, name) ? String(lower[name]) : null) },
          text: async () => (typeof data === 'string' ? data : ''),
        });
      },
      fail: () => reject(new NoAnswer()),
    });
  });
