import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import { fenced, holdLease, type Lease, type Store } from '@amparo/store'
import type { Finding } from '../queries/find-people.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { isBarred, type Protocols } from '../queries/protocol-rules.ts'
import { barFromIndex, notIndexed } from '../store/blind-index.ts'
import type { IndexKey } from '../store/index-key.ts'
import { protocolsOn } from '../store/known-referrals.ts'
import { keepFindings } from './keep-findings.ts'
import { messages } from './messages.ts'

export interface IndexPeopleDeps {
  readonly store: Pick<Store, 'run' | 'read' | 'leases'>
  readonly finding: Finding
  readonly indexKey: () => Promise<IndexKey>
  readonly openHeld: OpenHeld
  readonly forms: Protocols
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

const AT_ONCE = 50
const EVERY_MS = 60_000

/**
 * Indexes whoever is not, or not by the rules, the key and the record of now. One process at a time, a person a transaction: stopped
 * anywhere, it goes on with those that are left.
 */
export function startIndexing(deps: IndexPeopleDeps, everyMs = EVERY_MS): { stop(): Promise<void> } {
  const report = (error: unknown) => messages['index.failed'](deps.log, {}, error)
  return holdLease(deps.store.leases, {
    name: 'blind-index',
    onError: report,
    work: async (lease, signal) => {
      while (!signal.aborted) {
        await indexPeople(deps, lease, signal)
        await waitFor(everyMs, signal)
      }
    },
  })
}

/** Once through all of them, as whoever holds the lease; nothing, if somebody else does. */
export async function indexOnce(deps: IndexPeopleDeps): Promise<void> {
  const lease = await deps.store.leases.acquire('blind-index', deps.newId(), 60_000)
  if (lease === undefined) return
  await indexPeople(deps, lease, new AbortController().signal).finally(() => deps.store.leases.release(lease))
}

/** Once through all of them. Whoever cannot be opened now is left for the next time. */
async function indexPeople(deps: IndexPeopleDeps, lease: Lease, signal: AbortSignal): Promise<void> {
  const { version } = await deps.indexKey()
  let [after, done, failed]: [string | undefined, number, number] = [undefined, 0, 0]
  for (;;) {
    const ids: string[] = await deps.store.read(reader => notIndexed(reader, { version, after, limit: AT_ONCE }))
    for (const subjectId of ids) {
      if (signal.aborted) return
      await indexPerson(deps, lease, subjectId).then(
        () => done++,
        () => failed++,
      )
    }
    after = ids.at(-1)
    if (after === undefined) break
  }
  if (done + failed > 0) messages['index.rebuilt'](deps.log, { done, failed })
}

async function indexPerson(deps: IndexPeopleDeps, lease: Lease, subjectId: string): Promise<void> {
  const { store, finding, openHeld, forms, now, newId } = deps
  const protocols = await store.read(reader => protocolsOn(reader, subjectId))
  if (protocols.some(protocol => isBarred(forms, protocol))) {
    return store.run(async tx => {
      await fenced(tx, lease)
      await barFromIndex(tx, subjectId)
    })
  }
  const { held, version } = await openHeld(subjectId)
  const findings = await finding.ofRecord(held, subjectId)
  return store.run(async tx => {
    await fenced(tx, lease)
    await keepFindings(tx, { subjectId, recordVersion: version, findings, newId, at: now() })
  })
}

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}
