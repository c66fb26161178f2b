import type { Mark } from '../marks.ts'
import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import type { SpanType } from '../types.ts'
import { IS, LABEL } from '../words/flags.ts'

/** How strangers address and rank somebody: no part of a name. "Miss", "don" and ties of family may be, in a nickname. */
const FORMAL: ReadonlySet<string> = new Set('sr sra srta srs dr dra mr mrs ms mme mlle mmes pc wpc'.split(' '))
/** Short forms that may be names where no point stands behind them. */
const SHORT: ReadonlySet<string> = new Set(
  'lic licda abg ing prof profa sgto sgt cpl const cons insp gend enf enfa ide mtra mtro msgr cnel tte'.split(' '),
)

/** Marks without what only announces them: "Sra." before a name, "RNM" before a number, the next sentence's first word behind. */
export function stripped(scene: Scene, marks: readonly Mark[]): Mark[] {
  const { tokens } = scene
  let at = 0
  return marks.flatMap(mark => {
    if (mark.type === 'AGE' && isTerm(scene, mark)) return []
    while (at < tokens.length && (tokens[at] as Token).end <= mark.start) at++
    if (mark.own === true || !STRIPPED.has(mark.type)) return [mark]
    let last = at
    while (last + 1 < tokens.length && (tokens[last + 1] as Token).start < mark.end) last++
    let from = at
    let to = last
    while (from < to && announces(scene, mark.type, tokens[from] as Token)) from++
    while (from < to && follows(scene, mark.type, tokens[to] as Token)) to--
    if (from === at && to === last) return [mark]
    return [
      {
        ...mark,
        start: from === at ? mark.start : (tokens[from] as Token).start,
        end: to === last ? mark.end : (tokens[to] as Token).end,
      },
    ]
  })
}
const STRIPPED: ReadonlySet<SpanType> = new Set<SpanType>(['PERSON', 'DOC_ID', 'PHONE', 'NATIONALITY'])

const announces = (scene: Scene, type: SpanType, t: Token): boolean =>
  type === 'PERSON'
    ? isAddress(scene, t)
    : type === 'NATIONALITY'
      ? /^(?:de|da|nationalite|nacionalidade?|nationality|of)$/.test(t.text)
      : isLabel(t)
const follows = (scene: Scene, type: SpanType, t: Token): boolean =>
  type === 'PERSON' ? isNext(scene, t) : type !== 'NATIONALITY' && isLabel(t)

/** "durante siete meses", "faz dois anos": how long something lasted, nobody's age. */
function isTerm({ text }: Scene, { start, end }: Mark): boolean {
  if (!LASTED.test(text.slice(Math.max(0, start - 12), start))) return false
  return !/^ (?:de edad|de idade|d'age|old|of age)/.test(text.slice(end, end + 10))
}
const LASTED = /(?:^|[^\p{L}])(?:durante|hace|faz|fazem|depuis|pendant|doit|during|lasted|llevan?|owed) $/u

/** "Sra.", "M." in French, "D." in Portuguese before a whole word. */
function isAddress(scene: Scene, t: Token): boolean {
  const gap = gapAfter(scene, t.index)
  if (!/^\.? {1,2}$/.test(gap)) return false
  const next = scene.tokens[t.index + 1]
  if (SHORT.has(t.text) && gap.startsWith('.')) return true
  if (FORMAL.has(t.text) || (ARTICLE.test(t.text) && next !== undefined && FORMAL.has(next.text))) return true
  return (
    t.text === 'm' && scene.language === 'fr' && gap.startsWith('.') && next !== undefined && next.end - next.start > 2
  )
}

const ARTICLE = /^(?:el|la|o|a|le|the)$/

/** The label of a number: "CPF", "tel". */
const isLabel = (t: Token): boolean => t.digits === 0 && t.end - t.start > 1 && (t.flags & LABEL) !== 0

/** A word behind a name that begins something else: "Ti Mè. Tél", "Miss P. She", "Byron. Ubic.", "Maribel O., F". */
function isNext(scene: Scene, t: Token): boolean {
  if (t.digits > 0 || t.given || t.family) return false
  const gap = gapAfter(scene, t.index - 1)
  if (gap === ', ' && t.end - t.start === 1) return scene.text[t.end] !== '.'
  if (!t.first || !/[.:]/.test(gap)) return false
  return (t.flags & (IS.function | LABEL)) !== 0 || isShortForm(scene, t)
}

/** "Ubic." behind a whole word and its point. */
function isShortForm(scene: Scene, t: Token): boolean {
  const before = scene.tokens[t.index - 1]
  const length = t.end - t.start
  return (
    before !== undefined &&
    before.end - before.start > 3 &&
    length > 1 &&
    length < 6 &&
    /^[.:/]/.test(gapAfter(scene, t.index))
  )
}
