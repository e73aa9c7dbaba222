import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filledIn } from '../support/applicant.ts';
import { Phone, type Tree } from '../support/phone.ts';
import { type Household, type Province, provinceInMemory, registrar } from '../support/province.ts';
import { inMemory, passphrase, photo, SurveyorPhone } from '../support/surveyor-phone.ts';

type Draw = (name: string, html: string) => Promise<void>;

/** How WeChat draws its own parts where the mini-program says nothing else (its `style: v2`), as far as they are used. */
const wechat = `
html { font-size: 16px; }
* { box-sizing: border-box; }
body { margin: 0; font-family: sans-serif; }
input, textarea { display: block; font: inherit; color: inherit; border: 0; }
input[type=radio], input[type=checkbox] { appearance: none; flex: none; width: 24px; height: 24px; margin: 0 8px 0 0; border: 1px solid #d1d1d1; border-radius: 50%; background: white; }
input[type=checkbox] { border-radius: 3px; }
input:checked { border: 8px solid #07c160; }
button { display: block; margin: 0 auto; padding: 8px 24px; width: 184px; border: 0; border-radius: 4px; font: 700 17px/1.41 sans-serif; text-align: center; background: #f2f2f2; }
button:disabled { opacity: 0.3; }
canvas, img { display: block; }
`;

/**
 * Each page of the mini-program that is pictured, as the built mini-program renders it over a province in memory: its own tree of
 * elements and its own style. WeChat's own parts (buttons, boxes) are drawn as its documentation has them: how they look
 * on a phone, the phone alone shows.
 */
export async function drawnPages(each: Draw): Promise<void> {
  const province = await provinceInMemory();
  try {
    const [onFile] = await province.dossiersIn('registered', 1);
    if (!onFile) throw new Error('one household was walked');
    await asWorker(province, onFile, each);
    await asSurveyor(province, each);
  } finally {
    await province.stop();
  }
}

async function asWorker(province: Province, onFile: Household, draw: Draw): Promise<void> {
  const { settings, fetch } = inMemory(province);
  const phone = new Phone(settings, fetch);
  const mail = 'li.xiuying@example.cn';
  const kept = (name: string) => draw(`小程序-${name}`, pageOf(phone));
  const pick = (selector: string, of: string, value: string) =>
    phone.choose(selector, String((phone.shown[of] as string[]).indexOf(value)));
  const inWuhua = async () => {
    await pick('.city', 'cities', '昆明市');
    await pick('.county', 'counties', '五华区');
  };
  try {
    await kept('首页');
    await phone.tap('.to-self-check');
    await inWuhua();
    await phone.type('.people', '2');
    await phone.type('.income', '300');
    await phone.choose('.situations', ['illness'] as never);
    await kept('自测');
    await phone.tap('.ask');
    await kept('自测结果');
    phone.back();
    const body = { by: 'mail' as const, address: mail, idSeen: true as const };
    await province.system.as(registrar).call('verifyContact', { params: { id: onFile.id }, body });
    await phone.tap('.to-own');
    await phone.type('.where', mail);
    await phone.tap('.ask-code');
    await province.system.atRest();
    const [newest] = await province.system.mails(mail);
    const [, first, last] = /(\d{3}) (\d{3})/.exec(newest?.text ?? '') ?? [];
    await phone.type('.code', `${first}${last}`);
    await kept('申请');
    await phone.tap('.open');
    await phone.tap('.start');
    const { worker, people, statement } = filledIn(71);
    await phone.choose('.by', 'self');
    await phone.type('.name', worker.name);
    await phone.type('.id-number', worker.idNumber);
    await phone.type('.telephone', worker.telephone);
    await inWuhua();
    await phone.choose('.union', '2');
    await phone.type('.home-address', worker.homeAddress);
    await phone.type('.people', String(people));
    await phone.type('.monthly-income', '600');
    await phone.choose('.situations', ['illness'] as never);
    await phone.type('.statement', statement);
    phone.camera = [new Uint8Array(photo)];
    await pick('.photograph', 'kinds', '诊断证明复印件');
    await province.system.atRest();
    await putAside(phone);
    await kept('填申请');
    await phone.choose('.agree', ['agreed', 'sensitive'] as never);
    await phone.tap('.hand-in');
    await province.system.atRest();
    phone.back();
    await phone.rest();
    await kept('办到哪里');
    await phone.tap('.show-file');
    await kept('我的档案');
  } finally {
    phone.remove();
  }
}

async function asSurveyor(province: Province, draw: Draw): Promise<void> {
  const one = await province.dossierIn('surveying');
  const phone = new SurveyorPhone(inMemory(province));
  const kept = (name: string) => draw(`小程序-${name}`, pageOf(phone));
  try {
    await phone.tap('.to-visits');
    await phone.tap('.unlock');
    await phone.type('.passphrase', passphrase);
    await phone.type('.again', passphrase);
    await kept('口令');
    await phone.tap('.open');
    await phone.tap('.sign-in');
    await kept('工作人员登录');
    phone.back();
    await phone.signIn();
    await phone.takeAlong(one);
    await phone.fillIn();
    await phone.photograph();
    await putAside(phone);
    await kept('入户调查');
    phone.back();
    await phone.rest();
    await kept('要去的几户');
  } finally {
    phone.remove();
  }
}

/** For a moment, so that what was typed is kept. */
async function putAside(phone: Phone): Promise<void> {
  phone.putAside();
  await phone.rest();
  phone.takeUp();
  await phone.rest();
}

/** The page on top as a document of its own. */
function pageOf(phone: Phone): string {
  const style = readFileSync(join(phone.folder, 'app.wxss'), 'utf8').replace(/^page\b/gm, 'body');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>小程序</title><style>${wechat}${style}</style></head><body>${phone.tree.children.map(htmlOf).join('')}</body></html>`;
}

const tags: Record<string, string> = {
  button: 'button',
  label: 'label',
  canvas: 'canvas',
  image: 'img',
  textarea: 'textarea',
};

function htmlOf(node: Tree | string): string {
  if (typeof node === 'string') return escaped(node);
  const name = node.tagName.replace(/^wx-/, '');
  const of = Object.fromEntries(node.attrs.map(({ name: attribute, value }) => [attribute, value]));
  const inside = node.children.map(htmlOf).join('');
  const marks = [
    ...(of.class === undefined ? [] : [`class="${escaped(String(of.class))}"`]),
    ...(of['aria-label'] === undefined ? [] : [`aria-label="${escaped(String(of['aria-label']))}"`]),
    ...(of.disabled === true ? ['disabled'] : []),
    ...(of.checked === true ? ['checked'] : []),
  ].join(' ');
  if (name === 'radio' || name === 'checkbox') return `<input type="${name}" ${marks}>`;
  if (name === 'input') {
    const type = of.password === undefined ? 'text' : 'password';
    return `<input type="${type}" ${marks} placeholder="${escaped(String(of.placeholder ?? ''))}" value="${escaped(String(of.value ?? ''))}">`;
  }
  const tag = tags[name] ?? 'div';
  return `<${tag} ${marks}>${name === 'textarea' ? escaped(String(of.value ?? '')) : inside}</${tag}>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
