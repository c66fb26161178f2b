import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import { fenced, type Lease, type Store } from '@amparo/store'
import type { Finding } from '../queries/find-people.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { isInCompartment, type Protocols } from '../queries/protocol-rules.ts'
import { barFromIndex, notIndexed } from '../store/blind-index.ts'
import type { DataKeys } from '../store/data-keys.ts'
import type { IndexKeys } from '../store/index-key.ts'
import { indexCodeNames } from './index-code-names.ts'
import { type Counted, type Indexing, orCounted } from './index-each.ts'
import { indexFiles } from './index-files.ts'
import { keepFindings } from './keep-findings.ts'
import { messages } from './messages.ts'

export interface IndexPeopleDeps {
  readonly store: Pick<Store, 'run' | 'read'>
  readonly finding: Finding
  readonly index: IndexKeys
  /** So long people are indexed by one key at least. */
  readonly indexKeyMs: number
  readonly keys: Pick<DataKeys, 'get' | 'has'>
  readonly openHeld: OpenHeld
  readonly forms: Protocols
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

const AT_ONCE = 50
/** Each erasure costs one round through everybody; several in one day share one. */
export const INDEX_KEY_MS = 24 * 3_600_000

/**
 * Indexes whoever is not, or not by the rules, the key and the record of now; and everybody by another key once somebody was erased. One process at a time, a person a transaction: stopped
 * anywhere, it goes on with those that are left. Whoever cannot be opened is left for the next time. Throws while a database is away: the older
 * key stays until everything that can be opened is indexed by the newer one.
 */
export const indexPeople =
  (deps: IndexPeopleDeps) =>
  async (signal: AbortSignal, lease: Lease): Promise<void> => {
    const isTurned = await deps.index.turn(deps.indexKeyMs)
    const index = await deps.index.current()
    const { version } = index
    const counted: Counted = { done: 0, failed: 0, left: 0 }
    const indexing = { index, lease, signal, counted }
    let after: string | undefined
    for (;;) {
      const ids: string[] = await deps.store.read(reader => notIndexed(reader, { version, after, limit: AT_ONCE }))
      for (const subjectId of ids) {
        if (signal.aborted) return
        await indexPerson(deps, indexing, subjectId)
      }
      after = ids.at(-1)
      if (after === undefined) break
    }
    await indexCodeNames(deps, indexing)
    await indexFiles(deps, indexing)
    if (signal.aborted) return
    // A file that only the older key has indexed would be known again by none. For what can never be opened that key is not kept.
    if (isTurned && counted.left === 0) await deps.index.destroyBefore()
    if (counted.done + counted.failed + counted.left > 0) messages['index.rebuilt'](deps.log, { ...counted })
  }

async function indexPerson(deps: IndexPeopleDeps, { lease, counted }: Indexing, subjectId: string): Promise<void> {
  const { store, finding, openHeld, forms, now, newId } = deps
  if (await store.read(reader => isInCompartment(forms, reader, subjectId))) {
    await store.run(async tx => {
      await fenced(tx, lease)
      await barFromIndex(tx, subjectId)
    })
    counted.done++
    return
  }
  const opened = await orCounted(deps.keys, counted, subjectId, async () => {
    const { held, version } = await openHeld(subjectId)
    return { version, findings: await finding.ofRecord(held, subjectId) }
  })
  if (opened === undefined) return
  const { version, findings } = opened
  await store.run(async tx => {
    await fenced(tx, lease)
    await keepFindings(tx, { subjectId, recordVersion: version, findings, newId, at: now() })
  })
  counted.done++
}
