import type { Mark } from '../marks.ts'
import { before, gapAfter, isNamed, isTaken, mark, type Scene } from '../scene.ts'
import { isOrdinaryHere } from '../seed/hunt.ts'
import { Sizes } from '../seed/sizes.ts'
import { bonesOf, isMisspelt, sound } from '../seed/sound.ts'
import type { Token } from '../tokens.ts'
import { isOfPerson } from '../types.ts'
import { IS } from '../words/flags.ts'
import { matchesIn } from './matches.ts'
import { tokenAt } from './near.ts'

/** More long names than this are in no case file. */
const MOST_COMPARED = 200

/** A full name found once makes each of its words a mention wherever it stands; so does a nickname. */
export function findEchoes(scene: Scene): void {
  const names = new Map<string, Mark>()
  const sizes = new Sizes()
  const sounds = new Set<string>()
  const bones = new Set<number>()
  for (const found of scene.marks) {
    if (!isOfPerson(found.type)) continue
    for (let t = tokenAt(scene, found.start); t !== undefined && t.end <= found.end; t = scene.tokens[t.index + 1]) {
      if (t.end - t.start < 3 || t.digits > 1 || (t.flags & (IS.function | IS.particle | IS.title)) !== 0) continue
      if (found.type === 'ALIAS' && t.letterCase === 'lower') continue
      if (!names.has(t.text)) names.set(t.text, found)
      sizes.add(t.text)
      if (t.end - t.start < 5) continue
      sounds.add(sound(t.text))
      bones.add(bonesOf(t.text))
    }
  }
  if (names.size === 0) return
  const long = [...names.keys()].filter(name => name.length >= 6).slice(0, MOST_COMPARED)
  for (const t of scene.tokens) {
    if (t.end - t.start < 3 || (t.flags & (IS.function | IS.particle | IS.title)) !== 0 || isTaken(scene, t)) continue
    const same = sizes.mayHold(t.text) ? names.get(t.text) : undefined
    if (same !== undefined) {
      if (!isOrdinaryHere(t) && !(t.quiet && t.letterCase === 'lower' && t.common) && !isMonthOrDay(scene, t))
        mark(scene, t.start, t.end, 'PERSON', same.own ? { own: true } : {})
    } else if (
      t.end - t.start >= 5 &&
      t.letterCase !== 'lower' &&
      !t.common &&
      ((bones.has(bonesOf(t.text)) && sounds.has(sound(t.text))) || isMisspeltOfAny(t.text, long)) &&
      (t.flags & IS.capital) === 0
    )
      mark(scene, t.start, t.end, 'PERSON')
  }
  initials(scene)
  quoted(scene)
}

const isMisspeltOfAny = (word: string, names: readonly string[]): boolean =>
  names.some(name => name.charCodeAt(0) === word.charCodeAt(0) && isMisspelt(word, name))

const QUOTES = /[«"“]\s?([^«»"“”\n]{2,32}?)\s?[»"”]/g
const MOST_QUOTED = 4

/** A short quotation that holds a name is a nickname as a whole: «Seu Jesus». */
function quoted(scene: Scene): void {
  if (!/[«"“]/.test(scene.text)) return
  for (const found of matchesIn(scene.text, QUOTES)) {
    const start = found.index + found[0].indexOf(found[1] ?? '')
    const end = start + (found[1]?.length ?? 0)
    if ((found[1] ?? '').split(' ').length > MOST_QUOTED || /[.,;!?]/.test(found[1] ?? '')) continue
    let prior = found.index - 1
    while (prior >= 0 && scene.text[prior] === ' ' && found.index - prior < 4) prior--
    let holds = scene.named[prior] === 1 && /^\p{Lu}/u.test(scene.folded.source.slice(scene.folded.from(start)))
    for (let i = start; i < end; i++) if (scene.named[i] === 1) holds = true
    if (holds) mark(scene, start, end, 'ALIAS')
  }
}

/** Month or day of the week after a word of time, though somebody is called so. */
const isMonthOrDay = (scene: Scene, t: Token): boolean =>
  ((t.flags & IS.month) !== 0 ||
    /^(?:sunday|domingo|noel|toussaint|monday|sabado|paques|navidad|natal|pascua|easter|christmas)$/.test(t.text)) &&
  /(?:\b(?:in|since|until|before|after|by|every|en|em|desde|hasta|ate|depuis|avant|el|la|las|the|of|au|de|no|on|a|the|ce|not in)\b ?|, ?)$/.test(
    before(scene, t.start, 10),
  )

/** "M. F. Quispe", "Condori H.", "Fe1iciano Ouispe Q.": lone capitals beside a name belong to it. */
function initials(scene: Scene): void {
  const { tokens } = scene
  const beside = (a: Token | undefined, index: number): boolean =>
    a !== undefined && /^\.?[ '-]{0,1}$/.test(gapAfter(scene, index))
  const isInitial = (t: Token): boolean =>
    t.end - t.start === 1 &&
    t.letterCase === 'capital' &&
    t.digits === 0 &&
    !isTaken(scene, t) &&
    !/[$/]/.test(scene.text[t.end] ?? '') &&
    !(t.text === 'm' && scene.language === 'fr' && scene.text[t.end] === '.')
  for (let i = tokens.length - 1; i >= 0; i--) {
    const t = tokens[i]
    if (
      t &&
      isInitial(t) &&
      beside(tokens[i + 1], i) &&
      !(t.first && (t.flags & IS.function) !== 0 && gapAfter(scene, i) === ' ') &&
      nameAt(scene, tokens[i + 1])
    )
      mark(scene, t.start, t.end, 'PERSON')
  }
  for (const t of tokens) {
    const prior = tokens[t.index - 1]
    if (
      isInitial(t) &&
      beside(prior, t.index - 1) &&
      nameAt(scene, prior) &&
      (scene.text[t.end] === '.' || (t.flags & IS.function) === 0)
    )
      mark(scene, t.start, t.end + (scene.text[t.end] === '.' ? 1 : 0), 'PERSON')
  }
}

const nameAt = (scene: Scene, t: Token | undefined): boolean => t !== undefined && isNamed(scene, t)
