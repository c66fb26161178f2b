import { isBirthContext } from '../find/birthday.ts'
import { matchesIn } from '../find/matches.ts'
import { tokenAt } from '../find/near.ts'
import { type Mark, markOf } from '../marks.ts'
import { before, gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { numberOf } from '../words/number-words.ts'
import { setOf } from '../words/set-of.ts'
import { FEAST_HEADS, SAINTS } from './feast-names.ts'
import { feastFrom } from './feasts.ts'
import { spokenDayFrom, yearBehind } from './told-days.ts'

/** Words that tell of a birth, and of the birthday that was kept, folded. */
export const birthWords: ReadonlySet<string> = setOf(
  `naci nacio nacia nacido nacida nacidos nacidas nacimiento nac natalicio nasci nasceu nascido nascida nascidos nascimento nasc ne nee nees naissance born birth birthday dob
  cumple cumplo cumpli cumplio cumplia cumplira cumplire cumplidos cumplen cumpleanos aniversario anniversaire fet fete venue venu hice hizo puse fiz fez faz faco fazia feitos fazer completar completos completa completou fait
  recien turned turn turns turning become became parieron pario`,
)
/** What may stand between them and the feast. */
const LINKS: ReadonlySet<string> = setOf(
  `el la los las lo le les l o a os as un una um uma the on en em in no na nos nas au aux ao por para pa pal pel mero propio mismo mesmo anos anitos ans years old recien ce moun
  justo just mesmo creo cree acho crois croit elle il ella ele ela dice diz dit says segun selon i think hoy hoje today aujourd hui otra outra vez encore ano con com santo santa fue foi ese esse este cet that same agora ahora maintenant now ya
  was is es e est era sera monde mundo world fecha data date day dia mas mais more un plus idade edad age origem origen nombre nome name eu siempre toujours celebra he she said they`,
)
const WITHIN: ReadonlySet<string> = setOf('en em in a de du from at')
const REACH = 10

/** A birth that only the feast tells, with the day or the year beside it: "nació el día de San Lorenzo", "née à la Saint-Joseph 1983". */
export function birthsByFeast(scene: Scene, words: readonly Token[]): Mark[] {
  const found: Mark[] = []
  let past = 0
  for (const word of words) {
    if (word.start < past) continue
    const feast = feastOf(scene, word)
    if (feast === undefined) continue
    found.push(feast)
    past = feast.end
  }
  return found
}

function feastOf(scene: Scene, word: Token, isAsked = false): Mark | undefined {
  const { tokens } = scene
  for (let i = word.index + 1; i <= word.index + REACH; i++) {
    const t = tokens[i]
    const gap = gapAfter(scene, i - 1)
    if (t === undefined || /\n ?\n/.test(gap)) return undefined
    if (gap.includes('?')) return isAsked ? undefined : feastOf(scene, answerIn(scene, i), true)
    if ((i > word.index + 1 ? /[.!;]/ : /[!;]/).test(gap) && !(isAsked && isAge(scene, word.index + 1, i)))
      return undefined
    if (birthWords.has(t.text) && !FEAST_HEADS.has(t.text)) return undefined
    const prior = tokens[i - 1] as Token
    const last = feastFrom(scene, i, WITHIN.has(prior.text))
    if (last >= 0 && (!SAINTS.has(t.text) || isClosed(scene, last))) return told(scene, i, last)
    const day = spokenDayFrom(scene, i)
    if (day >= 0) return markOf(t.start, (tokens[day] as Token).end, 'DATE_BIRTH')
    if (
      !LINKS.has(t.text) &&
      (t.flags & IS.month) === 0 &&
      numberOf(t.text) === undefined &&
      (t.digits === 0 || t.digits > 2)
    )
      return undefined
  }
  return undefined
}

/** The token right before the answer to a question behind which one stands: "Nascimento?\nVOZ: Dezessete do dois de 2004". */
function answerIn(scene: Scene, index: number): Token {
  const { tokens } = scene
  for (let i = index + MOST_TURN; i >= index; i--)
    if (i + 1 < tokens.length && /[:\]]|\. /.test(gapAfter(scene, i)) && !/[?\n]/.test(gapAfter(scene, i)))
      return tokens[i] as Token
  return tokens[index - 1] as Token
}
/** Words of who speaks, and when. */
const MOST_TURN = 4

/** "Vinte e nove. Trinta do oito": the age that was asked, too. */
function isAge({ tokens }: Scene, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const { text, digits } = tokens[i] as Token
    if (digits === 0 && numberOf(text) === undefined && !/^(?:anos|ans|years|e|y|et)$/.test(text)) return false
  }
  return true
}

function told(scene: Scene, first: number, last: number): Mark {
  const { tokens } = scene
  const end = Math.max(last, yearBehind(scene, last))
  // "Pascua, el 25 de diciembre": the article of the day that tells it again.
  const isDay = ARTICLES.has(tokens[end + 1]?.text ?? '') && gapAfter(scene, end) === ', ' && isNumber(tokens[end + 2])
  return markOf((tokens[first] as Token).start, (tokens[isDay ? end + 2 : end] as Token).end, 'DATE_BIRTH')
}
const ARTICLES: ReadonlySet<string> = setOf('el le o the')
const isNumber = (t: Token | undefined): boolean => t !== undefined && (t.digits > 0 || numberOf(t.text) !== undefined)

/** Nothing goes on behind a saint that is a feast: a place does, and a person. */
const isClosed = (scene: Scene, last: number): boolean =>
  last + 1 === scene.tokens.length ||
  /^(?: ?[.,;:)"»”\n]| -)/.test(gapAfter(scene, last)) ||
  yearBehind(scene, last) >= 0

const SEPARATION = /^(?: {0,3}, {0,3}| {0,3}\( {0,2}| [-–—] | |\. )$/
const BETWEEN: ReadonlySet<string> = setOf('en on es era fue que soit c est the')
/** What was asked is when somebody was born. */
const ASKED =
  /(?<!\p{L})(?:(?:nac|nasc|nee?(?!\p{L})|naissance|born|birth)[^?\n]{0,24}\?[^?]{0,36}|f\. ?n\.: ?|(?:cumpl|fiz|fez|faco|faz|fazer|turn)\p{L}*(?!\p{L})[^.;?\n]{0,40})$/u
/** A year before which nothing of a case happened: a day of it with a feast is somebody's birth. */
const LONG_AGO = /(?<!\d)(?:19[3-9]\d|20(?:0\d|1[0-5]))$/
/** How far the day of birth is told. */
const LONGEST = 60

/** What a day of birth goes on with, which tells it again: "11/02/79, fête de Notre-Dame de Lourdes"; and its year: "el 3 de mayo, de noventa y ocho". */
export function feastsBehind(scene: Scene, marks: readonly Mark[]): Mark[] {
  const found: Mark[] = []
  for (const { start, end, type } of marks) {
    if (type !== 'DATE_BIRTH' && type !== 'DATE') continue
    const left = type === 'DATE' ? before(scene, start, LONGEST) : ''
    const isBirth = type === 'DATE_BIRTH' || isBirthContext(left) || ASKED.test(left)
    if (!isBirth && !LONG_AGO.test(scene.text.slice(start, end))) continue
    const at = (tokenAt(scene, end)?.index ?? scene.tokens.length) - 1
    const last = restOf(scene, at, isBirth)
    if (last > at) found.push(markOf(start, (scene.tokens[last] as Token).end, 'DATE_BIRTH'))
  }
  return found
}

function restOf(scene: Scene, at: number, isBirth: boolean): number {
  const { tokens } = scene
  const gap = gapAfter(scene, at)
  if (!SEPARATION.test(gap)) return at
  let first = at + 1
  while (first - at < 3 && BETWEEN.has(tokens[first]?.text ?? '')) first++
  const last = feastFrom(scene, first, false)
  if (
    last < 0 ||
    (!isBirth && !FEAST_HEADS.has(tokens[first]?.text ?? '')) ||
    (SAINTS.has(tokens[first]?.text ?? '') && (gap === ' ' || !isClosed(scene, last)))
  )
    return Math.max(at, yearBehind(scene, at))
  return Math.max(last, yearBehind(scene, last))
}

const MONTH_OF = ' mes de '
/** "quatorze dias do mês de agosto de 2025", "once (11) del mes de febrero del año dos mil veintiséis (2026)". */
const DAYS_OF_MONTH =
  /(?<![\p{L}\d])(?:\d{1,2}|\p{L}{3,14}(?: [ey] \p{L}{2,6})?)(?: ?\(\d{1,2}\))?(?: dias?)? (?:del|do|de el) mes de (?:ene|jan|feb|fev|mar|abr|ma[iy]|ju[nl]|ago|se[tp]|o[cu]t|nov|di[cz]|dez)\p{L}*(?:,? (?:del?|do) (?:ano |ano de )?(?:\d{4}|(?:dos|dois) mil(?: (?:[ey] )?\p{L}+(?: [ey] \p{L}+)?)?)(?: ?\(\d{4}\))?)?/gu

/** Days as protocols tell them. */
export function daysOfMonth({ text }: Scene): Mark[] {
  if (!text.includes(MONTH_OF)) return []
  return matchesIn(text, DAYS_OF_MONTH).map(({ index, 0: day }) => markOf(index, index + day.length, 'DATE'))
}
