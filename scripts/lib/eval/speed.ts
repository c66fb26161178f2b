import type { Document } from './document.ts'
import type { Analyse } from './systems.ts'

/** So long it takes until all that runs often is compiled: a service that has just started is slower. */
const WARM_UP = 8
const SECONDS = 3

/** Characters (UTF-16 units) a second of processor time, one document after the other, once warm. */
export function speedOf(analyse: Analyse, documents: readonly Document[]): number {
  run(analyse, documents, WARM_UP)
  const { characters, seconds } = run(analyse, documents, SECONDS)
  return characters / seconds
}

function run(analyse: Analyse, documents: readonly Document[], least: number) {
  let characters = 0
  const began = process.cpuUsage()
  let seconds = 0
  while (seconds < least) {
    for (const { text, lang, identity } of documents) {
      analyse(text, { lang, identity })
      characters += text.length
    }
    seconds = process.cpuUsage(began).user / 1e6
  }
  return { characters, seconds }
}
