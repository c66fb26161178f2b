import { Action } from '@amparo/contracts'
import { type SampleDeps, type WholeSample, wholeOf } from '../commands/samples.ts'
import type { Projected } from '../domain/projected.ts'
import type { Worker } from '../ports/own-log.ts'
import { projectedByIds } from '../store/projection.ts'
import { listSamples, type SampleListed } from '../store/samples.ts'

type Deps = Pick<SampleDeps, 'store' | 'enter'>

/** Five years of months. */
const MOST_LISTED = 60

/** What was drawn; of no access. */
export const samplesDrawn =
  ({ store, enter }: Deps) =>
  async (by: Worker): Promise<SampleListed[]> => {
    const samples = await store.read(reader => listSamples(reader, MOST_LISTED))
    await enter(by, { action: Action.LOG_READ, code: 'samples' })
    return samples
  }

interface ShownSample extends WholeSample {
  /** By id, the entries that were drawn. */
  readonly entries: ReadonlyMap<string, Projected>
}

/** Throws not_found. */
export const showSample =
  ({ store, enter }: Pick<SampleDeps, 'store' | 'enter'>) =>
  async (by: Worker, period: string): Promise<ShownSample> => {
    const shown = await store.read(async reader => {
      const whole = await wholeOf(reader, period)
      const found = await projectedByIds(
        reader,
        whole.items.map(({ entryId }) => entryId),
      )
      return { ...whole, entries: new Map(found.map(entry => [entry.entryId, entry])) }
    })
    await enter(by, { action: Action.LOG_READ, code: `sample:${period}` })
    return shown
  }
