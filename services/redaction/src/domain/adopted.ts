import { isSurrogate, type Mask, type Surrogates } from '@amparo/text'
import type { Redacted } from './redactor.ts'

/** Such words as another hub has put into texts, and by what this one knows who is behind them. */
export interface Adopting {
  readonly surrogates: Surrogates
  /** Where they come from: of one place, the same word is the same person. */
  readonly from: string
}

const IN_BRACKETS = /\[([^[\]\n]{1,60})\]/g

/**
 * What another hub has masked, by the words of this share. It counts as this one does: its "testigo A" would be somebody else's here. A word stays
 * as it came where nobody has it.
 */
export function adopted(text: string, { surrogates, from }: Adopting): Redacted {
  const found = [...text.matchAll(IN_BRACKETS)].filter(([, word = '']) => isSurrogate(word))
  const words = surrogates.adopted(
    found.map(([, word = '']) => word),
    from,
  )
  const spans: Mask[] = []
  let out = ''
  let at = 0
  for (const { 0: whole, 1: word = '', index } of found) {
    const called = words.get(word) ?? word
    if (called === word) continue
    const end = index + whole.length
    spans.push({ start: index, end, type: 'PERSON', placeholder: `[${called}]` })
    out += `${text.slice(at, index)}[${called}]`
    at = end
  }
  return { text: out + text.slice(at), spans }
}
