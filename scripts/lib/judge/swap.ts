import { type judging, LANGUAGES, type Language } from '@amparo/text/node'
import { fullName, person } from '../names/people.ts'
import { pick, type Random } from '../names/random.ts'
import { filled, hasFiller } from './fillers.ts'

type Marked = judging.Marked
type Span = Marked['spans'][number]

/** How often a piece becomes another of its type, and how often that one is made and not met elsewhere. */
const EXCHANGED = 0.6
const MADE = 0.5

/** The identifiers of all narratives, by language and type. */
export function pieces(narratives: readonly Marked[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { lang, text, spans } of narratives)
    for (const { start, end, type } of spans) {
      const key = `${lang} ${type}`
      found.set(key, [...(found.get(key) ?? []), text.slice(start, end)])
    }
  return found
}

/** The same text with other places, days, ages, nicknames and numbers in it. The record no longer fits and is left out. */
export function exchanged(marked: Marked, met: ReadonlyMap<string, readonly string[]>, random: Random): Marked {
  const { lang } = marked
  const replaced = new Map<string, string>()
  return rebuilt({ ...marked, identity: undefined }, (old, type) => {
    if (type === 'UNSURE' || type === 'PERSON' || old.includes('\n')) return old
    const known = replaced.get(old)
    if (known !== undefined) return known
    const others = met.get(`${lang} ${type}`) ?? [old]
    const other = hasFiller(lang, type) && random() < MADE ? filled(random, lang, type) : pick(random, others)
    const next = random() < EXCHANGED && !other.includes('\n') ? likeLetters(old, other) : old
    replaced.set(old, next)
    return next
  })
}

function rebuilt(marked: Marked, change: (text: string, type: Span['type']) => string): Marked {
  let text = ''
  let at = 0
  const spans = marked.spans.map(({ start, end, type }) => {
    text += marked.text.slice(at, start)
    const from = text.length
    text += change(marked.text.slice(start, end), type)
    at = end
    return { start: from, end: text.length, type }
  })
  return { ...marked, text: text + marked.text.slice(at), spans }
}

function likeLetters(model: string, text: string): string {
  if (!/\p{L}/u.test(model)) return text
  if (model === model.toUpperCase() && /\p{L}{2}/u.test(model)) return text.toUpperCase()
  return model === model.toLowerCase() ? text.toLowerCase() : text
}

const SLOT = /<(\w+)>/g
const LONGEST = 6

/** A few sentences around made identifiers. */
export function sentences(random: Random): Marked {
  const lang: Language = pick(random, LANGUAGES)
  const count = 2 + Math.floor(random() * LONGEST)
  const gap = pick(random, [' ', ' ', '\n', '\n- '])
  let text = ''
  const spans: Span[] = []
  for (let i = 0; i < count; i++) {
    const sentence = filled(random, lang, 'S')
    let at = 0
    if (i > 0) text += gap
    for (const slot of sentence.matchAll(SLOT)) {
      text += sentence.slice(at, slot.index)
      const type = slot[1] as Exclude<Span['type'], 'UNSURE'>
      const start = text.length
      text += type === 'PERSON' ? fullName(random, person(random, lang)) : filled(random, lang, type)
      spans.push({ start, end: text.length, type })
      at = slot.index + slot[0].length
    }
    text += sentence.slice(at)
  }
  return { lang, text, spans, identity: undefined }
}
