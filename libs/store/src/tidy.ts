import { getHeapStatistics, setFlagsFromString } from 'node:v8'

/** Let go since the last look: a minor collection, of a millisecond or two. */
const MINOR_BYTES = 4 * 1024 ** 2
/** What minor collections have left behind: a major one, of some tens of milliseconds. */
const MAJOR_BYTES = 24 * 1024 ** 2

const outsideTheHeap = (): number => getHeapStatistics().external_memory

let lowest: number | undefined
let last = 0

/**
 * To be called after each piece of something large. V8 does not count bytes that lie outside its heap when it decides on minor collections, and
 * lets 64 MiB of them gather, and as much again while it marks, before a major one: with this, what was let go of comes to MAJOR_BYTES and
 * one piece at most. Without effect in a process that was started without `--expose-gc`.
 */
export function tidy(): void {
  const { gc } = globalThis
  if (gc === undefined) return
  const now = outsideTheHeap()
  last = Math.min(last, now)
  if (lowest !== undefined && now - last < MINOR_BYTES) return
  void gc({ type: 'minor' })
  last = outsideTheHeap()
  lowest = Math.min(lowest ?? 0, last)
  if (last - lowest < MAJOR_BYTES) return
  void gc({ type: 'major' })
  last = outsideTheHeap()
  lowest = last
}

/**
 * From now on V8 grows the heap by a third rather than up to fourfold: for a process that holds chunks of files beside it. To be called once
 * all is loaded, of which half is let go at once: as an option of the process it would make a start half as long again.
 */
export function growInSmallSteps(): void {
  setFlagsFromString('--optimize-for-size')
  void globalThis.gc?.({ type: 'major' })
}
