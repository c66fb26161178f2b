import { before, mark, matchAt, type Scene } from '../scene.ts'
import { isLetterOrDigit } from '../tokens.ts'
import { enlist } from '../words/flags.ts'

const DEGREES =
  /\d{1,3} ?[°º] ?(?:\d{1,2}(?:[.,]\d{1,6})? ?['"]? ?){0,2}[nsewo]?(?: ?[,;/]? ?\d{1,3} ?[°º] ?(?:\d{1,2}(?:[.,]\d{1,6})? ?['"]? ?){0,2}[nsewo]?)?/y
const SPACED =
  /\d{1,2} \d{1,2}(?: \d{1,2}(?:[.,]\d+)?)? ?[ns],? {0,2}\d{1,3} \d{1,2}(?: \d{1,2}(?:[.,]\d+)?)? ?[weo](?![\p{L}\p{N}])/uy
const NAMED =
  /\b(?:lat(?:itude?)?\.? ?[:=]? ?-?\d{1,3}[.,]\d+[^\n]{0,8}?lon(?:g(?:itude?)?)?\.? ?[:=]? ?-?\d{1,3}[.,]\d+)/y
const DECIMAL = /[-+]?\d{1,3}[.,]\d{3,8} ?°? ?[nsewo]? ?[,;/ ] ?[-+]?\d{1,3}[.,]\d{3,8} ?°? ?[nsewo]?(?![\d.,]\d)/y
const IPV4 = /\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/y
const IPV6 = /[\da-f]{1,4}(?:::?[\da-f]{1,4}){2,7}(?:::)?/y
/** Open Location Codes, whole and short: a square of 14 m. Their letters make no word. */
const PLUS_CODE = /[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}(?![\p{L}\p{N}])/uy
/** A square of 3 m, told by three words. */
const THREE_WORDS = /[\s:=]{0,3}(?:(?:es|is|e|est) )?\/{0,3} ?\p{L}{2,30}(?: ?\. ?\p{L}{2,30}){2}/uy
const MRZ = /[a-z0-9<]{5,60}<[a-z0-9< ]{0,100}/g

const LATITUDE = enlist(['lat', 'latitud', 'latitude'])

/** Positions, net numbers and the lines of passports that machines read. */
export function findSigns(scene: Scene): void {
  const { text } = scene
  for (const t of scene.counted) {
    if ((t.signs & LATITUDE) !== 0) tryAt(scene, NAMED, t.start, 'GEO')
    if (t.digits === 0 || scene.masked[t.start] === 1) continue
    const from = text[t.start - 1] === '-' || text[t.start - 1] === '+' ? t.start - 1 : t.start
    const after = text.charCodeAt(t.end)
    if (after === 32 && t.digits <= 2) tryAt(scene, SPACED, t.start, 'GEO')
    // Degrees, point or comma, colon: what no other number has behind it is not tried.
    if (after === 46 || after === 44) {
      if (!/\d\.$/.test(before(scene, t.start, 2))) tryAt(scene, IPV4, t.start, 'IP')
      tryAt(scene, DECIMAL, from, 'GEO')
    } else if (after === 58) {
      if (isIpv6(text, t.start)) tryAt(scene, IPV6, t.start, 'IP')
    } else if (
      after === 176 ||
      after === 186 ||
      (text[t.end] === ' ' && (text.charCodeAt(t.end + 1) === 176 || text.charCodeAt(t.end + 1) === 186)) ||
      text[t.end] === "'"
    )
      tryAt(scene, DEGREES, t.start, 'GEO')
  }
  findPlusCodes(scene)
  findThreeWords(scene)
  if (text.includes('<<')) findMrz(scene)
}

function findPlusCodes(scene: Scene): void {
  const { text } = scene
  for (let at = text.indexOf('+'); at >= 0; at = text.indexOf('+', at + 1)) {
    let from = at
    while (from > 0 && at - from <= MOST_BEFORE && isLetterOrDigit(text.charCodeAt(from - 1))) from--
    if (at - from < LEAST_BEFORE || at - from > MOST_BEFORE) continue
    const code = matchAt(PLUS_CODE, scene, from)?.[0]
    // Figures alone are a sum.
    if (code !== undefined && /[a-z]/.test(code)) mark(scene, from, from + code.length, 'GEO')
  }
}
const LEAST_BEFORE = 4
const MOST_BEFORE = 8

/** "///lámpara.mesa.río", "w3w: lámpara.mesa.río". */
function findThreeWords(scene: Scene): void {
  const { text } = scene
  for (let at = text.indexOf('///'); at >= 0; at = text.indexOf('///', at + 3))
    if (text[at - 1] !== ':') tryAt(scene, THREE_WORDS, at, 'GEO')
  for (const t of scene.counted)
    if (t.text === 'what3words' || t.text === 'w3w') tryAt(scene, THREE_WORDS, t.end, 'GEO')
}

const isIpv6 = (text: string, at: number): boolean => {
  const piece = /^[\da-f:]{6,45}/.exec(text.slice(at, at + 45))?.[0] ?? ''
  return (piece.match(/:/g) ?? []).length >= 3 || piece.includes('::')
}

function tryAt(scene: Scene, pattern: RegExp, at: number, type: 'GEO' | 'IP'): void {
  if (scene.masked[at] === 1) return
  const found = matchAt(pattern, scene, at)?.[0]
  if (found === undefined) return
  if (pattern === DEGREES && !/['"]|[nsewo]\b|[.,]\d/.test(found)) return
  mark(scene, at, at + found.trimEnd().length, type)
}

function findMrz(scene: Scene): void {
  MRZ.lastIndex = 0
  for (let m = MRZ.exec(scene.text); m !== null; m = MRZ.exec(scene.text))
    if (m[0].includes('<<') && m[0].length >= 8) mark(scene, m.index, m.index + m[0].trimEnd().length, 'DOC_ID')
}
