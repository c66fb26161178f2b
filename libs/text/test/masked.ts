import type { Language } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

const engine = loadEngine(() => 0)

/** The text with a bar in the place of what is masked. */
export function masked(text: string, lang: Language): string {
  let out = ''
  let at = 0
  for (const { start, end } of engine.analyse(text, { lang })) {
    out += `${text.slice(at, start)}|`
    at = end
  }
  return out + text.slice(at)
}
