import type { MessageInitShape, NamedRecipient, NamedRecipientSchema } from '@amparo/contracts'
import type { Recipient } from '../domain/agency.ts'
import { wires } from './codes.ts'

export const writeRecipient = ({
  hub,
  agencyType,
  agencyId = '',
}: Recipient): MessageInitShape<typeof NamedRecipientSchema> => ({
  ...{ hub, agencyType: wires.agencyType.write(agencyType), agencyId },
})

/** Undefined for a kind of agency that this hub does not know. */
export function readRecipient({ hub, agencyType, agencyId }: NamedRecipient): Recipient | undefined {
  const type = wires.agencyType.read(agencyType)
  return type && { hub, agencyType: type, ...(agencyId !== '' && { agencyId }) }
}
