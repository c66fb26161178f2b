import type { CountedRequest, CountedResponseSchema, MessageInitShape, ServiceName } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { latestNumber } from '../store/source-numbers.ts'
import type { NumberFaults } from './number-faults.ts'

interface CountsDeps {
  readonly store: Pick<Store, 'read'>
  readonly faults: NumberFaults
  readonly now: Clock
  readonly gapMs: number
}

/** Numbers of an epoch that a source says it gave, since when they are waited for. */
interface Expected {
  readonly epoch: number
  readonly upTo: number
  readonly since: number
}

/**
 * Tells a source what the log has of its numbers, and takes its word for how many it gave: what does not come though nothing comes after it
 * is a gap as well, when it was waited for long enough.
 */
export function answerCounts({ store, faults, now, gapMs }: CountsDeps) {
  const expected = new Map<ServiceName, Expected>()

  async function expect(source: ServiceName, { epoch, last }: { epoch: number; last: number }, taken: number) {
    const of = expected.get(source)
    const at = now().getTime()
    if (of === undefined || of.epoch !== epoch || of.upTo <= taken) {
      if (last > taken) expected.set(source, { epoch, upTo: last, since: at })
      else expected.delete(source)
    } else if (at - of.since >= gapMs) {
      await faults.gap(source, of, { first: taken + 1, last: of.upTo })
    }
  }

  return async (
    request: CountedRequest,
    source: ServiceName,
  ): Promise<MessageInitShape<typeof CountedResponseSchema>> => {
    const [epoch, last] = [Number(request.epoch), Number(request.last)]
    const latest = await store.read(reader => latestNumber(reader, source))
    if (latest === undefined || latest.epoch <= epoch)
      await expect(source, { epoch, last }, latest?.epoch === epoch ? latest.number : 0)
    return {
      epoch: BigInt(latest?.epoch ?? 0),
      last: BigInt(latest?.number ?? 0),
      repeated: faults.hasForked(source, { epoch }),
    }
  }
}
