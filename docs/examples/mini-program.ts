// The same in a mini-program: no cookies, JSON by wx.request, files by wx.uploadFile.

/** As much of the mini-program's `wx` as is used here. */
export interface Wx {
  request(options: {
    url: string;
    method: 'GET' | 'POST' | 'PUT';
    header: Record<string, string>;
    data?: object | string;
    success(result: { statusCode: number; data: unknown }): void;
    fail(error: { errMsg: string }): void;
  }): void;
  uploadFile(options: {
    url: string;
    filePath: string;
    name: string;
    formData: Record<string, string>;
    success(result: { statusCode: number; data: string }): void;
    fail(error: { errMsg: string }): void;
  }): void;
}

export interface Problem {
  code: number;
  title: string;
  detail?: string;
  faults?: { pointer: string; code: number; message: string; offer?: string | number }[];
}

/** What `api` and `token` are: see web-client.ts. `newKey` gives a fresh Idempotency-Key for each deed. */
export function miniProgramClient(wx: Wx, settings: { api: string; token: string; newKey(): string }) {
  function call<T>(method: 'GET' | 'POST' | 'PUT', path: string, data?: object, header: object = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      wx.request({
        url: `${settings.api}${path}`,
        method,
        header: {
          Authorization: `Bearer ${settings.token}`,
          'Content-Type': 'application/json',
          ...(method === 'POST' ? { 'Idempotency-Key': settings.newKey() } : {}),
          ...header,
        },
        ...(data === undefined ? {} : { data }),
        // wx.request calls every answer a success: the status says whether it is one.
        success({ statusCode, data: answer }) {
          if (statusCode < 300) resolve(answer as T);
          else reject(answer as Problem);
        },
        fail: reject,
      });
    });
  }

  return {
    createDraft: (orgPath: string) => call<{ id: string; version: number }>('POST', '/v1/dossiers', { orgPath }),

    saveForm: (id: string, version: number, form: object) =>
      call<{ form: number; version: number; faults: Problem['faults'] }>('PUT', `/v1/dossiers/${id}/form`, form, {
        'If-Match': `"${version}"`,
      }),

    /** `consents`: 告知同意 of everybody on the form, but for whose earlier one still counts. */
    submit: (id: string, form: number, consents: readonly object[]) =>
      call<{ version: number; status: string }>('POST', `/v1/dossiers/${id}/submission`, { form, consents }),

    read: (id: string) =>
      call<{ status: string; attachments: { id: string | null; state: string }[] }>('GET', `/v1/dossiers/${id}`),

    /** `filePath` as wx.chooseMedia or wx.chooseMessageFile gives it. */
    async uploadAttachment(
      id: string,
      file: { kind: string; name: string; contentType: string; filePath: string },
    ): Promise<string> {
      const { filePath, ...about } = file;
      const promised = await call<{ attachment: string; url: string; fields: Record<string, string> }>(
        'POST',
        `/v1/dossiers/${id}/attachments`,
        about,
      );
      await new Promise<void>((resolve, reject) => {
        wx.uploadFile({
          url: promised.url,
          filePath,
          name: 'file',
          formData: promised.fields,
          success: ({ statusCode }) => (statusCode < 300 ? resolve() : reject(new Error('文件没有传成，请重新上传'))),
          fail: reject,
        });
      });
      return promised.attachment;
    },
  };
}
