import { LOOK_ALIKES } from './look-alikes.ts'

/**
 * What the second search reads: a text as it stands, and as it would be shown where something in it is written for a program. Written apart from
 * `escapes.ts`, with which it shares nothing: where the two differ, the text is withheld.
 */
export function readingsOf(text: string): string[] {
  if (!SIGNS.test(text) || !WRITTEN.test(text)) return [text]
  const shown = shownOf(text)
  return shown === text ? [text] : [text, shown]
}

/** Most texts hold none of them. */
const SIGNS = /[%=\\&<ÂÃ€$\u0262-\u029f\u1d00-\u1d22\ua4d0-\ua4f7\ua730\ua731\ud83c]/
const WRITTEN =
  /[%=][\dA-Fa-f]{2}|\\[uxnrt]|&[#a-zA-Z]|<\/?[a-zA-Z]|[ÂÃ][^\s\w]|\p{L}[€$]|[\u0262-\u029f\u1d00-\u1d22\ua4d0-\ua4f7\ua730\ua731\u{1f130}-\u{1f1ff}]/u

/** Each step may uncover what the next one reads. */
const shownOf = (text: string): string =>
  STEPS.reduce((read, [form, shown]) => read.replace(form, shown as (whole: string) => string), text)

type Shown = (whole: string, ...groups: string[]) => string
const HEX = 16

const STEPS: readonly (readonly [form: RegExp, shown: Shown])[] = [
  [/%25(?=(?:25)?[\dA-F]{2})/gi, () => '%'],
  [/%25(?=[\dA-F]{2})/gi, () => '%'],
  [/(?:%[\dA-F]{2})+/gi, run => bytesShown(run.slice(1).split('%'))],
  [/(?:=[C-F][\dA-F](?:=[89AB][\dA-F])+)+/gi, run => bytesShown(run.slice(1).split('='))],
  [
    /\\{1,2}u(?:\{([\dA-F]{1,6})\}|([\dA-F]{4}))/gi,
    (whole, long, hex) => charOf(Number.parseInt(long ?? hex ?? '', HEX), whole),
  ],
  [/(?:\\{1,2}x[\dA-F]{2})+/gi, run => bytesShown(run.match(/[\dA-F]{2}(?=\\|$)/gi) ?? [])],
  [/\\[nrt]/g, () => '\n'],
  [/&amp;/gi, () => '&'],
  [/&#(\d{1,7});/g, (whole, decimal) => charOf(Number(decimal), whole)],
  [/&#x([\dA-F]{1,6});/gi, (whole, hex) => charOf(Number.parseInt(hex ?? '', HEX), whole)],
  [/&(?:shy|zwn?j);/gi, () => ''],
  [/&([a-z]{1,2})(?:acute|grave|circ|tilde|uml|cedil|ring|slash|caron|lig);/gi, (_, letters = '') => letters],
  [/<\/?(?:[bius]|em|strong|span|font|mark|small|big|sub|sup|wbr)(?: [^<>\n]{0,250})?\/?>/gi, () => ''],
  [/<\/?(?:br|p|div|li|t[drh]|h[r1-6]) ?\/?>/gi, () => '\n'],
  [/[ÂÃ][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]/g, pair => twoShown(pair)],
  [/(?<=[\p{L}$])€(?=[\p{L}$])/gu, () => 'e'],
  [/(?<=\p{L})\$(?=\p{L})/gu, () => 's'],
  [/[\u0262-\u029f\u1d00-\u1d22\ua4d0-\ua4f7\ua730\ua731]/g, sign => LOOK_ALIKES[sign]?.toUpperCase() ?? sign],
  [/[\u{1f130}-\u{1f1ff}]/gu, sign => badgeShown(sign)],
]

const charOf = (point: number, whole: string): string => (point <= 0x10ffff ? String.fromCodePoint(point) : whole)

/** As UTF-8 where it is, else as Latin-1. */
function bytesShown(hex: readonly string[]): string {
  const bytes = Buffer.from(hex.join(''), 'hex')
  const shown = bytes.toString('utf8')
  return shown.includes('\ufffd') ? bytes.toString('latin1') : shown
}

const windows = new TextDecoder('windows-1252')
/** The byte that Windows shows as each sign. */
const BYTES = new Map(Array.from({ length: 256 }, (_, byte) => [windows.decode(Uint8Array.of(byte)), byte] as const))

const pairs = new Map<string, string>()

/** There are no more than 128 of them. */
function twoShown(pair: string): string {
  const shown = pairs.get(pair) ?? utf8Of(pair)
  pairs.set(pair, shown)
  return shown
}

function utf8Of(pair: string): string {
  const bytes = Array.from(pair, sign => BYTES.get(sign) ?? sign.charCodeAt(0))
  const shown = bytes.every(byte => byte < 256) ? Buffer.from(bytes).toString('utf8') : pair
  return shown.includes('\ufffd') ? pair : shown
}

/** Capitals, as which they are meant: letters in circles and squares, 32 apart; of flags, the code of the country. */
function badgeShown(sign: string): string {
  const point = sign.codePointAt(0) ?? 0
  const letter = point >= 0x1f1e6 ? point - 0x1f1e6 : (point - 0x1f130) % 32
  return letter < 26 ? String.fromCharCode(0x41 + letter) : sign
}
