import type { AgencyView, Client } from '@amparo/client'
import type { AgencyBook } from './context.ts'

const PAGE = 200

/** The whole directory, read once: names for ids, and whom to choose from. */
export async function loadAgencies(client: Pick<Client, 'agencies'>): Promise<AgencyBook> {
  const all: AgencyView[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await client.agencies({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
    all.push(...page.items)
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  return {
    all,
    find: ({ hub, agencyId }) => all.find(agency => agency.hub === hub && agency.agencyId === agencyId),
    name: agencyId => all.find(agency => agency.agencyId === agencyId)?.name ?? agencyId,
  }
}
