import { before, gapAfter, isMasked, isSpared, mark, matchAt, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import type { SpanType } from '../types.ts'
import { IS, LABEL } from '../words/flags.ts'
import { BETWEEN, labelBefore, shortAfterLabel, smallAfterLabel } from './labelled.ts'
import { kindOfNumber } from './validated.ts'

/** Digits with what stands between them, and the letters of codes: telephones, documents, accounts, plates. */
export function findNumbers(scene: Scene): void {
  const { tokens } = scene
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i]
    if (t === undefined || isMasked(scene, t)) continue
    if ((t.flags & IS.bankLabel) !== 0 && branch(scene, t)) continue
    if (t.digits >= 3 && t.digits <= 5 && isEnding(scene, t)) {
      mark(scene, t.start, t.end, 'BANK')
      continue
    }
    if (t.digits > 0 || startsCode(scene, t)) {
      const end = island(scene, t)
      if (end > i) i = end
    } else if (t.flags & (IS.plateLabel | IS.bankLabel)) shortAfterLabel(scene, t)
    else if (t.flags & IS.docLabel) smallAfterLabel(scene, t)
  }
}

const OCR = /^[oilsq|zb]{1,4}$/
const LONGEST = 24

/** "ag. 4081, conta 61.847-3": a branch and what is kept there. */
const BRANCH =
  /(?:ag|agencia|agence|suc|sucursal|branch|guichet)\.? ?(?:n[.º°o]* ?)?\d{2,5}(?:-[\dx])?,? ?(?:\/ ?)?(?:e |y |et |and )?(?:op\.? ?\d{1,4},? ?)?(?:conta|c\/c|cc|cta|cuenta|compte|account|acct?)\.? ?(?:corrente |poupanca |corriente |de ahorros?|no?\.? ?)?\d[\d. ]{2,14}(?:-[\dx])?(?![\p{L}\d])/uy
/** "compte finissant par 847", "los últimos cuatro son 0291". */
const ENDING =
  /(?:^|[^\p{L}])(?:finissant (?:par|en)|finit par|se termine par|terminant par|terminad[oa] (?:en|em)|termina (?:en|em)|terminando (?:en|em)|acabad[oa] (?:en|em)|acaba (?:en|em)|final|ending (?:in|with|on)?|ends (?:in|with)|last (?:four|three|4|3)(?: digits)?(?: are| is|:)?|ultim[oa]s (?:cuatro|quatro|tres|4|3)(?: digitos| numeros)?(?: son| sao|:)?|derniers chiffres(?: sont|:)?) ?:? ?$/u

function branch(scene: Scene, t: Token): boolean {
  const found = matchAt(BRANCH, scene, t.start)?.[0]
  if (found !== undefined) mark(scene, t.start, t.start + found.length, 'BANK')
  return found !== undefined
}

const isEnding = (scene: Scene, t: Token): boolean =>
  t.digits === t.end - t.start &&
  ENDING.test(before(scene, t.start, 34)) &&
  !/^[.,]\d/.test(scene.text.slice(t.end, t.end + 2))

/** Letters that open a code: short, in capitals, joined to digits. */
function startsCode(scene: Scene, t: Token): boolean {
  if (t.end - t.start > 5 || (t.letterCase !== 'caps' && t.letterCase !== 'capital')) return false
  const next = scene.tokens[t.index + 1]
  if (next === undefined || isMasked(scene, next)) return false
  const gap = gapAfter(scene, t.index)
  if (gap === '-')
    return next.digits > 0 || ((scene.tokens[t.index + 2]?.digits ?? 0) > 0 && gapAfter(scene, t.index + 1) === '-')
  // "DPP/HT/26/0142"
  if (gap === '/') return hasDigitsAfterStrokes(scene, t)
  if (gap !== ' ' && gap !== '') return false
  if (next.digits === 0 || isSpared(scene, t) || isSpared(scene, next)) return false
  if (t.flags & (LABEL | IS.unit | IS.currency | IS.door | IS.lawHead | IS.street | IS.month | IS.function))
    return false
  return t.letterCase === 'caps' || t.end - t.start === 1
}

function hasDigitsAfterStrokes(scene: Scene, t: Token): boolean {
  if (t.letterCase !== 'caps') return false
  for (let i = t.index + 1; i < t.index + 4 && gapAfter(scene, i - 1) === '/'; i++) {
    const next = scene.tokens[i]
    if (next === undefined) return false
    if (next.digits > 0) return next.digits === next.end - next.start
    if (next.letterCase !== 'caps') return false
  }
  return false
}

/** Takes in the whole number that begins with the token, decides what it is; answers the index of its last token. */
function island(scene: Scene, t: Token): number {
  const { tokens, text } = scene
  const label = labelBefore(scene, t)
  let last = t.index
  let digits = t.digits
  let letters = t.end - t.start - t.digits
  let groups = 1
  for (let i = t.index + 1; i < tokens.length && i - t.index < LONGEST; i++) {
    const next = tokens[i]
    const gap = gapAfter(scene, i - 1)
    if (next === undefined || gap.length > 3 || !BETWEEN.test(gap) || isMasked(scene, next)) break
    const open = gap === ' ' || gap.length > 1
    if (next.digits === 0 && /[.)] /.test(gap)) break
    if (next.digits === 0) {
      const short =
        next.end - next.start <= 4 &&
        next.letterCase !== 'lower' &&
        (next.flags &
          ((gap === '-' ? 0 : IS.function) |
            IS.currency |
            IS.unit |
            IS.docLabel |
            IS.phoneLabel |
            IS.plateLabel |
            IS.door)) ===
          0
      const belongs =
        ((gap === '-' || gap === '/') && short) ||
        (OCR.test(next.text) && next.letterCase !== 'lower' && (label !== undefined || !open)) ||
        (open &&
          short &&
          next.letterCase === 'caps' &&
          next.end - next.start === 2 &&
          (label === 'DOC_ID' || (t.digits === 0 && !next.quiet)))
      if (!belongs) break
    } else if (
      open &&
      (isSpared(scene, next) ||
        (next.digits <= 2 && /^ ?(?:h|:|anos|ans|years)/.test(text.slice(next.end, next.end + 6))))
    )
      break
    digits += next.digits
    letters += next.end - next.start - next.digits
    groups++
    last = i
    if (digits > 34) break
  }
  let start = t.start
  while (start > 0 && /[+(]/.test(text[start - 1] ?? '') && t.start - start < 2) start--
  if (text[start - 1] === '+') start--
  let end = tokens[last]?.end ?? t.end
  if (text[end] === ')' && text.slice(start, end).includes('(') && !text.slice(start, end).includes(')')) end++
  if (isSpared(scene, t) && text[start] !== '+') return last
  const type = decide(scene, t, text.slice(start, end), { digits, letters, groups, last, label })
  if (type === undefined) return t.index
  const tail = tailOf(scene, end, type)
  // "ag. 0142-3, c/c 37700-5": the short words of an account belong to it.
  if (type === 'BANK')
    start -= /\b(?:ag|agencia|c\/c|c\. ?c|cta|cte)\.? $/.exec(before(scene, start, 9))?.[0].length ?? 0
  mark(scene, start, end + tail.length, type)
  return last
}

/** Who issued a document of Brazil, and its series: "SSP/MA", "série 0017-BA". */
const ISSUED =
  /^,? (?:serie \d{3,5}(?:-[a-z]{2})?|(?:ssp|sesp|sds|sejusp|detran|dgpc|ifp|pc)[/ -][a-z]{2})(?![\p{L}\d])/u

/** The check digit or letter behind a number, and what else belongs to it. */
const tailOf = ({ text, folded }: Scene, end: number, type: SpanType): string => {
  const tail = /^ ?\((?:cle|clave|dv|digito) ?\d{1,2}\)|^ ?- ?[a-z\d](?![\p{L}\d])/u.exec(
    text.slice(end, end + 14),
  )?.[0]
  if (type !== 'DOC_ID') return tail ?? ''
  const behind = end + (tail?.length ?? 0)
  const issued = ISSUED.exec(text.slice(behind, behind + 20))?.[0]
  if (issued !== undefined || tail !== undefined) return (tail ?? '') + (issued ?? '')
  const letter = /^ [b-df-np-xz](?=[;,.)\n])/.exec(text.slice(end, end + 3))?.[0] ?? ''
  return letter !== '' && /\p{Lu}/u.test(folded.source.charAt(folded.from(end + 1))) ? letter : ''
}

interface Facts {
  readonly digits: number
  readonly letters: number
  readonly groups: number
  readonly last: number
  readonly label: SpanType | undefined
}

const THOUSANDS = /^\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{2})?$/

function decide(scene: Scene, t: Token, text: string, facts: Facts): SpanType | undefined {
  const { tokens } = scene
  const { digits, letters, groups, last, label } = facts
  const compact = text.replace(/[^\p{L}\p{N}]/gu, '')
  if (letters > 0 && !/^[\doilsqzb]+$/.test(compact)) return codeType(scene, t, text, compact, facts)
  const read = digits + letters
  if (text.startsWith('+') && read >= 6) return 'PHONE'
  if (text.startsWith('(') && read >= 7) return 'PHONE'
  if (label !== undefined && read >= (label === 'PHONE' ? 5 : 3)) {
    if (read === 4 && /^(?:19|20)\d\d$/.test(compact) && label !== 'PLATE') return undefined
    return label === 'PHONE' && read > 15 ? 'DOC_ID' : label
  }
  // Articles of French codes: 225-4-1.
  if (scene.language === 'fr' && label === undefined && /^\d{3}-\d{1,2}(?:-\d{1,2})?$/.test(text)) return undefined
  if (read >= 16) return checked(scene, compact, 'BANK')
  if (read >= 7) {
    const isGrouped = groups >= 3 && read <= 12 && !/\d\.\d{3}\.\d{3}/.test(text)
    return checked(scene, compact, isGrouped || (read <= 9 && groups === 2) ? 'PHONE' : 'DOC_ID')
  }
  const next = tokens[last + 1]
  const counted = next !== undefined && (next.flags & (IS.unit | IS.currency)) !== 0
  if (read === 6 || read === 5) return counted || THOUSANDS.test(text) ? undefined : 'DOC_ID'
  return undefined
}

const ORDINAL =
  /^\d{1,4}(?:st|nd|rd|th|er|ere|re|e|eme|ro|ra|do|da|to|ta|o|a|os|as|h|hs|hrs|hr|am|pm|kg|g|km|m|cm|ml|l|x|d|k|s|min|mil)$|^\d{1,2}h\d{0,2}$|^[a-z]\d$/
const PLATE = /^(?:[a-z]{1,4}\d{2,5}[a-z]{0,3}|\d{3,4}[a-z]{2,3}|[a-z]{3}\d[a-z]\d{2,3})$/

function codeType(
  scene: Scene,
  t: Token,
  text: string,
  compact: string,
  { digits, letters, groups, last, label }: Facts,
): SpanType | undefined {
  if (ORDINAL.test(compact) && label !== 'PLATE') return undefined
  if (label === 'PLATE' || label === 'BANK') return label
  const single = groups === 1
  if (single && (digits < 2 || compact.length < 5) && label === undefined) return undefined
  if (single && letters >= 3 && /^[a-z015]+$/.test(compact) && label === undefined && (letters >= 5 || t.common))
    return undefined
  // A long word with a figure in it was read wrongly, it is no code.
  if (single && letters >= 4 && digits <= 2 && label === undefined && !/\d{2}|^[a-z]{3}\d[a-z]\d\d$/.test(compact))
    return undefined
  if (digits < 2) return undefined
  const iban = /^[a-z]{2}\d{2}[a-z0-9]{11,30}$/.test(compact) && digits >= 10
  if (iban) return checked(scene, compact, 'BANK')
  if (label === 'DOC_ID' || label === 'PHONE') return digits >= 3 || compact.length >= 5 ? 'DOC_ID' : undefined
  if (PLATE.test(compact) && compact.length <= 8) return 'PLATE'
  if (groups === 2 && t.digits === 0 && text.includes(' ') && digits < 3) return undefined
  return compact.length >= 5 || (last > t.index && digits >= 3) ? 'DOC_ID' : undefined
}

const checked = (scene: Scene, compact: string, otherwise: SpanType): SpanType =>
  scene.checks-- > 0 ? kindOfNumber(compact, otherwise) : otherwise
