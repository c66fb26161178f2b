import type { Exclusion as Wire } from '@amparo/contracts'
import type { Exclusion } from '../domain/agency.ts'
import { wires } from './codes.ts'

export const writeExclusion = ({ hub, agencyType, agencyId = '', userId = '' }: Exclusion) => ({
  ...{ hub, agencyId, userId },
  ...(agencyType && { agencyType: wires.agencyType.write(agencyType) }),
})

/** Undefined for one of a kind that is not known here: it would bar less than it says. */
export function readExclusion({ hub, agencyType, agencyId, userId }: Wire): Exclusion | undefined {
  const type = wires.agencyType.read(agencyType)
  if (hub === '' || (type === undefined && agencyType !== 0)) return undefined
  return {
    hub,
    ...(type && { agencyType: type }),
    ...(agencyId !== '' && { agencyId }),
    ...(userId !== '' && { userId }),
  }
}
