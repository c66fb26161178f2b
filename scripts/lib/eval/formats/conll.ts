import type { Language } from '@amparo/text'
import type { Document, GoldSpan, Range } from '../document.ts'
import { foldedText } from '../words.ts'

const SENTENCES_A_DOCUMENT = 40
const TYPES: Readonly<Record<string, string>> = {
  PESSOA: 'PERSON',
  PER: 'PERSON',
  LOCAL: 'PLACE',
  LOC: 'PLACE',
  TEMPO: 'DATE',
  DATETIME: 'DATE',
}
const NO_SPACE_BEFORE = /^[,.;:!?)\]}»%/'’]/
const NO_SPACE_AFTER = /[([{«/'’]$/

export interface Tagged {
  readonly text: string
  readonly ranges: readonly (Range & { readonly tag: string })[]
}

/** `token tag` a line, an empty line after each sentence. Persons count as direct, places and days as quasi, the rest either way. */
export function readConll(file: string, lang: Language): Document[] {
  return readTagged(file, SENTENCES_A_DOCUMENT).map(({ text, ranges }, at) => {
    const spans: GoldSpan[] = ranges.flatMap(({ start, end, tag }) => {
      const type = TYPES[tag]
      if (type === undefined) return []
      const tier = type === 'PERSON' ? 'direct' : 'quasi'
      return [{ start, end, type, tier, role: 'none', entity: `${type} ${foldedText(text.slice(start, end))}` }]
    })
    const neutral = ranges.filter(r => TYPES[r.tag] === undefined)
    return { id: `${lang}-${at}`, lang, genre: 'conll', text, identity: undefined, spans, neutral, negatives: [] }
  })
}

/** The sentences as running text, so many together, a line each. */
export function readTagged(file: string, together: number): Tagged[] {
  const sentences = file.split(/\n\s*\n/).map(block => block.split('\n').filter(line => line.trim() !== ''))
  const read: Tagged[] = []
  for (let at = 0; at < sentences.length; at += together) read.push(joined(sentences.slice(at, at + together)))
  return read
}

function joined(sentences: readonly (readonly string[])[]): Tagged {
  const ranges: { start: number; end: number; tag: string }[] = []
  let text = ''
  for (const sentence of sentences) {
    let open: { start: number; end: number; tag: string } | undefined
    let first = true
    for (const line of sentence) {
      const [token = '', label = 'O'] = line.split(/\s+/)
      if (!first && !NO_SPACE_BEFORE.test(token) && !NO_SPACE_AFTER.test(text)) text += ' '
      first = false
      const start = text.length
      text += token
      const tag = label.slice(2)
      if (label === 'O') open = undefined
      else if (open !== undefined && open.tag === tag && !label.startsWith('B-')) open.end = text.length
      else {
        open = { start, end: text.length, tag }
        ranges.push(open)
      }
    }
    text += '\n'
  }
  return { text, ranges }
}
