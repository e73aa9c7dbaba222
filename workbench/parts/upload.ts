/** What an attachment may be, by its media type and the endings of its name. */
const types = { 'application/pdf': /\.pdf$/i, 'image/jpeg': /\.jpe?g$/i, 'image/png': /\.png$/i } as const;
export type UploadType = keyof typeof types;
export const acceptedTypes = Object.keys(types).join(',');

/** 10 MB, as the bucket takes them. */
const MOST_BYTES = 10 * 1024 * 1024;

/** What a file is; undefined for what is not taken. Some computers name no type: then the ending of the name says it. */
export function typeOf({ name, type }: { name: string; type: string }): UploadType | undefined {
  const known = Object.keys(types) as UploadType[];
  return known.find((each) => (type === '' ? types[each].test(name) : each === type));
}

/** Why a file would not be taken, before it is sent; undefined when it may be. */
export function refusedBefore(file: { name: string; type: string; size: number }): string | undefined {
  if (typeOf(file) === undefined) {
    return `“${file.name}”不是 PDF、JPEG 或 PNG，没有上传；照片请存成 JPEG，Word、WPS 的文件请先另存为 PDF`;
  }
  if (file.size === 0) return `“${file.name}”是空的，没有上传`;
  if (file.size > MOST_BYTES) return `“${file.name}”有 ${inMegabytes(file.size)} MB，超过 10 MB，没有上传`;
  return undefined;
}

const inMegabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

/**
 * Posts a file to where the API said, and says how far it is, 0 to 1.
 * @throws Error in words when it did not arrive
 */
export function post(
  { url, fields }: { url: string; fields: Record<string, string> },
  file: File,
  onProgress: (share: number) => void,
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    // fetch says nothing of how much has gone out.
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new Error(`“${file.name}”没有传成（${request.status}），请再传一次`));
    request.onerror = () => reject(new Error(`“${file.name}”没有传成，请看看网络，再传一次`));
    request.send(form);
  });
}
