import { type Caller, httpErrors } from '@amparo/http'
import { DAY_MS } from '@amparo/kernel'
import type { Deps } from '../commands/deps.ts'
import { isFocalPoint, mayBeListed, type OneCase, type WaitingCase } from '../domain/one-case.ts'
import type { Directory } from '../ports/directory.ts'
import { latestOneCases, unauthorisedInterests } from '../store/one-cases.ts'

export interface ListedOneCases {
  readonly at: Date
  readonly items: readonly OneCase[]
  readonly waiting: readonly WaitingCase[]
}

const SHOWN_AFTER_END_DAYS = 30
const AT_MOST = 200

/**
 * For the hub's focal point: what was agreed on, until 30 days after its end, and what may be asked of it, where no agreement stands
 * with that hub. Throws not_found for whoever speaks for no hub.
 */
export const listOneCases =
  ({ hub, store, directory, now }: Pick<Deps, 'hub' | 'store' | 'now'> & { readonly directory: Directory }) =>
  async ({ caller }: { readonly caller: Pick<Caller, 'agency'> }): Promise<ListedOneCases> => {
    if (!isFocalPoint(await directory.findParty({ hub, agencyId: caller.agency }))) throw httpErrors.not_found()
    const at = now()
    const [items, interests] = await store.read(async reader => [
      await latestOneCases(reader, new Date(at.getTime() - SHOWN_AFTER_END_DAYS * DAY_MS), AT_MOST),
      await unauthorisedInterests(reader, at, AT_MOST),
    ])
    const abroad = await listable(directory, hub, interests)
    const covered = await hubsWithAgreement(directory, hub, abroad)
    return { at, items, waiting: abroad.filter(({ recipient }) => !covered.has(recipient.hub)) }
  }

async function listable(directory: Directory, hub: string, cases: readonly WaitingCase[]): Promise<WaitingCase[]> {
  const senders = [...new Set(cases.map(({ agencyId }) => agencyId))]
  const parties = await Promise.all(senders.map(agencyId => directory.findParty({ hub, agencyId })))
  return cases.filter(one => {
    const sender = parties[senders.indexOf(one.agencyId)]
    return sender !== undefined && mayBeListed(one, sender)
  })
}

async function hubsWithAgreement(
  directory: Directory,
  from: string,
  cases: readonly WaitingCase[],
): Promise<Set<string>> {
  const hubs = [...new Set(cases.map(({ recipient }) => recipient.hub))]
  const stand = await Promise.all(hubs.map(to => directory.instruments({ from, to, matter: 'assistance' })))
  return new Set(hubs.filter((_, i) => stand[i]?.length))
}
