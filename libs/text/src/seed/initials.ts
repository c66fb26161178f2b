import { isShortForm } from '../find/initials.ts'
import { wordsIn } from '../fold.ts'
import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS, isSmallWord, ROLE } from '../words/flags.ts'
import { Sizes } from './sizes.ts'
import { tell } from './tell.ts'

/** What the people of a record are told by where only initials are written, and whether they are the person's own. */
export interface Initials {
  readonly own: ReadonlyMap<string, boolean>
  readonly sizes: Sizes
}

const LEAST = 2
const MOST = 5
const MOST_WORDS = 6

/** @param people those whose initials win first */
export function initialsOf(people: readonly { readonly name: string; readonly own: boolean }[]): Initials {
  const own = new Map<string, boolean>()
  const sizes = new Sizes()
  for (const { name, own: isOwn } of people)
    for (const letters of lettersOf(name)) {
      if (letters.length < LEAST || letters.length > MOST || own.has(letters)) continue
      own.set(letters, isOwn)
      sizes.add(letters)
    }
  return { own, sizes }
}

/** Of all words, and of those that identify: with later ones left out, and with the surnames before the given names. */
function lettersOf(name: string): string[] {
  const words = wordsIn(name).slice(0, MOST_WORDS)
  const [first = '', ...rest] = words.filter(word => !isSmallWord(word)).map(word => word.charAt(0))
  const chosen = rest.reduce((all, letter) => all.flatMap(one => [one, one + letter]), [first])
  const turned = rest.map((_, i) => [...rest.slice(i), first, ...rest.slice(0, i)].join(''))
  return [words.map(word => word.charAt(0)).join(''), ...chosen, ...turned]
}

/** "DPS", "D.P.S.", "d p s", "DPS-expediente.pdf"; a pair only with points, or where it is announced. */
export function huntInitials(scene: Scene, { own, sizes }: Initials): void {
  if (own.size === 0) return
  const { tokens } = scene
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i] as Token
    const length = t.end - t.start
    if (length > MOST || t.digits > 0) continue
    if (length === 1) i = huntRun(scene, i, own)
    else if (sizes.mayHold(t.text)) {
      const isOwn = own.get(t.text)
      if (isOwn !== undefined && isTold(scene, t)) tell(scene, t.start, t.end, { type: 'PERSON', own: isOwn })
    }
  }
}

function isTold(scene: Scene, t: Token): boolean {
  if (isAnnounced(scene, t)) return true
  if ((t.flags & IS.function) !== 0 || isShortForm(t.text)) return false
  const inCapitals = t.letterCase === 'caps'
  if (inCapitals && isAnnounced(scene, t, isPerson)) return true
  if (t.end - t.start === LEAST) return false
  return (inCapitals && !t.quiet) || isInFileName(scene, t) || (t.quiet && (!t.common || !VOWEL.test(t.text)))
}
/** Written messages have short forms without any: "dps" is later, and the initials of somebody. */
const VOWEL = /[aeiouy]/

const isInFileName = ({ text }: Scene, { start, end }: Token): boolean =>
  /[-_]/.test((text[start - 1] ?? '') + (text[end] ?? ''))

const ANNOUNCING = new Set('inicial iniciales iniciais initiale initiales initial initials'.split(' '))
const LINKS = new Set('son sao sont are is es las as les the'.split(' '))

const isPerson = ({ flags, text }: Token): boolean => (flags & ROLE) !== 0 || text === 'nna'
const nobody = (): boolean => false

/** Whether the word for them stands before initials, "sus iniciales son", or some other one that announces them. */
function isAnnounced({ tokens }: Scene, t: Token, announces: (prior: Token) => boolean = nobody): boolean {
  for (let i = t.index - 1; i >= 0 && t.index - i <= 3; i--) {
    const prior = tokens[i] as Token
    if (ANNOUNCING.has(prior.text) || announces(prior)) return true
    if (!LINKS.has(prior.text)) return false
  }
  return false
}

const GAP = /^[ .\-_/·,]{1,3}$/

/** @returns the last of the letters that stand side by side */
function huntRun(scene: Scene, first: number, own: Initials['own']): number {
  const { tokens } = scene
  let last = first
  let letters = (tokens[first] as Token).text
  for (let t = tokens[last + 1]; t !== undefined && isLetter(t) && GAP.test(gapAfter(scene, last)); ) {
    letters += t.text
    t = tokens[++last + 1]
  }
  for (let from = 0; from < letters.length - 1; from++)
    for (let length = Math.min(MOST, letters.length - from); length >= LEAST; length--) {
      const isOwn = own.get(letters.slice(from, from + length))
      if (isOwn === undefined || !isRunTold(scene, first + from, length)) continue
      const end = (tokens[first + from + length - 1] as Token).end
      const to = scene.text[end] === '.' ? end + 1 : end
      tell(scene, (tokens[first + from] as Token).start, to, { type: 'PERSON', own: isOwn })
      from += length - 1
      break
    }
  return last
}

const isLetter = (t: Token): boolean => t.end - t.start === 1 && t.digits === 0

function isRunTold(scene: Scene, first: number, length: number): boolean {
  const run = scene.tokens.slice(first, first + length)
  const letters = run.map(t => t.text).join('')
  const head = run[0] as Token
  if (isAnnounced(scene, head, isPerson)) return true
  if (isShortForm(letters)) return false
  const pointed = run.slice(0, -1).every(t => scene.text[t.end] === '.' || scene.text[t.end] === '-')
  if (length === LEAST) return pointed && scene.text[(run.at(-1) as Token).end] === '.'
  return pointed || run.every(t => t.letterCase === 'capital') || /[^aeiouy]/.test(letters)
}
