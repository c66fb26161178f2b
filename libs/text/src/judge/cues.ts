import { KIND } from '../model/letters.ts'
import { SMALL_TOPICS } from '../words/topics.ts'
import { type Evidence, PAD } from './evidence.ts'

/** Steps to a cue: one, two, up to four, up to eight words. */
const STEPS = [0, 0, 1, 2, 2, 3, 3, 3, 3]
const FARTHEST = 8

/** Fills in for each word what its sentence announces before it: the topic told last, six bits, and in two how many steps ago. */
export function cues(e: Evidence): void {
  let topic = 0
  let distance = 0
  for (let i = PAD; i < e.count + PAD; i++) {
    const gap = e.gap[i] as number
    if (gap === KIND.line || gap === KIND.stop || ++distance > FARTHEST) topic = 0
    e.cue[i] = topic === 0 ? 0 : topic | ((STEPS[distance] as number) << 6)
    const own = e.topic[i] as number
    if (own > SMALL_TOPICS) {
      topic = own
      distance = 0
    }
  }
}
