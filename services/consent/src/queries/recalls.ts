import { type Page, readPage, type Store } from '@amparo/store'
import { cannotSpeak, type Recall } from '../domain/recall.ts'
import type { Directory } from '../ports/directory.ts'
import { openHoldersOf, openRecallsOf } from '../store/recalls.ts'

interface Deps {
  readonly store: Pick<Store, 'read'>
  readonly hub: string
  readonly directory: Pick<Directory, 'findParty'>
}

/** What an agency of this hub has to answer: for itself, and for those to which it has sent a person and that cannot speak. */
export const listRecalls =
  ({ store, hub, directory }: Deps) =>
  async (of: {
    readonly agencyId: string
    readonly after: string | undefined
    readonly limit: number
  }): Promise<Page<Recall>> => {
    const holders = await store.read(reader => openHoldersOf(reader, { agencyId: of.agencyId, hub }))
    const parties = await Promise.all(holders.map(holder => directory.findParty(holder)))
    const answersFor = holders.flatMap(({ agencyId }, n) => (cannotSpeak(parties[n]) ? [agencyId] : []))
    return store.read(reader => readPage(of.limit, limit => openRecallsOf(reader, { ...of, hub, answersFor, limit })))
  }
