import type { Document } from './document.ts'
import type { Found } from './measures.ts'
import { coverageOf, hidden, touched, wordsOf } from './words.ts'

const AROUND = 25

/** Each leak and each innocent word lost, in its surroundings: only for texts that are fiction. */
export function errorsOf(document: Document, found: readonly Found[]): string {
  const { id, text, spans, neutral } = document
  const covered = coverageOf(found, text.length)
  const marked = coverageOf([...spans, ...neutral], text.length)
  const around = (start: number, end: number) =>
    `${text.slice(Math.max(0, start - AROUND), start)}«${text.slice(start, end)}»${text.slice(end, end + AROUND)}`.replace(
      /\s+/g,
      ' ',
    )
  const leaks = spans
    .filter(span => !hidden(covered, span, text))
    .map(span => `${id} LEAK ${span.tier} ${span.type} ${around(span.start, span.end)}`)
  const lost = wordsOf(text)
    .filter(word => !touched(marked, word) && touched(covered, word))
    .map(word => {
      const by = found.find(span => span.start < word.end && word.start < span.end)
      return `${id} LOST ${by?.type ?? ''} ${around(word.start, word.end)}`
    })
  return [...leaks, ...lost].join('\n')
}
