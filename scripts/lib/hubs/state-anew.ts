import { existsSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import type { DirectoryStatement } from '@amparo/contracts'
import { DAY_MS } from '@amparo/kernel'
import { accreditedBy, isDue } from './accreditation.ts'
import type { Installation } from './installation.ts'
import type { Layout } from './layout.ts'
import { nextStatement, statementIn, writeStatement } from './statement.ts'

/** Before anybody is warned that the next statement is due. */
const RESTATED_DAYS = 30

/**
 * Hubs that were first started on this machine long ago go on: each jurisdiction states its directory anew before that is overdue, and in its own
 * and in those of the others here that the agencies which were installed with it are accredited. What operators have added is theirs to have
 * accredited; and nothing is stated without the jurisdiction's key.
 */
export async function stateAnew(layout: Layout, { hubs }: Installation, now: Date): Promise<void> {
  const isInstalled = ({ hub, agencyId }: DirectoryStatement['agencies'][number]) =>
    hubs[hub]?.agencies.some(one => one.agencyId === agencyId) === true
  for (const { hub } of Object.values(hubs)) {
    const paths = layout.hub(hub)
    if (!existsSync(paths.jurisdictionKey)) continue
    const before = statementIn(paths.directoryStatement)
    const agencies = before.agencies.map(agency =>
      isInstalled(agency) && isDue(agency, now) ? { ...agency, accreditation: accreditedBy(agency.hub, now) } : agency,
    )
    const { nextBy = before.issuedAt } = before
    const isNextDue = Date.parse(nextBy) - now.getTime() < RESTATED_DAYS * DAY_MS
    if (isNextDue || !isDeepStrictEqual(agencies, before.agencies))
      await writeStatement(paths, nextStatement(before, { agencies }, now))
  }
}
