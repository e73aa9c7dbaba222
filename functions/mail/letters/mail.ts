import { spokenCode } from '../../../shared/pages/code.ts';
import { escapeText } from '../../../shared/pages/html.ts';
import { demonstrationNote } from '../../../shared/standards/demonstration.ts';

/** A mail ready to send. Text and HTML say the same; neither carries anything but the words. */
export interface Mail {
  subject: string;
  text: string;
  html: string;
}

/** Who sends, and whom to call. */
export interface Sender {
  /** 某某省总工会 */
  union: string;
  officeName: string;
  officePhone: string;
  /** 演示: works by made-up lines and days, which every mail says. */
  demonstration: boolean;
}

/** A link and the six-digit code that goes with it. */
export interface CodedLink {
  /** Absolute; its nonce is the only thing in it. */
  url: string;
  /** Six digits. */
  code: string;
}

/** The parts of a mail, in the order in which they are read. */
export interface Letter {
  sender: Sender;
  /** Without names: subjects are shown on locked phones and kept in logs of mail servers. */
  subject: string;
  /** How the reader is addressed, e.g. 陈明 副主席; empty for whoever has the mailbox. */
  recipient: string;
  opening: string;
  facts: readonly (readonly [label: string, value: string])[];
  /** Reasons and the like, numbered. */
  points?: readonly string[];
  link?: CodedLink & { label: string };
  closing: readonly string[];
}

const never = '请勿回复，也不要转发本邮件。';

/** Writes a letter out as a mail: one link at most, and the code in the body only. */
export function write(letter: Letter): Mail {
  return { subject: `【困难职工建档】${letter.subject}`, text: asText(letter), html: asHtml(letter) };
}

function asText({ sender, recipient, opening, facts, points = [], link, closing }: Letter): string {
  const blocks = [
    sender.demonstration ? [demonstrationNote] : [],
    [greeting(recipient)],
    [opening],
    facts.map(([label, value]) => `${label}：${value}`),
    points.map((point, index) => `${index + 1}. ${point}`),
    link === undefined ? [] : [`${link.label}：`, link.url],
    link === undefined ? [] : [`验证码：${spokenCode(link.code)}`],
    closing,
    [sender.union, phone(sender)],
    [never],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(oneLine).join('\n'))
    .join('\n\n')}\n`;
}

function greeting(recipient: string): string {
  return recipient === '' ? '您好！' : `${recipient}，您好！`;
}

/** A value never breaks out of its line, so it cannot pose as another part of the mail. */
function oneLine(line: string): string {
  return line.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function asHtml({ sender, recipient, opening, facts, points = [], link, closing }: Letter): string {
  const lines = [
    sender.demonstration ? paragraph(demonstrationNote) : '',
    paragraph(greeting(recipient)),
    paragraph(opening),
    facts.length === 0
      ? ''
      : `<table role="presentation" cellpadding="4" style="border-collapse:collapse;margin:0 0 14px;font-size:18px;line-height:1.7">${facts
          .map(([label, value]) => row(label, value))
          .join('')}</table>`,
    points.length === 0 ? '' : `<ol>${points.map((point) => `<li>${escapeText(point)}</li>`).join('')}</ol>`,
    link === undefined ? '' : button(link),
    ...closing.map(paragraph),
    `<p style="margin:24px 0 0">${escapeText(sender.union)}<br>${escapeText(phone(sender))}</p>`,
    `<p style="color:#57534c">${never}</p>`,
  ];
  return [
    '<!DOCTYPE html>',
    '<html lang="zh-CN"><head><meta charset="utf-8"><title>困难职工建档</title></head>',
    '<body style="margin:0;background:#fff;color:#1c1b19">',
    '<div style="max-width:640px;margin:0 auto;padding:16px;border-top:4px solid #9e1b1b;font-size:18px;line-height:1.7;font-family:PingFang SC,Microsoft YaHei,Noto Sans SC,sans-serif">',
    ...lines.filter((line) => line !== ''),
    '</div></body></html>',
    '',
  ].join('\n');
}

function paragraph(sentence: string): string {
  return `<p style="margin:0 0 14px">${escapeText(sentence)}</p>`;
}

function row(label: string, value: string): string {
  return `<tr><td style="color:#57534c;vertical-align:top;white-space:nowrap">${escapeText(label)}</td><td style="word-break:break-word">${escapeText(value)}</td></tr>`;
}

function button({ url, label, code }: CodedLink & { label: string }): string {
  return [
    `<p style="margin:20px 0"><a href="${escapeText(url)}" style="display:inline-block;padding:12px 28px;background:#17457c;color:#fff;font-weight:bold;text-decoration:none">${escapeText(label)}</a></p>`,
    `<p style="margin:0 0 14px">验证码：<strong style="font-size:26px;letter-spacing:2px;white-space:nowrap">${spokenCode(code)}</strong></p>`,
  ].join('\n');
}

function phone({ officeName, officePhone }: Sender): string {
  return `${officeName}，电话 ${officePhone}`;
}
