import { type Content, shownIn } from './content.ts'
import type { Masking } from './mask.ts'
import { DocumentRefused } from './refusal.ts'

export interface Reread {
  readonly shown: readonly string[]
  /** The same as it stands on the pages or in columns, where that may be another order. */
  readonly placed: readonly string[]
  /** Everything that stands in the file, packed and unpacked, one byte a letter. */
  readonly raw: readonly string[]
}

/** What a rebuilt file is held against. */
export interface Expected {
  readonly content: Content
  /** What the masking took out, as it stood. */
  readonly removed: readonly string[]
  readonly leaks: Masking['leaks']
  /** The raw side of a file of the same kind that holds all structure and no word of anybody. */
  readonly structure: readonly string[]
}

/** Shorter ones stand by chance in packed bytes. The search of the words themselves has no such limit. */
const LEAST = 5
const LINE_BREAK = /\s*\n\s*/

/**
 * Says that a rebuilt file holds what was written and nothing else: its words are those that were written, the second search finds
 * nobody in them, neither as they are drawn nor as they are read on the page, and no byte of it, packed or unpacked, spells what was taken out. Throws DocumentRefused otherwise.
 */
export function verify({ shown, placed, raw }: Reread, { content, removed, leaks, structure }: Expected): void {
  const written = shownIn(content)
  const words = shown.join('\n')
  const same = content.kind === 'pdf' ? squeezed(shown) === squeezed(written) : filled(shown) === filled(written)
  const known = [...written, ...structure].join('\n').toLowerCase()
  const lines = new Set(removed.flatMap(piece => piece.trim().toLowerCase().split(LINE_BREAK)))
  const ordinary = standingIn([known], lines)
  const telling = [...lines].filter(line => line.length >= LEAST && !ordinary.has(line))
  // Most are the same for letters without accents: each is looked for once.
  const spelt = new Set(telling.flatMap(spellings))
  const bytes = raw.map(text => text.toLowerCase())
  const left = standingIn(bytes, spelt).size > 0
  const named = isLeaking({ leaks }, words) || isLeaking({ leaks }, placed.join('\n'))
  if (!same || left || named) throw new DocumentRefused('document_unprovable')
}

/**
 * Those that stand somewhere in the texts, of those that have `LEAST` letters: of a document there may be ten thousand, and this process serves
 * others, so the texts are gone through once for all of them.
 */
function standingIn(texts: readonly string[], wanted: ReadonlySet<string>): ReadonlySet<string> {
  const byStart = Map.groupBy(wanted, one => one.slice(0, LEAST))
  const lengths = new Map([...byStart].map(([start, some]) => [start, [...new Set(some.map(one => one.length))]]))
  const found = new Set<string>()
  for (const text of texts)
    for (let at = 0; at + LEAST <= text.length; at++)
      for (const length of lengths.get(text.slice(at, at + LEAST)) ?? []) {
        const piece = text.slice(at, at + length)
        if (wanted.has(piece)) found.add(piece)
      }
  return found
}

/** A search that fails has not said that there is nothing. */
export function isLeaking({ leaks }: Pick<Masking, 'leaks'>, words: string): boolean {
  try {
    return leaks(words)
  } catch {
    return true
  }
}

/** In a PDF spaces are places, not letters. */
const squeezed = (texts: readonly string[]): string => texts.join('').replace(/\s+/g, '')
const filled = (texts: readonly string[]): string => JSON.stringify(texts.filter(text => text !== ''))

/** As small letters may stand in bytes, one letter each: single-byte, UTF-8, UTF-16 both ways, hexadecimal, percent. */
function spellings(line: string): string[] {
  const small = line.toWellFormed()
  return [small, small.toUpperCase()].flatMap(text => {
    const utf16 = Buffer.from(text, 'utf16le')
    const one = Buffer.from(text, 'latin1')
    const turned = Buffer.from(utf16).swap16()
    const bytes = [one, Buffer.from(text, 'utf8'), utf16, turned].map(form => form.toString('latin1').toLowerCase())
    return [...bytes, one.toString('hex'), turned.toString('hex'), encodeURIComponent(text).toLowerCase()]
  })
}
