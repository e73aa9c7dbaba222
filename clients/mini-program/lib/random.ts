import { base64url } from './bytes.ts';

/** So many random bytes of the phone's own source. */
export function randomBytes(length: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    wx.getRandomValues({
      length,
      success: ({ randomValues }) => resolve(new Uint8Array(randomValues)),
      fail: () => reject(new Error('微信版本太旧，请更新微信再用。')),
    });
  });
}

/** A name that nobody guesses: of a record, or of a request that may have to be sent again. */
export async function newKey(): Promise<string> {
  return base64url(await randomBytes(16));
}
