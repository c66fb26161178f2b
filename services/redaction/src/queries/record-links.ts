import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { LinkRequest, RecordLink, TwoRecords } from '../domain/record-link.ts'
import type { Directory } from '../ports/directory.ts'
import type { IndexKey } from '../store/index-key.ts'
import { recordLinks, waitingLinkRequests } from '../store/record-links.ts'
import { refuseSearching } from './enforcement.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly directory: Directory
  readonly indexKey: () => Promise<IndexKey>
  readonly now: Clock
}

const LIMIT = 200

/** Of the two records, for one custodian alone: as that custodian finds them among the duplicates. */
export interface Named {
  readonly pseudonyms: readonly [string, string]
}

/** As one custodian reads it. */
export const namedFor =
  ({ pseudonymOf }: IndexKey, user: string) =>
  <T extends { readonly records: TwoRecords }>({ records: [one, other], ...rest }: T): Omit<T, 'records'> & Named => ({
    ...rest,
    pseudonyms: [pseudonymOf(one, user), pseudonymOf(other, user)],
  })

/** What is linked, and what waits for a second custodian: any of the hub, but of whom they are excluded. */
export const listRecordLinks =
  (deps: Deps) =>
  async ({
    user,
    agency,
  }: {
    readonly user: string
    readonly agency: string
  }): Promise<{
    readonly links: (Omit<RecordLink, 'records'> & Named)[]
    readonly waiting: (Omit<LinkRequest, 'records'> & Named)[]
  }> => {
    const reading = await refuseSearching(deps, { user, agency })
    const named = namedFor(await deps.indexKey(), user)
    return deps.store.read(async reader => {
      const links = await recordLinks(reader, reading, LIMIT)
      const waiting = await waitingLinkRequests(reader, reading, { now: deps.now(), limit: LIMIT })
      return { links: links.map(link => named(link)), waiting: waiting.map(request => named(request)) }
    })
  }
