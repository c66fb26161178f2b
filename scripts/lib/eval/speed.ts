import type { Document } from './document.ts'
import type { Analyse } from './systems.ts'

const SECONDS = 1.5

/** Characters (UTF-16 units) a second, one document after the other on one core, after a first pass to warm up. */
export function speedOf(analyse: Analyse, documents: readonly Document[]): number {
  let characters = 0
  const began = performance.now()
  let seconds = 0
  while (seconds < SECONDS) {
    for (const { text, lang, identity } of documents) {
      analyse(text, { lang, identity })
      characters += text.length
    }
    seconds = (performance.now() - began) / 1000
  }
  return characters / seconds
}
