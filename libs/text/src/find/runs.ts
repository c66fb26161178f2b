import type { Lists } from '../lists.ts'
import { gapAfter, isMasked, isNamed, isTaken, mark, type Scene, spare } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS, LABEL, ROLE } from '../words/flags.ts'
import { OPENS_PHRASE } from '../words/known.ts'
import { OPENS_SPARED, SPARED_PHRASES } from '../words/phrases.ts'
import { isCapital, isOrdinary, mayName, phraseOf } from './kinds.ts'
import { isLabel } from './near.ts'
import { endsInPlace, institutionalPrefix, isHarmless, largeFrom } from './public-runs.ts'
import { PLACE_BEFORE, typeOf } from './run-type.ts'

const LONGEST = 10

/**
 * Runs of words with a capital. Whatever no list explains as an ordinary word, an institution or a large place is taken for a
 * name of somebody or something: not to know a word must not let it through.
 */
export function findRuns(scene: Scene): void {
  const { tokens } = scene
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i]
    if (t === undefined || !opens(scene, t)) continue
    const end = runEnd(scene, i)
    judge(scene, tokens.slice(i, end + 1))
    i = end
  }
}

const isWord = (t: Token): boolean => t.digits === 0 || (t.digits <= 2 && t.end - t.start - t.digits >= 3)
const opens = (scene: Scene, t: Token): boolean =>
  !t.quiet &&
  isCapital(t) &&
  scene.text[t.end] !== '$' &&
  (isWord(t) || isNamed(scene, t)) &&
  (isNamed(scene, t) || !isTaken(scene, t))

function runEnd(scene: Scene, from: number): number {
  const { tokens } = scene
  let last = from
  for (let i = from + 1; i < tokens.length && i - from < LONGEST; i++) {
    const t = tokens[i]
    if (t === undefined || !joined(scene, i - 1) || (isMasked(scene, t) && !isNamed(scene, t))) break
    if (isLabel(scene, t)) break
    if (opens(scene, t) && !(t.first && gapAfter(scene, i - 1) !== "'")) last = i
    else if (isElided(scene, i)) continue
    else if (isLinked(scene, i, from)) break
    else if (
      !((t.flags & IS.particle) !== 0 && t.letterCase === 'lower') &&
      !(t.letterCase === 'lower' && /^- ?\n? ?$/.test(gapAfter(scene, i - 1)) && last === i - 1)
    )
      break
    else if (t.letterCase === 'lower' && gapAfter(scene, i - 1).startsWith('-')) last = i
  }
  return last
}

/** "Bois d'En Haut", "Jach'a Jawira", "St. Brendan's Secondary": a small letter or two at an apostrophe. */
function isElided(scene: Scene, i: number): boolean {
  const t = scene.tokens[i]
  const next = scene.tokens[i + 1]
  if (t === undefined || next === undefined || t.letterCase !== 'lower' || t.end - t.start > 2) return false
  if (gapAfter(scene, i) === "'" && (t.text === 'd' || t.text === 'l') && isCapital(next)) return true
  if (gapAfter(scene, i - 1) !== "'" || gapAfter(scene, i) !== ' ' || !isCapital(next)) return false
  return t.text === 's' ? (next.flags & (IS.orgTail | IS.orgHead)) !== 0 : true
}

/** "Cosme Rocha e Damião Rocha" are two; "de la Cruz y Mendoza" is one. */
function isLinked(scene: Scene, i: number, from: number): boolean {
  const t = scene.tokens[i]
  if (t === undefined || !/^(?:y|e|and|et|&)$/.test(t.text) || t.letterCase !== 'lower') return false
  if (((scene.tokens[i + 2]?.flags ?? 0) & IS.orgTail) !== 0) return false
  if (t.text === 'and' || t.text === 'et' || i - from < 2) return true
  const after = scene.tokens[i + 2]
  return (
    after !== undefined && gapAfter(scene, i + 1) === ' ' && (isCapital(after) || (after.flags & IS.particle) !== 0)
  )
}

function joined(scene: Scene, index: number): boolean {
  const gap = gapAfter(scene, index)
  if (gap === ' ' || gap === '-' || gap === "'" || gap === ' & ' || gap === '/' || /^- ?\n ?$/.test(gap)) return true
  const t = scene.tokens[index]
  return (
    /^\. ?-?$/.test(gap) &&
    t !== undefined &&
    (t.end - t.start === 1 ||
      (t.flags & IS.title) !== 0 ||
      /^(?:jn|st|ste|sta|sto|ma|fco|gpe|faz|est|assent|esc|col)$/.test(t.text))
  )
}

const isListed = (lists: Lists, phrase: string): boolean => lists.isInstitution(phrase) || lists.isBigPlace(phrase)
const PERSON_BEFORE = new Set('con com avec with por by par ak'.split(' '))

function judge(scene: Scene, whole: readonly Token[]): void {
  const { lists, text, tokens } = scene
  let run = [...whole]
  if (run.every(t => isNamed(scene, t))) return
  const large = largeFrom(scene, run)
  if (large > 0 && large < run.length && run.slice(large).every(t => isHarmless(scene, t, 2) || isOrdinary(t))) {
    spare(scene, whole[0]?.start ?? 0, whole.at(-1)?.end ?? 0)
    return
  }
  const outer = tokens[(run[0]?.index ?? 0) - 1]
  // What leads to a name is not part of it: "Según María", "Sra. María", "Testigo Rosa".
  let titled =
    outer !== undefined &&
    (outer.flags & IS.title) !== 0 &&
    /^\.? $/.test(gapAfter(scene, outer.index)) &&
    outer.text.length > 1
  let led = false
  for (;;) {
    const head = run[0]
    if (head === undefined) return
    if (isNamed(scene, head)) {
      titled = true
      break
    }
    const title =
      (head.flags & IS.title) !== 0 &&
      (run.length > 1 || !mayName(head)) &&
      (head.end - head.start > 1 || head.text === 'd' || (head.text === 'm' && scene.language === 'fr'))
    const leading =
      head.first &&
      isOrdinary(head) &&
      (run.length === 1 || !mayName(head)) &&
      !(head.flags & (IS.orgHead | IS.placeHead)) &&
      !(run.length > 2 && ((run.at(-1)?.flags ?? 0) & IS.orgTail) !== 0)
    const small =
      (head.flags & (IS.function | IS.particle)) !== 0 &&
      !(run.length > 1 && /^(?:santa|santo|sainte|saint|san|st|sao)$/.test(head.text)) &&
      (head.letterCase !== 'capital' || head.first) &&
      !(
        run.length > 1 &&
        /^(?:el|la|los|las|le|les|the|o|a|de|del|da|dela|du|des|san|saint|st)$/.test(head.text) &&
        !head.first
      )
    const role = (head.flags & (ROLE | LABEL)) !== 0 && !(head.flags & (IS.nameWord | IS.orgHead)) && !head.given
    if (!title && !leading && !small && !role) break
    titled = titled || title
    led = led || role
    run.shift()
  }
  while (
    run.length > 0 &&
    ((run.at(-1)?.flags ?? 0) & (IS.particle | IS.function)) !== 0 &&
    run.at(-1)?.letterCase === 'lower'
  )
    run.pop()
  const first = run[0]
  const last = run.at(-1)
  if (first === undefined || last === undefined) return
  const phrase = phraseOf(run)
  // Most runs begin with a word that no listed phrase begins with.
  const mayBeListed = (first.signs & OPENS_PHRASE) !== 0
  const placed =
    mayBeListed &&
    lists.isBigPlace(phrase) &&
    !(run.length === 1 && first.given && !PLACE_BEFORE.has(tokens[first.index - 1]?.text ?? '')) &&
    !PERSON_BEFORE.has(tokens[first.index - 1]?.text ?? '')
  if (!titled && run.every(t => t.end - t.start === 1 || t.letterCase === 'lower')) return
  const content = run.filter(t => (t.flags & IS.particle) === 0 || t.letterCase !== 'lower')
  if (
    !titled &&
    ((mayBeListed && lists.isInstitution(phrase)) ||
      placed ||
      ((first.signs & OPENS_SPARED) !== 0 && SPARED_PHRASES.has(phrase)) ||
      (((whole[0]?.signs ?? 0) & OPENS_PHRASE) !== 0 && isListed(lists, phraseOf(whole))) ||
      endsInPlace(scene, run) ||
      content.every(t => isHarmless(scene, t, content.length)))
  ) {
    spare(scene, first.start, last.end)
    return
  }
  const split = institutionalPrefix(scene, run)
  if (split > 0 && !titled) {
    spare(scene, first.start, run[split - 1]?.end ?? first.end)
    run = run.slice(split)
    while (run.length > 0 && ((run[0]?.flags ?? 0) & IS.particle) !== 0 && run[0]?.letterCase === 'lower') run.shift()
    if (run.length === 0) return
    if (run.every(t => isHarmless(scene, t, 1))) return
  }
  const start = run[0]
  if (start === undefined) return
  const type =
    titled || (run.some(t => isNamed(scene, t)) && !(start.flags & IS.orgHead)) ? 'PERSON' : typeOf(scene, run, led)
  if (type === undefined) return
  // "Ltda.", "S.A." and the like belong to a firm.
  const firm =
    /^,? (?:s\.? ?a\.?(?: ?s\.?)?|s\.? ?r\.? ?l\.?|ltda?\.?|inc\.?|llc|cia\.?|e\.?i\.?r\.?l\.?|s\.?a\.?r\.?l\.?|sas)(?![\p{L}])/u.exec(
      text.slice(last.end, last.end + 14),
    )?.[0].length ?? 0
  const head = tokens[start.index - 1]
  const headed =
    head !== undefined && /^(?:de|du|do|da|del|des|d)$/.test(head.text) && gapAfter(scene, head.index).length === 1
      ? tokens[head.index - 1]
      : undefined
  // "boulangerie du Vieux Port": without its head the name would be no name.
  const org =
    headed !== undefined &&
    headed.flags & IS.orgHead &&
    !(headed.flags & ROLE) &&
    headed.letterCase === 'lower' &&
    type !== 'PERSON'
  if (org) {
    mark(scene, headed.start, last.end + firm, 'ORG_SMALL')
    return
  }
  mark(scene, start.start, last.end + firm, firm > 0 ? 'ORG_SMALL' : type)
}
