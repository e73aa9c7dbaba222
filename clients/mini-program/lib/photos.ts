import { mostBytes, typeOf } from './upload.ts';

/**
 * Takes photos, or chooses some that were taken, once the person has agreed to the 隐私保护指引. WeChat puts each into a
 * file of its own for a while; it is deleted as soon as it is read.
 *
 * @returns their bytes; none when the person changed their mind
 * @throws Error in words for one that the API would not take
 */
export async function takePhotos(): Promise<Uint8Array[]> {
  await agreed();
  const paths = await chosen();
  const files = wx.getFileSystemManager();
  const photos = paths.map((path) => {
    const content = new Uint8Array(files.readFileSync(path) as ArrayBuffer);
    try {
      files.unlinkSync(path);
    } catch {
      // WeChat itself clears it away when the mini-program ends.
    }
    return content;
  });
  if (photos.some((content) => typeOf(content) === undefined)) throw new Error('照片须是 JPEG 或 PNG，请重新拍。');
  if (photos.some(({ length }) => length > mostBytes)) throw new Error('有一张照片超过 10 MB，请重新拍。');
  return photos;
}

function agreed(): Promise<void> {
  return new Promise((resolve, reject) => {
    wx.requirePrivacyAuthorize({
      success: () => resolve(),
      fail: () => reject(new Error('没有同意隐私保护指引，不能用照相机。不拍照也可以接着填。')),
    });
  });
}

function chosen(): Promise<string[]> {
  return new Promise((resolve) => {
    wx.chooseMedia({
      count: 9,
      mediaType: ['image'],
      sourceType: ['camera', 'album'],
      sizeType: ['compressed'],
      success: ({ tempFiles }) => resolve(tempFiles.map(({ tempFilePath }) => tempFilePath)),
      fail: () => resolve([]),
    });
  });
}
