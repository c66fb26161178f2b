import { wordsIn } from '../fold.ts'
import type { Scene } from '../scene.ts'
import type { Needles } from './needles.ts'
import { tell } from './tell.ts'

const SHORTEST = 8
const SHORTEST_NAME = 4
const LONGEST = 1 << 16
const SIGN = /[a-z\d+/]/
/** A capital within a word: other words are spared the reading. */
const WITHIN = /[a-z\d][A-Z]/
/** What base64 never says of a text: a control character, or bytes that are no UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const NO_TEXT = /[\0-\x08\x0e-\x1f\ufffd]/

/** Names of the record in what mail wrote in base64: "Um9zYSBWaWxsY2E=". Each run is read once. */
export function huntEncoded(scene: Scene, { words }: Needles): void {
  const { folded, text, tokens } = scene
  let past = 0
  for (const t of tokens) {
    if (t.start < past || t.letterCase !== 'capital' || t.common || t.end - t.start < SHORTEST) continue
    let start = t.start
    while (start > past && SIGN.test(text.charAt(start - 1))) start--
    let end = t.end
    while (end < text.length && end - start < LONGEST && SIGN.test(text.charAt(end))) end++
    past = end
    const written = folded.source.slice(folded.from(start), folded.upTo(end))
    if (!WITHIN.test(written)) continue
    const said = Buffer.from(written, 'base64').toString('utf8')
    if (NO_TEXT.test(said)) continue
    for (const word of wordsIn(said)) {
      const needle = word.length < SHORTEST_NAME ? undefined : words.get(word)
      if (needle === undefined) continue
      tell(scene, start, end, needle)
      break
    }
  }
}
