import { KIND } from '../model/letters.ts'
import { SMALL_TOPICS } from '../words/topics.ts'
import { type Evidence, PAD } from './evidence.ts'

/** Steps to a cue: one, two, up to four, up to eight words. */
const STEPS = [0, 0, 1, 2, 2, 3, 3, 3, 3]
const FARTHEST_BACK = 8
const FARTHEST_AHEAD = 4

/** Fills in for each word what its sentence announces before it, and behind. */
export function cues(e: Evidence): void {
  const end = e.count + PAD
  nearest(e, e.cue, PAD, end, 1, FARTHEST_BACK)
  nearest(e, e.ahead, end - 1, PAD - 1, -1, FARTHEST_AHEAD)
}

/** For each word the topic told last on the way, six bits, and in two how many steps ago. */
function nearest(e: Evidence, column: Uint8Array, from: number, to: number, step: number, farthest: number): void {
  let topic = 0
  let distance = 0
  for (let i = from; i !== to; i += step) {
    const gap = e.gap[step > 0 ? i : i + 1] as number
    if (gap === KIND.line || gap === KIND.stop || ++distance > farthest) topic = 0
    column[i] = topic === 0 ? 0 : topic | ((STEPS[distance] as number) << 6)
    const own = e.topic[i] as number
    if (own > SMALL_TOPICS) {
      topic = own
      distance = 0
    }
  }
}
