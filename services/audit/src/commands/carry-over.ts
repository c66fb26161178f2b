import { EntrySchema, fromBinary } from '@amparo/contracts'
import type { Store } from '@amparo/store'
import { sizeOf } from '../store/leaves.ts'
import { dropBefore, entriesBefore } from '../store/leaves-before.ts'
import { leafOf } from './append-entry.ts'
import type { Sequencer } from './sequencer.ts'

const AT_ONCE = 512

/**
 * What stood in a log of the form before goes into this one, in its order and before anything else. Where it was broken off, it goes on:
 * so far this log has no other leaves.
 */
export async function carryOver(
  { read, run }: Pick<Store, 'read' | 'run'>,
  sequencer: Pick<Sequencer, 'append'>,
): Promise<void> {
  for (;;) {
    const entries = await read(async reader => entriesBefore(reader, await sizeOf(reader), AT_ONCE))
    if (entries.length === 0) return run(dropBefore)
    await Promise.all(entries.map(bytes => sequencer.append(leafOf(fromBinary(EntrySchema, bytes)))))
  }
}
