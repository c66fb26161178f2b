import { before, mark, matchAt, type Scene } from '../scene.ts'
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
  if (text.includes('<<')) findMrz(scene)
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
