import { createHash } from 'node:crypto';
import { tokens } from './tokens.ts';

/**
 * The one style sheet of all pages reached by link. Nothing is smaller than 1rem, which is 18 px unless the reader
 * asks for more; every pair of colours reaches AA (4.5:1); fields and buttons are at least 3rem high.
 */
const source = `${tokens}* { box-sizing: border-box }
html { font-size: 112.5%; -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body { margin: 0; background: var(--pale); color: var(--ink); font: 1rem/1.7 system-ui, "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; overflow-wrap: anywhere }
header, main, footer { max-width: 46rem; margin: 0 auto; padding: 0 1.1rem }
.wide main, .wide header, .wide footer { max-width: 66rem }
header { padding-top: 1rem; padding-bottom: .6rem; color: var(--red); font-weight: 700; letter-spacing: .08em }
main { background: var(--paper); border-top: 4px solid var(--red); padding-top: 1.4rem; padding-bottom: 2rem }
footer { padding-top: 1rem; padding-bottom: 2rem; color: var(--soft) }
footer p { margin: .2rem 0 }
h1 { font-size: 1.6rem; line-height: 1.35; margin: 0 0 .8rem }
h2 { font-size: 1.2rem; line-height: 1.4; margin: 2rem 0 .6rem; padding-left: .6rem; border-left: 5px solid var(--red) }
h3 { font-size: 1rem; margin: 1.2rem 0 .2rem }
p, ul, ol, dl { margin: .6rem 0 }
ul, ol { padding-left: 1.4rem }
li { margin: .25rem 0 }
a { color: var(--blue); text-underline-offset: .2em }
.keep { white-space: nowrap; text-indent: 0 }
.lines { white-space: pre-wrap }
.big { display: inline-flex; align-items: center; min-height: 3rem }
.note, .fault, .done { border: 1px solid var(--line); border-left: 6px solid var(--blue); background: #f1f5fa; padding: .7rem 1rem; margin: 1rem 0 }
body > .note { width: calc(100% - 2.2rem); max-width: 46rem; margin: 0 auto 1rem }
.wide > .note { max-width: 66rem }
.fault { border-left-color: var(--red); background: #fcf1ef }
.done { border-left-color: var(--green); background: #eef6f0 }
.note p, .fault p, .done p { margin: .2rem 0 }
.fault ul { margin: .2rem 0 }
.fault a { display: block; padding: .5rem 0; color: var(--red) }
.rows { border-top: 1px solid var(--line) }
.rows div { display: grid; grid-template-columns: 11.5rem 1fr; gap: 0 1rem; padding: .45rem 0; border-bottom: 1px solid var(--line) }
dt { color: var(--soft) }
dd { margin: 0 }
.verdict { font-size: 1.2rem; font-weight: 700 }
details { border-bottom: 1px solid var(--line) }
h2 + p + details { border-top: 1px solid var(--line) }
summary { display: flex; align-items: center; min-height: 3rem; font-weight: 700; color: var(--blue); cursor: pointer }
summary::before { content: "＋"; width: 1.6rem; flex: none }
[open] > summary::before { content: "－" }
.decree h1 { text-align: center; font-size: 1.9rem; letter-spacing: .5em; text-indent: .5em; color: var(--red); margin: .6rem 0 1.2rem }
.decree > p { text-indent: 2em }
.decree .sign { text-align: right; text-indent: 0; margin-top: 1.4rem }
figure { margin: 0 }
.paper { display: none }
progress { width: 100%; height: 1rem; accent-color: var(--red) }
table { width: 100%; border-collapse: collapse; margin: 1rem 0 }
.period { width: 11rem }
th, td { text-align: left; vertical-align: top; padding: .6rem .5rem; border-bottom: 1px solid var(--line) }
thead th { background: var(--pale); border-bottom: 2px solid var(--red); white-space: nowrap }
form { margin: 1rem 0 0 }
fieldset { border: 0; margin: 1.2rem 0; padding: 0; min-width: 0 }
legend, .label { font-weight: 700; padding: 0; display: block; margin-bottom: .2rem }
.field { margin: 1.2rem 0 }
.hint { color: var(--soft); margin: .1rem 0 .4rem }
.wrong { color: var(--red); font-weight: 700; margin: .2rem 0 .4rem }
input, textarea, select, button { font: inherit; color: inherit; border-radius: 4px }
input[type=text], input[type=file], textarea, select { width: 100%; min-height: 3rem; padding: .5rem .7rem; border: 2px solid var(--edge); background: var(--paper) }
textarea { min-height: 8rem; resize: vertical }
[aria-invalid=true] { border-color: var(--red) !important; border-width: 3px !important }
.code { max-width: 12rem; font-size: 1.4rem !important; letter-spacing: .15em; font-variant-numeric: tabular-nums }
.choice { display: flex; gap: .7rem; align-items: center; min-height: 3.2rem; padding: .5rem .8rem; margin: .5rem 0; border: 2px solid var(--edge); border-radius: 4px; cursor: pointer }
.choice input { width: 1.4rem; height: 1.4rem; flex: none; margin: 0; accent-color: var(--blue) }
.choice:has(:checked) { border-color: var(--blue); background: #f1f5fa }
button { width: 100%; min-height: 3.4rem; padding: .6rem 2rem; border: 0; background: var(--blue); color: #fff; font-weight: 700; font-size: 1.1rem; cursor: pointer }
button:hover { background: #0f3262 }
:focus-visible { outline: 4px solid #c26a00; outline-offset: 2px }
.leave { display: flex; flex-wrap: wrap; gap: .8rem; margin-top: 1rem }
.leave button { flex: 1 1 12rem; background: var(--paper); color: var(--blue); border: 2px solid var(--blue) }
.leave button:hover { background: #f1f5fa }
.filter { display: flex; flex-wrap: wrap; gap: .8rem; align-items: end }
.filter .field { flex: 1 1 16rem; margin: 0 }
.filter button { width: auto; min-height: 3rem }
form:has([value=anonymous]:checked) .named { display: none }
@media screen and (max-width: 44rem) {
.rows div { display: flex; flex-wrap: wrap }
dt { min-width: 7rem }
dd { flex: 1 1 10rem; min-width: 0 }
dd ol { padding-left: 1.2em }
.cards .keep { white-space: normal }
span.keep { display: inline-block; white-space: normal }
.cards, .cards tbody, .cards tr, .cards td, .cards th { display: block }
.cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.cards .period { width: auto }
.cards tr { border: 1px solid var(--line); border-top: 3px solid var(--red); margin: 1rem 0; padding: .5rem .9rem }
.cards td, .cards tbody th { border: 0; padding: .15rem 0 }
.cards tbody th { font-size: 1.2rem }
.cards td[data-label]::before { content: attr(data-label) "："; color: var(--soft) }
}
@media (min-width: 44.01rem) {
header, main, footer { padding-left: 2.4rem; padding-right: 2.4rem }
button { width: auto }
.leave button { flex: none }
}
@media print {
.unprinted { display: none }
@page { size: A4; margin: 16mm 15mm }
html { font-size: 12pt }
body, main { background: #fff }
header, main, footer, .wide header, .wide main, .wide footer { max-width: none; padding-left: 0; padding-right: 0 }
header { padding-top: 0 }
main { border-top: 2px solid #000; padding-top: .8rem; padding-bottom: .4rem }
body > .note { width: auto; max-width: none; margin-bottom: .6rem }
footer { padding: .4rem 0 0 }
footer p { display: inline; margin-right: 1rem }
form, .screen { display: none !important }
.wide table { font-size: 10.5pt; line-height: 1.4 }
.wide thead { display: table-header-group }
.wide thead th { white-space: normal; text-wrap: balance }
.wide th, .wide td { padding: .3rem .3rem }
.period { width: 9.5rem }
.paper { display: block }
details::details-content { content-visibility: visible }
summary { color: inherit; min-height: 0 }
summary::before { content: none !important }
.foot { display: flex; justify-content: space-between; gap: 8mm; break-inside: avoid }
.foot figure { width: 62mm }
.foot svg { display: block; width: 36mm; height: 36mm }
.foot figcaption { font-size: 10.5pt; line-height: 1.4 }
.foot .sign { min-width: 60mm; min-height: 48mm; text-align: center; padding-top: 8mm }
.rows div, tr, li { break-inside: avoid }
h2, h3 { break-after: avoid }
a { color: inherit; text-decoration: none }
}
`;

/** Sent without what only its readers here need: every page carries it. */
export const style = source
  .trim()
  .replace(/\s*\n\s*/g, '\n')
  .replace(/ ?([{}:;,]) /g, '$1')
  .replace(/ }/g, '}');

/** The style sheet's digest as the content security policy names it: no other style can take effect. */
export const styleDigest = `sha256-${createHash('sha256').update(style).digest('base64')}`;
