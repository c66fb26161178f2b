import { Action } from '@amparo/contracts'
import { enterLook } from '../commands/enter-look.ts'
import { type ReadingDeps, readAsLogged, type ShownRow } from '../commands/read-as-logged.ts'
import { type SampleDeps, type WholeSample, wholeOf } from '../commands/samples.ts'
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
  readonly entries: ReadonlyMap<string, ShownRow>
}

/** Throws not_found. */
export const showSample =
  (deps: ReadingDeps) =>
  async (by: Worker, period: string): Promise<ShownSample> => {
    const { rows, ...whole } = await readAsLogged(deps, async reader => {
      const whole = await wholeOf(reader, period)
      const ids = whole.items.map(({ entryId }) => entryId)
      return { ...whole, rows: await projectedByIds(reader, ids) }
    })
    await enterLook(deps, by, { code: `sample:${period}`, shown: rows })
    return { ...whole, entries: new Map(rows.map(entry => [entry.entryId, entry])) }
  }
