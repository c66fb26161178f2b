import { isMasked, mark, type Scene } from '../scene.ts'
import { IS } from '../words/flags.ts'

const SENDER = /^[^\n]{0,24}?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?\]? ?[-,]? ?([^\n:[\]]{2,30}?) ?:/
const MOST_WORDS = 4

/** Senders of a thread of messages: "[14/2/26 21:03] Yule: ...", "02/03/2026 22:47 - Day: ...". */
export function findSenders(scene: Scene): void {
  const { text, tokens } = scene
  let line = -1
  for (const t of tokens) {
    if (t.line === line) continue
    line = t.line
    if (t.digits === 0) continue
    const from = text[t.start - 1] === '[' ? t.start - 1 : t.start
    const found = SENDER.exec(text.slice(from, from + 90))
    const name = found?.[1]
    if (found === null || name === undefined || /^\d/.test(name)) continue
    const start = from + found[0].lastIndexOf(name)
    for (let i = t.index; i < tokens.length && i - t.index < MOST_WORDS * 4; i++) {
      const word = tokens[i]
      if (word === undefined || word.start >= start + name.length) break
      if (
        word.start < start ||
        isMasked(scene, word) ||
        word.digits > 2 ||
        (word.flags & (IS.official | IS.victim)) !== 0
      )
        continue
      mark(scene, word.start, word.end, 'PERSON')
    }
  }
}
