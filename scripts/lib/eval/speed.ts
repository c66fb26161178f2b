import type { Document } from './document.ts'
import type { System } from './systems.ts'

/** So long it takes until all that runs often is compiled: a service that has just started is slower. */
const WARM_UP = 8
const SECONDS = 3

/** Characters (UTF-16 units) a second of processor time, one document after the other, once warm. */
export function speedOf(system: System, documents: readonly Document[]): number {
  run(system, documents, WARM_UP)
  const { characters, seconds } = run(system, documents, SECONDS)
  return characters / seconds
}

function run(system: System, documents: readonly Document[], least: number) {
  let characters = 0
  const began = process.cpuUsage()
  let seconds = 0
  while (seconds < least) {
    for (const { text, lang, identity } of documents) {
      system(text, { lang, identity })
      characters += text.length
    }
    seconds = process.cpuUsage(began).user / 1e6
  }
  return { characters, seconds }
}
