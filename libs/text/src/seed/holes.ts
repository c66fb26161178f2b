import { holedWordsIn, readingOf } from '../find/holes.ts'
import type { Scene } from '../scene.ts'
import type { Needles } from './needles.ts'
import { tell } from './tell.ts'

/** Names of the record of which a program lost letters: "Mu\ufffdoz", "Pe?a", "So\xa4a". */
export function huntHoles(scene: Scene, { words }: Needles): void {
  for (const { start, end, text } of holedWordsIn(scene.text)) {
    const mayBe = readingOf(text)
    for (const [name, needle] of words)
      if (mayBe(name)) {
        tell(scene, start, end, needle)
        break
      }
  }
}
