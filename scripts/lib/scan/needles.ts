import { fold } from './fold.ts'

/** Shorter strings stand in any key or hash by chance (base64 read without regard to case): they are looked for as words. */
export const MIN_ANYWHERE = 8
/** Shorter ones stand by chance as words even in random bytes: they are looked for in texts only. */
export const MIN_IN_BINARY = 5
/** Bytes from which on base64 of a string is too long to turn up in a key by chance. */
const MIN_BASE64_BYTES = 6

/** The forms in which one identity string may hide. */
export interface Needles {
  /** Searched byte for byte: as written, JSON-escaped, upper-case hex, base64 and base64url in all three alignments. */
  readonly exact: ReadonlyMap<string, string>
  /** Searched in folded text: folded, lower-case hex of each written form. */
  readonly folded: ReadonlyMap<string, string>
  /** Searched in folded text, where neither letter nor digit stands beside it. */
  readonly words: ReadonlyMap<string, string>
  /** Searched as words in texts only. */
  readonly shortWords: ReadonlyMap<string, string>
  readonly count: number
}

/** Maps each form to the id of the string it comes from, so that a report never has to print the string. */
export function needlesOf(strings: Iterable<string>): Needles {
  const exact = new Map<string, string>()
  const folded = new Map<string, string>()
  const words = new Map<string, string>()
  const shortWords = new Map<string, string>()
  const distinct = new Set([...strings].map(s => s.trim()).filter(s => s.length > 1))
  let n = 0
  for (const string of distinct) {
    const id = `string ${++n}`
    const plain = fold(string)
    const letters = [...plain].length
    if (letters < MIN_IN_BINARY) {
      shortWords.set(plain, id)
      continue
    }
    const anywhere = letters >= MIN_ANYWHERE
    ;(anywhere ? folded : words).set(plain, id)
    for (const written of new Set([string, string.normalize('NFC'), string.normalize('NFD'), plain])) {
      const bytes = Buffer.from(written)
      folded.set(bytes.toString('hex'), id)
      exact.set(bytes.toString('hex').toUpperCase(), id)
      if (bytes.length >= MIN_BASE64_BYTES) for (const form of base64Forms(bytes)) exact.set(form, id)
      if (!anywhere) continue
      exact.set(latin1(bytes), id)
      exact.set(jsonEscaped(written), id)
    }
  }
  return { exact, folded, words, shortWords, count: distinct.size }
}

const latin1 = (bytes: Buffer): string => bytes.toString('latin1')

const jsonEscaped = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Base64 of the bytes at each of the three places where they can begin within a group, less the characters they share. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap(before => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes])
    const whole = Math.floor((padded.length * 8) / 6)
    const first = Math.ceil((before * 8) / 6)
    const form = padded.toString('base64').slice(first, whole)
    return [form, form.replaceAll('+', '-').replaceAll('/', '_')]
  })
}
