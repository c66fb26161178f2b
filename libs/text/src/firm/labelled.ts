import { type Mark, markOf } from '../marks.ts'
import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { type Ground, OTHER } from './ground.ts'
import { endsWay, isPlaceNoun, isRelation } from './way-words.ts'

/** "LOGEMENT.....:", "Onde dorme hoje:", "Dirección anterior:" */
const COLON = /^ ?\.*: {0,12}$/
const MOST_ASKED = 2
const MOST_QUESTION = 7
const MOST_WORDS = 24
/** What is no answer: "none", "no sabe". */
const NONE: ReadonlySet<string> = new Set(
  'no none sin sem sans desconocido desconocida desconocido ninguno ninguna nenhum unknown nao n neant aucun aucune reservado reservada confidencial idem same'.split(
    ' ',
  ),
)

/** What a form's line, or somebody who was asked, answers to where somebody lives; `behind` finds the answer. */
export function answersWhere(
  scene: Scene,
  asking: readonly Token[],
  { of }: Ground,
  behind: typeof answerBehind,
): Mark[] {
  const { tokens } = scene
  const isForm = behind === answerBehind
  const found: Mark[] = []
  for (const t of asking) {
    const first = pastSmall(scene, behind(scene, t))
    if (first === undefined || NONE.has(first.text) || of[first.index] === OTHER) continue
    let last = first.index
    while (last + 1 < tokens.length && last - first.index < MOST_WORDS && goesOn(scene, last, of, isForm)) last++
    if (last > first.index && (isForm || tellsWay(tokens, first.index, last)))
      found.push(markOf(first.start, (tokens[last] as Token).end, 'ADDRESS'))
  }
  return found
}

/** "¿Dónde vive? R. Detrás del molino.": the answer to a question that asks where. */
export function replyBehind(scene: Scene, asking: Token): Token | undefined {
  const { tokens } = scene
  if (tokens[asking.index - 1]?.text === 'de') return undefined
  for (let i = asking.index; i < asking.index + MOST_QUESTION; i++) {
    const next = tokens[i + 1]
    if (next === undefined) return undefined
    const gap = gapAfter(scene, i)
    if (/[.:;!]/.test(gap)) return undefined
    if (!gap.includes('?')) continue
    // What begins with a figure is the time of the next message.
    if (/[^ ?¿]/.test(gap.replace(/^\?[ \n]?/, '')) || next.digits > 0) return undefined
    const turn = /^ ?[.:] $/.test(gapAfter(scene, next.index)) || gapAfter(scene, next.index).startsWith(' : ')
    return turn ? tokens[next.index + 1] : next
  }
  return undefined
}

export function answerBehind(scene: Scene, asking: Token): Token | undefined {
  for (let i = asking.index; i <= asking.index + MOST_ASKED; i++) {
    const next = scene.tokens[i + 1]
    if (next === undefined || next.line !== asking.line) return undefined
    const gap = gapAfter(scene, i)
    if (COLON.test(gap)) return next
    if (gap !== ' ') return undefined
  }
  return undefined
}

/** The answer without "en el" before it. */
function pastSmall({ tokens }: Scene, t: Token | undefined): Token | undefined {
  const isSmall = (word: Token | undefined): boolean =>
    word !== undefined && SMALL.has(word.text) && word.letterCase !== 'none'
  if (t === undefined || !isSmall(t)) return t
  const next = tokens[t.index + 1]
  return isSmall(next) ? tokens[t.index + 2] : next
}
const SMALL: ReadonlySet<string> = new Set('en el la in the at na no em dans le une un'.split(' '))

/** Whether a reply tells a way, and not only "at home". */
function tellsWay(tokens: readonly Token[], from: number, to: number): boolean {
  let words = 0
  for (let i = from; i <= to; i++) {
    const t = tokens[i] as Token
    if (endsWay(t) && i > from + 1) return false
    if (isPlaceNoun(t) || isRelation(t) || t.digits > 0) words++
  }
  return words > 1
}

/** Whether the answer goes on behind a token: not over a line, a wide gap, a sentence or what is something else. */
function goesOn(scene: Scene, index: number, of: Uint8Array, isForm: boolean): boolean {
  const gap = gapAfter(scene, index)
  const here = scene.tokens[index] as Token
  const next = scene.tokens[index + 1] as Token
  if (next.line !== here.line || of[index + 1] === OTHER || / {3}|[;|()[\]?!«»"]/.test(gap)) return false
  if (/^\.+ /.test(gap) && (!isForm || here.end - here.start > 4 || (next.first && here.digits > 0))) return false
  return !(gapAfter(scene, index + 1).includes(':') && (next.flags & ~IS.listed) !== 0)
}
