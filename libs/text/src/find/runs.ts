import { gapAfter, isMasked, isNamed, isTaken, mark, type Scene, spare } from '../scene.ts'
import type { Token } from '../tokens.ts'
import type { SpanType } from '../types.ts'
import { IS } from '../words/flags.ts'
import { SPARED_PHRASES } from '../words/phrases.ts'
import { isLabel } from './near.ts'
import { isPlausible } from './plausible.ts'

const ROLE = IS.victim | IS.minor | IS.relative | IS.witness | IS.suspect | IS.official | IS.third
const HEADING = IS.docLabel | IS.phoneLabel | IS.bankLabel | IS.plateLabel
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

const isCapital = (t: Token): boolean => t.letterCase === 'capital' || t.letterCase === 'caps'
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

const common = (t: Token): boolean => (t.flags & IS.function) !== 0 || t.common
const isName = (t: Token): boolean => (t.flags & IS.nameWord) !== 0 || t.given || t.family
const phraseOf = (run: readonly Token[]): string => run.map(t => t.text).join(' ')
const PLACE_BEFORE = new Set(
  'en em in at a au aux from desde hasta near cerca perto pres dans vers to de del do da entre sur onto towards hacia ate jusqu of proviene oriunda oriundo natural'.split(
    ' ',
  ),
)

const PERSON_BEFORE = new Set('con com avec with por by par ak'.split(' '))

function judge(scene: Scene, whole: readonly Token[]): void {
  const { lists, text, tokens } = scene
  let run = [...whole]
  if (run.every(t => isNamed(scene, t))) return
  const large = largeFrom(scene, run)
  if (large > 0 && large < run.length && run.slice(large).every(t => isHarmless(scene, t, 2) || common(t))) {
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
      (run.length > 1 || !isName(head)) &&
      (head.end - head.start > 1 || head.text === 'd' || (head.text === 'm' && scene.language === 'fr'))
    const leading =
      head.first &&
      common(head) &&
      (run.length === 1 || !isName(head)) &&
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
    const role = (head.flags & (ROLE | HEADING)) !== 0 && !(head.flags & (IS.nameWord | IS.orgHead)) && !head.given
    if (!title && !leading && !small && !role) break
    titled = titled || title
    led = led || role
    run.shift()
    if (small && run.length === 0) return
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
  const placed =
    lists.isBigPlace(phrase) &&
    !(run.length === 1 && first.given && !PLACE_BEFORE.has(tokens[first.index - 1]?.text ?? '')) &&
    !PERSON_BEFORE.has(tokens[first.index - 1]?.text ?? '')
  if (!titled && run.every(t => t.end - t.start === 1 || t.letterCase === 'lower')) return
  if (
    !titled &&
    (lists.isInstitution(phrase) ||
      placed ||
      SPARED_PHRASES.has(phrase) ||
      lists.isInstitution(phraseOf(whole)) ||
      lists.isBigPlace(phraseOf(whole)))
  ) {
    spare(scene, first.start, last.end)
    return
  }
  const content = run.filter(t => (t.flags & IS.particle) === 0 || t.letterCase !== 'lower')
  if (!titled && endsInPlace(scene, run)) {
    spare(scene, first.start, last.end)
    return
  }
  if (!titled && content.every(t => isHarmless(scene, t, content.length))) {
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

/** Capitals that belong to the state, the law, a language, a country or the calendar. */
function isHarmless(scene: Scene, t: Token, of: number): boolean {
  if ((t.flags & (IS.capital | IS.country | IS.lawHead | IS.currency)) !== 0 && (t.flags & IS.nameWord) === 0)
    return true
  if (FEASTS.has(t.text) && of === 1 && TIME_BEFORE.test(scene.text.slice(Math.max(0, t.start - 16), t.start)))
    return true
  if ((t.flags & IS.month) !== 0 && (of > 1 ? false : isMonthHere(scene, t))) return true
  if (t.letterCase === 'caps' && t.end - t.start <= 5 && !isName(t)) return true
  if ((t.flags & IS.nameWord) !== 0 && of === 1) return false
  if ((t.flags & (ROLE | HEADING)) !== 0 && !isName(t)) return true
  return of === 1 && common(t) && !isName(t)
}

const FEASTS = new Set(
  'noel paques toussaint navidad natal pascua pascuas easter christmas carnaval carnival reveillon nochebuena quaresma cuaresma ramadan pentecote ascension'.split(
    ' ',
  ),
)
const TIME_BEFORE =
  /(?:\b(?:in|since|of|during|until|till|before|after|by|early|late|mid|every|each|last|next|this|through|from|to|desde|en|de|del|hasta|para|depuis|avant|apres|jusqu'?en|fin|debut|em|ate|do|no|du|au|mes|mois|antes|a|la|las|at|of)\b|\d|,)\s*(?:the |de )?$/
const isMonthHere = (scene: Scene, t: Token): boolean =>
  TIME_BEFORE.test(scene.text.slice(Math.max(0, t.start - 16), t.start)) ||
  /^\.?,? ?\d/.test(scene.text.slice(t.end, t.end + 4)) ||
  t.first

/** "Terminal Terrestre de Puerto Alba": ordinary words and a large place. */
function endsInPlace(scene: Scene, run: readonly Token[]): boolean {
  for (let n = 1; n <= 4 && n < run.length; n++) {
    const phrase = phraseOf(run.slice(-n))
    if (!SPARED_PHRASES.has(phrase) && !(n > 1 && scene.lists.isBigPlace(phrase))) continue
    return run
      .slice(0, -n)
      .every(
        t => (t.flags & (IS.capital | IS.particle)) !== 0 || (common(t) && !isName(t) && (t.flags & IS.orgHead) === 0),
      )
  }
  return false
}

/** How many words at the beginning of a run are a large place: "Port Halden Police Service". */
function largeFrom({ lists }: Scene, run: readonly Token[]): number {
  for (let n = Math.min(run.length, 4); n >= 2; n--) {
    const phrase = phraseOf(run.slice(0, n))
    if (SPARED_PHRASES.has(phrase) || lists.isBigPlace(phrase)) return n
  }
  return 0
}

/** How many words at the beginning of a run name an institution: "Policía Nacional Rosa Paredes". */
function institutionalPrefix(scene: Scene, run: readonly Token[]): number {
  for (let n = Math.min(run.length - 1, 4); n >= 2; n--) if (SPARED_PHRASES.has(phraseOf(run.slice(0, n)))) return n
  let count = 0
  for (let n = 1; n < run.length; n++) {
    const t = run[n - 1]
    if (t === undefined || (!isHarmless(scene, t, 2) && (t.flags & IS.particle) === 0)) break
    if ((t.flags & IS.capital) !== 0 && !isName(t)) count = n
  }
  return count
}

function typeOf(scene: Scene, run: readonly Token[], led: boolean): SpanType | undefined {
  const { lists, tokens } = scene
  const first = run[0]
  const last = run.at(-1)
  if (first === undefined || last === undefined) return undefined
  const prior = tokens[first.index - 1]
  const close =
    prior !== undefined && gapAfter(scene, prior.index).length <= 3 && !/[.;:\n]/.test(gapAfter(scene, prior.index))
  const content = run.filter(t => (t.flags & IS.particle) === 0)
  if (content.length === 0) return undefined
  if ((first.flags & IS.orgHead || /^(?:casa|maison|villa|house|faz|esc)$/.test(first.text)) && content.length > 1)
    return 'ORG_SMALL'
  if (last.flags & IS.orgTail && content.length > 1 && scene.language === 'en') return 'ORG_SMALL'
  if (close && prior.flags & IS.orgHead && !prior.quiet && !(prior.flags & (ROLE | IS.title))) return 'ORG_SMALL'
  if (first.flags & IS.placeHead && content.length > 1 && !first.given) return 'PLACE_SMALL'
  if (
    close &&
    (prior.flags & IS.placeHead || (prior.flags & IS.particle && (tokens[prior.index - 1]?.flags ?? 0) & IS.placeHead))
  )
    return 'PLACE_SMALL'
  if (lists.isSmallPlace(phraseOf(run))) return 'PLACE_SMALL'
  const named = run.filter(t => isName(t)).length
  if (content.every(t => common(t)) && named === 0) {
    if (
      led ||
      first.first ||
      content.length === 1 ||
      content.some(t => (t.flags & (IS.capital | ROLE | HEADING | IS.lawWord)) !== 0)
    )
      return undefined
    return 'ORG_SMALL'
  }
  if (run.length === 1 && first.first && common(first) && !(first.flags & IS.nameWord) && !first.given) return undefined
  if (run.length === 1 && first.first && common(first) && first.common && followedByVerb(scene, first)) return undefined
  const opening = first.first || / {2}$/.test(scene.text.slice(Math.max(0, first.start - 2), first.start))
  if (
    run.length === 1 &&
    opening &&
    !isName(first) &&
    (/^\.? ?:/.test(scene.text.slice(last.end, last.end + 3)) || isPlausible(first.text, scene))
  )
    return undefined
  if (close && PLACE_BEFORE.has(prior.text) && !first.given && !(first.flags & IS.nameWord) && !led)
    return 'PLACE_SMALL'
  return 'PERSON'
}

/** "Esperanza de volver": an ordinary word at the head of a sentence, before a small word. */
const followedByVerb = (scene: Scene, t: Token): boolean => {
  const next = scene.tokens[t.index + 1]
  return next !== undefined && next.letterCase === 'lower' && /^(?:de|del|a|para|por|to|of|for|que|d)$/.test(next.text)
}
