import { type Mark, markOf } from '../marks.ts'
import { gapAfter, isSpared, type Scene } from '../scene.ts'
import { Sizes } from '../seed/sizes.ts'
import type { Token } from '../tokens.ts'
import { isOfPerson } from '../types.ts'
import { IS } from '../words/flags.ts'
import { isTopic } from '../words/topics.ts'
import { isLook, opensNickname } from './bynames.ts'
import { introduced } from './introducers.ts'
import { isMeant } from './meant.ts'
import { titledEnd } from './titled.ts'

/** Somebody's nickname, which may be a word like any other: the words of it, and how it was met. */
export interface Nickname {
  /** Tokens from `first` to `last`; the article before it is `from`. */
  readonly from: number
  readonly first: number
  readonly last: number
}

export const ARTICLES: ReadonlySet<string> = new Set(['el', 'la', 'los', 'las', 'o', 'a', 'le', 'les', 'l', 'the'])
const INDEFINITE: ReadonlySet<string> = new Set(['un', 'una', 'uno', 'um', 'uma', 'une', 'an'])
const LINKS: ReadonlySet<string> = new Set(['de', 'del', 'da', 'do', 'of', 'd', 'du'])
export const MOST_WORDS = 4
/** Nicknames that begin with the same word. */
const MOST_ALIKE = 8
const QUOTES = /["«“»”]/

/** Nicknames that words of naming announce: "le dicen el Flaco", "alias EL PADRINO", "qu'on appelle Vieux Père". */
export function announced(scene: Scene, signs: readonly Token[]): Nickname[] {
  const found: Nickname[] = []
  const { text, tokens } = scene
  for (const t of signs) {
    const sign = introduced(text, t.text, t.start)
    if (sign === undefined) continue
    let index = t.index + 1
    while (index < tokens.length && (tokens[index] as Token).start < sign.end) index++
    const nickname = nicknameAt(scene, index, sign.sure, sign.ranked)
    if (nickname !== undefined) found.push(nickname)
  }
  return found
}

/** The nickname that begins at a token, or behind its article. */
function nicknameAt(scene: Scene, index: number, sure: boolean, ranked: boolean): Nickname | undefined {
  const { tokens, text } = scene
  const opening = tokens[index]
  const prior = tokens[index - 1]
  if (opening === undefined || prior === undefined || opening.line > prior.line + 1) return undefined
  const lead = text.slice(prior.end, opening.start)
  if (lead.length > 5 || lead.includes(',') || (!sure && lead.includes(':'))) return undefined
  const quoted = QUOTES.test(lead)
  const hasArticle = ARTICLES.has(opening.text)
  const first = hasArticle ? index + 1 : index
  const head = tokens[first]
  if (head === undefined || (hasArticle && !/^[ '’]$/.test(gapAfter(scene, index)))) return undefined
  const titled = quoted ? undefined : titledEnd(scene, head)
  if (titled !== undefined) return { from: index, first, last: titled }
  if (!opens(scene, head, sure || quoted || (ranked && isCapital(head)), hasArticle)) return undefined
  const last = quoted ? quotationEnd(scene, first) : lastOf(scene, first)
  return last === undefined ? undefined : { from: index, first, last }
}

const isCapital = (t: Token): boolean => (t.letterCase === 'capital' || t.letterCase === 'caps') && !t.quiet

/** Whether a word may open a nickname where one was announced. */
function opens(scene: Scene, t: Token, sure: boolean, hasArticle: boolean): boolean {
  if (t.digits > 1 || (isSpared(scene, t) && !(sure && isCapital(t))) || INDEFINITE.has(t.text)) return false
  if ((t.flags & (IS.month | IS.country | IS.capital | IS.number)) !== 0 && t.common) return false
  if (isCapital(t) && (t.flags & IS.title) !== 0 && !sure) return false
  if (isCapital(t)) return (t.flags & IS.function) === 0 || hasArticle || t.end - t.start <= 3
  if (
    (t.flags & IS.function) !== 0 ||
    isTopic(t.topic, 'say', 'institution', 'reach', 'law', 'money', 'time', 'who', 'is')
  )
    return false
  if (!t.quiet) return sure && hasArticle
  return sure || (!t.anywhere && t.end - t.start >= 3)
}

/** The last word of a nickname by what is written beside it. */
function lastOf(scene: Scene, first: number): number {
  const { tokens } = scene
  let last = first
  while (last + 1 < tokens.length && last - first < MOST_WORDS - 1) {
    const here = tokens[last] as Token
    const next = tokens[last + 1] as Token
    const gap = gapAfter(scene, last)
    if (next.line !== here.line || !/^(?:[ '’-]|\. )$/.test(gap) || next.digits > 1) break
    // An initial's point, not a sentence's.
    if (gap === '. ' && (here.end - here.start > 1 || (next.flags & IS.function) !== 0)) break
    if (isWritten(next) && isWritten(here)) last++
    else if (last === first && LINKS.has(next.text) && joinsOn(scene, last + 2, isWritten(here))) last += 2
    else if (!isWritten(next) && next.quiet && endsHere(scene, next)) last++
    else break
  }
  return last
}

const isWritten = (t: Token): boolean =>
  (t.letterCase === 'capital' || (t.letterCase === 'caps' && !t.quiet)) && (!t.quiet || t.first)

/** What stands behind "de" in "Cara de Papa", "Fil de fer". */
function joinsOn(scene: Scene, index: number, written: boolean): boolean {
  const t = scene.tokens[index]
  if (
    t === undefined ||
    !written ||
    !/^[ '’]$/.test(gapAfter(scene, index - 1)) ||
    !/^[ '’]$/.test(gapAfter(scene, index - 2))
  )
    return false
  return isWritten(t) || ((t.flags & IS.function) === 0 && isClosed(scene, index))
}

/** A second word of a nickname where letters say nothing: a name, one on no list, or the last of its clause. */
function endsHere(scene: Scene, t: Token): boolean {
  if (
    (t.flags & (IS.function | IS.called)) !== 0 ||
    isTopic(t.topic, 'dwell', 'work', 'say', 'is', 'travel', 'vehicle', 'who')
  )
    return false
  return t.given || !t.anywhere || (isClosed(scene, t.index) && t.letterCase === 'lower')
}

const isClosed = (scene: Scene, index: number): boolean =>
  index + 1 >= scene.tokens.length || /^ ?[,.;:)!?"»”\n]/.test(gapAfter(scene, index))

function quotationEnd(scene: Scene, first: number): number | undefined {
  const { tokens } = scene
  for (let last = first; last < tokens.length && last - first < MOST_WORDS + 1; last++) {
    const gap = gapAfter(scene, last)
    if (QUOTES.test(gap)) return last
    if (/[.;\n]/.test(gap)) return undefined
  }
  return undefined
}

/** "el Colonel", "a la Flaca": what people are called for how they look or what they are, told like a name. */
export function bynames(scene: Scene, words: readonly Token[]): Nickname[] {
  const found: Nickname[] = []
  const { tokens } = scene
  for (const t of words) {
    const prior = tokens[t.index - 1]
    if (prior === undefined) continue
    const gap = gapAfter(scene, prior.index)
    const determined = gap === ' ' && DEFINITE.has(prior.text)
    if (determined ? !isNickname(scene, t) : !isApposed(scene, t, gap)) continue
    found.push({ from: determined && ARTICLES.has(prior.text) ? prior.index : t.index, first: t.index, last: t.index })
  }
  return found
}

/** With an article: "la Negra", "del chele", "PAR LE BLANC,". */
function isNickname(scene: Scene, t: Token): boolean {
  const next = scene.tokens[t.index + 1]
  if (next !== undefined && gapAfter(scene, t.index) === ' ' && LINKS.has(next.text)) return false
  if (!t.quiet) return t.letterCase === 'capital' && !isTitle(scene, t, next)
  if (t.letterCase === 'caps') return isClosed(scene, t.index)
  return t.letterCase === 'lower' && isLook(t.text)
}

/** "el Capitán Ríos": a title, and the name is somebody's own. */
const isTitle = (scene: Scene, t: Token, next: Token | undefined): boolean =>
  next !== undefined && /^\.? $/.test(gapAfter(scene, t.index)) && next.letterCase !== 'lower' && !next.first

/** Without one: "an agent, Chief, paid". */
const isApposed = (scene: Scene, t: Token, gap: string): boolean =>
  gap === ', ' &&
  gapAfter(scene, t.index) === ', ' &&
  (t.letterCase === 'caps' || (t.letterCase === 'capital' && !t.quiet))

/** "a taxi man, Bullet, drove": what was taken for a name by its capital, one ordinary word. */
export function capitalNames({ tokens }: Scene, marks: readonly Mark[]): Nickname[] {
  const found: Nickname[] = []
  let at = 0
  for (const mark of marks) {
    while (at < tokens.length && (tokens[at] as Token).end <= mark.start) at++
    const t = tokens[at]
    if (t === undefined || !isOfPerson(mark.type) || t.start !== mark.start || t.end !== mark.end) continue
    if (t.letterCase === 'capital' && !t.quiet && !t.first && t.anywhere && t.end - t.start > 2 && isPlainName(t))
      found.push({ from: at, first: at, last: at })
  }
  return found
}
const isPlainName = (t: Token): boolean => (t.flags & NO_NAME) === 0 && !isTopic(t.topic, 'feast', 'weekday', 'month')
const NO_NAME = IS.function | IS.title | IS.month | IS.called | IS.capital | IS.country

/** Names that were found, with what opens a nickname before them: "Bébé Rose". */
export function opened(scene: Scene, marks: readonly Mark[]): Mark[] {
  const { tokens } = scene
  const found: Mark[] = []
  let at = 0
  for (const mark of marks) {
    while (at < tokens.length && (tokens[at] as Token).end <= mark.start) at++
    const opener = tokens[at - 1]
    const name = tokens[at]
    if (!isOfPerson(mark.type) || opener === undefined || name === undefined || !opensNickname(opener.text)) continue
    if (gapAfter(scene, opener.index) !== ' ' || opener.line !== name.line) continue
    if (opener.letterCase === 'lower' && !opener.quiet) continue
    found.push(markOf(opener.start, mark.end, 'ALIAS'))
  }
  return found
}

/** "the Arizmendis": a family by its name, which is on no list. */
export function families(scene: Scene): Mark[] {
  if (scene.language !== 'en') return []
  const { tokens } = scene
  const found: Mark[] = []
  for (const t of tokens) {
    if (t.letterCase !== 'capital' || t.quiet || t.anywhere || t.flags !== 0 || t.topic !== 0) continue
    const article = tokens[t.index - 1]
    if (article?.text !== 'the' || !t.text.endsWith('s') || t.text.length < 5 || isSpared(scene, t)) continue
    const next = tokens[t.index + 1]
    const isAlone = next === undefined || next.letterCase === 'lower' || gapAfter(scene, t.index) !== ' '
    if (isAlone && !scene.lists.isBigPlace(t.text)) found.push(markOf(t.start, t.end, 'PERSON'))
  }
  return found
}
const DEFINITE: ReadonlySet<string> = new Set([
  ...ARTICLES,
  'del',
  'al',
  'do',
  'da',
  'ao',
  'du',
  'au',
  'esse',
  'ese',
  'este',
])

const NONE: readonly Nickname[] = []

/** Every place where a nickname stands once it is known. */
export function everywhere(scene: Scene, known: readonly Nickname[]): Mark[] {
  const { tokens } = scene
  const byFirst = new Map<string, Nickname[]>()
  const sizes = new Sizes()
  const said = new Set<string>()
  for (const nickname of known) {
    const words = tokens
      .slice(nickname.first, nickname.last + 1)
      .map(t => t.text)
      .join(' ')
    if (said.has(words)) continue
    said.add(words)
    const word = (tokens[nickname.first] as Token).text
    sizes.add(word)
    const alike = byFirst.get(word) ?? []
    if (alike.length < MOST_ALIKE) byFirst.set(word, [...alike, nickname])
  }
  const marks = known.map(({ from, last }) => nicknameMark(scene, from, last))
  if (byFirst.size === 0) return marks
  for (const t of tokens) {
    if (!sizes.mayHold(t.text)) continue
    for (const nickname of byFirst.get(t.text) ?? NONE) {
      const last = t.index + nickname.last - nickname.first
      if (!isSame(scene, nickname, t.index) || !tells(scene, nickname, t)) continue
      const article = tokens[t.index - 1]
      const hasArticle =
        article !== undefined && ARTICLES.has(article.text) && /^[ '’]$/.test(gapAfter(scene, article.index))
      marks.push(nicknameMark(scene, hasArticle && nickname.from < nickname.first ? article.index : t.index, last))
    }
  }
  return marks
}

function isSame({ tokens }: Scene, { first, last }: Nickname, at: number): boolean {
  for (let k = 0; k <= last - first; k++) if (tokens[at + k]?.text !== tokens[first + k]?.text) return false
  return true
}

/** Whether the words are the nickname here, too, not what they mean otherwise. */
function tells(scene: Scene, { from, first, last }: Nickname, t: Token): boolean {
  if (t.letterCase !== 'lower' && !t.quiet) return true
  if (last === first && isMeant(scene, t)) return false
  if (isSpared(scene, t)) return false
  const met = scene.tokens[first] as Token
  if (!t.anywhere && t.end - t.start >= 3) return true
  if (!t.quiet) return false
  if (last > first) return true
  const prior = scene.tokens[t.index - 1]
  const determined = prior !== undefined && gapAfter(scene, prior.index) === ' ' && DEFINITE.has(prior.text)
  return determined || (from === first && met.quiet && t.letterCase === met.letterCase)
}

const nicknameMark = ({ tokens }: Scene, from: number, last: number): Mark =>
  markOf((tokens[from] as Token).start, (tokens[last] as Token).end, 'ALIAS')
