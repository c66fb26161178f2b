import { before, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS, LABEL, ROLE } from '../words/flags.ts'
import { ENDS_PLACE, OPENS_PHRASE } from '../words/known.ts'
import { ENDS_SPARED, OPENS_SPARED, SPARED_PHRASES } from '../words/phrases.ts'
import { isOrdinary, mayName, phraseOf } from './kinds.ts'

/** Capitals that belong to the state, the law, a language, a country or the calendar. */
export function isHarmless(scene: Scene, t: Token, of: number): boolean {
  if ((t.flags & (IS.capital | IS.country | IS.lawHead | IS.currency)) !== 0 && (t.flags & IS.nameWord) === 0)
    return true
  if (FEASTS.has(t.text) && of === 1 && TIME_BEFORE.test(before(scene, t.start, 16))) return true
  if ((t.flags & IS.month) !== 0 && (of > 1 ? false : isMonthHere(scene, t))) return true
  if (t.letterCase === 'caps' && t.end - t.start <= 5 && !mayName(t)) return true
  if ((t.flags & IS.nameWord) !== 0 && of === 1) return false
  if ((t.flags & (ROLE | LABEL)) !== 0 && !mayName(t)) return true
  return of === 1 && isOrdinary(t) && !mayName(t)
}

const FEASTS = new Set(
  'noel paques toussaint navidad natal pascua pascuas easter christmas carnaval carnival reveillon nochebuena quaresma cuaresma ramadan pentecote ascension'.split(
    ' ',
  ),
)
const TIME_BEFORE =
  /(?:\b(?:in|since|of|during|until|till|before|after|by|early|late|mid|every|each|last|next|this|through|from|to|desde|en|de|del|hasta|para|depuis|avant|apres|jusqu'?en|fin|debut|em|ate|do|no|du|au|mes|mois|antes|a|la|las|at|of)\b|\d|,)\s*(?:the |de )?$/
const isMonthHere = (scene: Scene, t: Token): boolean =>
  TIME_BEFORE.test(before(scene, t.start, 16)) || /^\.?,? ?\d/.test(scene.text.slice(t.end, t.end + 4)) || t.first

/** "Terminal Terrestre de Puerto Alba": ordinary words and a large place. */
export function endsInPlace(scene: Scene, run: readonly Token[]): boolean {
  if (((run.at(-1)?.signs ?? 0) & (ENDS_PLACE | ENDS_SPARED)) === 0) return false
  for (let n = 1; n <= 4 && n < run.length; n++) {
    const phrase = phraseOf(run.slice(-n))
    if (!SPARED_PHRASES.has(phrase) && !(n > 1 && scene.lists.isBigPlace(phrase))) continue
    return run
      .slice(0, -n)
      .every(
        t =>
          (t.flags & (IS.capital | IS.particle)) !== 0 ||
          (isOrdinary(t) && !mayName(t) && (t.flags & IS.orgHead) === 0),
      )
  }
  return false
}

/** How many words at the beginning of a run are a large place: "Port Halden Police Service". */
export function largeFrom({ lists }: Scene, run: readonly Token[]): number {
  if (((run[0]?.signs ?? 0) & (OPENS_PHRASE | OPENS_SPARED)) === 0) return 0
  for (let n = Math.min(run.length, 4); n >= 2; n--) {
    const phrase = phraseOf(run.slice(0, n))
    if (SPARED_PHRASES.has(phrase) || lists.isBigPlace(phrase)) return n
  }
  return 0
}

/** How many words at the beginning of a run name an institution: "Policía Nacional Rosa Paredes". */
export function institutionalPrefix(scene: Scene, run: readonly Token[]): number {
  if (((run[0]?.signs ?? 0) & OPENS_SPARED) !== 0)
    for (let n = Math.min(run.length - 1, 4); n >= 2; n--) if (SPARED_PHRASES.has(phraseOf(run.slice(0, n)))) return n
  let count = 0
  for (let n = 1; n < run.length; n++) {
    const t = run[n - 1]
    if (t === undefined || (!isHarmless(scene, t, 2) && (t.flags & IS.particle) === 0)) break
    if ((t.flags & IS.capital) !== 0 && !mayName(t)) count = n
  }
  return count
}
