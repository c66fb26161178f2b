import type { Party } from '../domain/referral.ts'
import type { FindOffering } from '../ports/offering.ts'

interface ResponsibleDeps {
  readonly hub: string
  readonly findOffering: FindOffering
}

interface Waits {
  readonly minor: boolean
  readonly to: Party | undefined
}

/** Who answers for identifying victims; where there is none, the central authority; where there is neither, whoever has received the people. */
const RESPONSIBLE = [['identification_authority'], ['central_authority']] as const
const FOR_CHILDREN = ['child_protection']

/** Agencies of this hub, by their ids. */
export async function responsibleFor(
  { hub, findOffering }: ResponsibleDeps,
  waiting: readonly Waits[],
): Promise<string[]> {
  const ofTypes = async (types: readonly string[]) =>
    (await findOffering({ services: [], minors: false, types })).map(({ agencyId }) => agencyId)
  const forChildren = waiting.some(({ minor }) => minor) ? await ofTypes(FOR_CHILDREN) : []
  for (const types of RESPONSIBLE) {
    const found = await ofTypes(types)
    if (found.length > 0) return [...new Set([...found, ...forChildren])]
  }
  const recipients = waiting.flatMap(({ to }) => (to?.hub === hub ? [to.agencyId] : []))
  return [...new Set([...forChildren, ...recipients])]
}
