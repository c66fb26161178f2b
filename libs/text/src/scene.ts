import { type Folded, fold } from './fold.ts'
import { detectLanguage, type Language } from './language.ts'
import type { Lists } from './lists.ts'
import { type Mark, markOf } from './marks.ts'
import { type Token, tokensOf } from './tokens.ts'
import { isOfPerson, type SpanType } from './types.ts'
import { IS } from './words/flags.ts'
import type { Knowledge } from './words/known.ts'

/** A text under work: what was found so far, and what was found harmless. */
export interface Scene {
  /** How many more numbers are put to a check, which is dear and gates nothing. */
  checks: number
  /** Which finder is at work. */
  by: number
  readonly folded: Folded
  readonly text: string
  readonly tokens: readonly Token[]
  /** Those of them that some finder's own list holds; and those, with all that hold a figure: most finders look at no others. */
  readonly listed: readonly Token[]
  readonly counted: readonly Token[]
  /** The lists of finders' own that hold any of them, see words/signs.ts. */
  readonly signs: number
  readonly language: Language
  readonly lists: Lists
  readonly mayHold: Knowledge['mayHold']
  readonly marks: Mark[]
  /** What the name tagger makes of each token, see Lean; 0 for nothing. */
  readonly leanings: Uint8Array
  /** Nonzero where some mark lies. */
  readonly masked: Uint8Array
  /** Nonzero where a mark of a person lies. */
  readonly named: Uint8Array
  /** Nonzero where a mark of an address lies. */
  readonly housed: Uint8Array
  /** Nonzero where the record's own words lie. */
  readonly seeded: Uint8Array
  /** Nonzero where numbers and capitals tell nothing of a person: laws, amounts, institutions. */
  readonly harmless: Uint8Array
}

const MOST_CHECKS = 200

/** Units of a text by which its language is told. */
const SAMPLE = 4_000

export function sceneOf(source: string, lists: Lists, knowledge: Knowledge, lang?: Language): Scene {
  const folded = fold(source)
  const language = lang ?? detectLanguage(folded.text.slice(0, SAMPLE).match(/[a-z]+/g) ?? [])
  const tokens = tokensOf(folded, knowledge.in(language))
  const listed: Token[] = []
  const counted: Token[] = []
  let signs = 0
  for (const t of tokens) {
    signs |= t.signs
    if ((t.flags & IS.listed) !== 0) listed.push(t)
    else if (t.digits === 0) continue
    counted.push(t)
  }
  // One piece of memory for all: five times as many are five times as dear to get and to give back.
  const length = folded.text.length
  const room = new ArrayBuffer(5 * length + tokens.length)
  return {
    folded,
    text: folded.text,
    tokens,
    listed,
    counted,
    signs,
    lists,
    mayHold: knowledge.mayHold,
    language,
    marks: [],
    checks: MOST_CHECKS,
    by: 0,
    leanings: new Uint8Array(room, 5 * length, tokens.length),
    masked: new Uint8Array(room, 0, length),
    named: new Uint8Array(room, length, length),
    housed: new Uint8Array(room, 2 * length, length),
    seeded: new Uint8Array(room, 3 * length, length),
    harmless: new Uint8Array(room, 4 * length, length),
  }
}

type More = Pick<Mark, 'own' | 'detail' | 'known'>
const NO_MORE: More = {}

export function mark(scene: Scene, start: number, end: number, type: SpanType, more: More = NO_MORE): void {
  if (end <= start) return
  scene.marks.push(markOf(start, end, type, more.own, more.detail, scene.by, more.known))
  set(scene.masked, start, end)
  if (more.own) set(scene.seeded, start, end)
  if (isOfPerson(type)) set(scene.named, start, end)
  else if (type === 'ADDRESS') set(scene.housed, start, end)
}

export const spare = (scene: Scene, start: number, end: number): void => {
  set(scene.harmless, start, end)
}

/** For the few units of a word a loop is quicker than `fill`. */
function set(signs: Uint8Array, start: number, end: number): void {
  for (let i = Math.max(0, start); i < end; i++) signs[i] = 1
}

export const isMasked = (scene: Scene, token: Token): boolean =>
  scene.masked[token.start] === 1 || scene.masked[token.end - 1] === 1
export const isNamed = (scene: Scene, token: Token): boolean => scene.named[token.start] === 1
export const isSpared = (scene: Scene, token: Token): boolean => scene.harmless[token.start] === 1
export const isTaken = (scene: Scene, token: Token): boolean => isMasked(scene, token) || isSpared(scene, token)

const BLANK = 32

/** What stands between a token and the next. */
export const gapAfter = ({ text, tokens }: Scene, index: number): string => {
  const here = tokens[index]
  if (here === undefined) return ''
  const next = tokens[index + 1]
  // Nearly always one blank: nothing is cut out for that.
  if (next !== undefined && next.start - here.end === 1 && text.charCodeAt(here.end) === BLANK) return ' '
  // Only its beginning matters, however long it is.
  return text.slice(here.end, Math.min(next?.start ?? text.length, here.end + 12))
}

/** What a sticky pattern finds at an offset. */
export function matchAt(pattern: RegExp, { text }: Scene, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** The text before an offset, for patterns that look back. */
export const before = ({ text }: Scene, at: number, length: number): string => text.slice(Math.max(0, at - length), at)
