import { familyNames, givenNames, type judging, LANGUAGES, lists } from '@amparo/text/node'
import { foldedText } from '../eval/words.ts'
import { invented } from '../names/people.ts'
import { pick, type Random } from '../names/random.ts'

type Marked = judging.Marked
type Span = Marked['spans'][number]

const GIVEN = [...givenNames]
const FAMILY = [...familyNames]
const isWord = (name: string): boolean => LANGUAGES.some(lang => lists.isCommonWord(name, lang))
const WORDLIKE = [...GIVEN, ...FAMILY].filter(isWord)
const WORD = /\p{L}[\p{L}\p{M}]*/gu
const NAMES: ReadonlySet<string> = new Set(['PERSON', 'ALIAS'])
const PLACES: ReadonlySet<string> = new Set(['PLACE_SMALL', 'ORG_SMALL', 'ADDRESS'])

/** Words of the names of people, each as often as it stands in one. */
export const namesIn = (texts: readonly Marked[]): string[] =>
  texts.flatMap(({ text, spans }) =>
    spans.filter(s => s.type === 'PERSON').flatMap(s => text.slice(s.start, s.end).match(/\p{L}{3,}/gu) ?? []),
  )

/**
 * The same case about other people: every word of a name becomes another one throughout, in the record as well, and so do
 * words of places and firms that no list knows.
 * @param others words of names met elsewhere
 */
export function renamed(marked: Marked, others: readonly string[], random: Random): Marked {
  const words = new Map<string, string>()
  const share = pick(random, [0.5, 1, 1, 1])
  const learn = (text: string, ofPlace: boolean): void => {
    for (const [word] of text.matchAll(WORD)) {
      const key = foldedText(word)
      if (words.has(key) || key.length < 2 || SMALL.has(key)) continue
      const stays = random() > share || (ofPlace && (isWord(key) || random() < 0.5))
      words.set(key, stays ? '' : another(key, others, random))
    }
  }
  for (const span of marked.spans) {
    const text = marked.text.slice(span.start, span.end)
    if (NAMES.has(span.type)) learn(text, false)
    else if (PLACES.has(span.type)) learn(text, true)
  }
  const exchange = (text: string): string =>
    text.replace(WORD, word => {
      const other = words.get(foldedText(word))
      return other === undefined || other === '' ? word : likeCase(word, other)
    })
  let text = ''
  let at = 0
  const spans: Span[] = []
  for (const span of marked.spans) {
    text += marked.text.slice(at, span.start)
    const start = text.length
    const old = marked.text.slice(span.start, span.end)
    text += NAMES.has(span.type) || PLACES.has(span.type) ? exchange(old) : old
    spans.push({ start, end: text.length, type: span.type })
    at = span.end
  }
  text += marked.text.slice(at)
  const { identity } = marked
  return {
    lang: marked.lang,
    text,
    spans,
    identity: identity && {
      ...identity,
      names: identity.names.map(exchange),
      aliases: (identity.aliases ?? []).map(exchange),
      addresses: (identity.addresses ?? []).map(exchange),
    },
  }
}

const SMALL = new Set(
  'de la el los las del da do dos das di du des le les l d y e et and of the san santa santo saint st a o en von van bin al ti mi my na no em sur au aux un una uma une'.split(
    ' ',
  ),
)

function another(key: string, others: readonly string[], random: Random): string {
  if (isWord(key) && random() < 0.6) return pick(random, WORDLIKE)
  const way = random()
  if (way < 0.4) return pick(random, others)
  if (way < 0.6) return invented(random, [...(givenNames.has(key) ? GIVEN : FAMILY)]) || key
  return pick(random, givenNames.has(key) ? GIVEN : familyNames.has(key) ? FAMILY : random() < 0.5 ? GIVEN : FAMILY)
}

function likeCase(model: string, word: string): string {
  if (model === model.toLowerCase()) return word.toLowerCase()
  if (model.length > 1 && model === model.toUpperCase()) return word.toUpperCase()
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
}

const OCR: Readonly<Record<string, string>> = {
  o: '0',
  O: '0',
  l: '1',
  I: '1',
  i: 'l',
  m: 'n',
  n: 'u',
  u: 'v',
  c: 'e',
  a: 'o',
  S: '5',
  B: '8',
  h: 'b',
  g: 'q',
  e: 'c',
}

/** The same text as hurried people, forms and scanners write it. Lengths stay, so that offsets do. */
export function rewritten(marked: Marked, random: Random): Marked {
  const way = random()
  const { text, spans } = marked
  if (way < 0.5) return marked
  if (way < 0.6) return parted(marked, random)
  if (way < 0.7) return { ...marked, text: sameLength(text, lower) }
  if (way < 0.76) return { ...marked, text: sameLength(text, t => lower(bare(t))) }
  if (way < 0.84) return { ...marked, text: sameLength(text, t => t.toUpperCase()) }
  if (way < 0.88) return { ...marked, text: sameLength(text, bare) }
  if (way < 0.97) return { ...marked, text: misspelt(text, random) }
  let changed = text
  for (const { start, end, type } of spans)
    if (NAMES.has(type) && random() < 0.5)
      changed = changed.slice(0, start) + sameLength(changed.slice(start, end), lower) + changed.slice(end)
  return { ...marked, text: changed }
}

const lower = (text: string): string => text.toLowerCase()
const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '')

const sameLength = (text: string, change: (t: string) => string): string =>
  [...text].map(c => (change(c).length === c.length ? change(c) : c)).join('')

const MISSPELT = 0.025
const misspelt = (text: string, random: Random): string =>
  [...text]
    .map(char => {
      if (!/\p{L}/u.test(char) || random() > MISSPELT) return char
      return OCR[char] ?? (char === char.toLowerCase() ? pick(random, [...'aeiounrslt']) : char)
    })
    .join('')

const MISREAD: Readonly<Record<string, string>> = { '0': 'O', '1': 'l', '5': 'S', '8': 'B', '6': 'b' }
const INNER = /[\p{L}\p{N}]/u

/** As a reading machine gives back handwriting: words fall apart, signs stand alone, figures become letters. */
function parted(marked: Marked, random: Random): Marked {
  const gap = 0.01 + 0.05 * random()
  const figures = 0.25 * random()
  const { text } = marked
  const places = new Int32Array(text.length + 1)
  let made = ''
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    const before = text.charAt(i - 1)
    const within = INNER.test(char) && INNER.test(before) && !/\d/.test(before)
    if ((within && random() < gap) || (/[.,:;)]/.test(char) && INNER.test(before) && random() < 4 * gap)) made += ' '
    places[i] = made.length
    const misread = MISREAD[char]
    made += misread !== undefined && random() < figures ? misread : random() < gap / 2 ? (OCR[char] ?? char) : char
  }
  places[text.length] = made.length
  const spans = marked.spans.map(span => ({
    ...span,
    start: places[span.start] as number,
    end: (places[span.end - 1] as number) + 1,
  }))
  return { ...marked, text: made, spans }
}
