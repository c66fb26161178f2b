import { type ConsentRefused, timestampFromDate } from '@amparo/contracts'
import { isUuid } from '@amparo/kernel'
import type { RefusedConsent } from '../domain/refused-consent.ts'
import { readAll, wires } from './codes.ts'
import { readRecipient, writeRecipient } from './recipients.ts'

interface Said {
  readonly id: string
  readonly refusedAt: Date
}

/** What was refused, as another hub hears it. */
export const writeRefused = ({ id, refusedBy, purposes, recipients, refusedAt }: RefusedConsent & Said) => ({
  ...{ refusalId: id, by: refusedBy, purposes: purposes.map(wires.purpose.write) },
  ...{ recipients: recipients.map(writeRecipient), saidAt: timestampFromDate(refusedAt) },
})

/** Undefined for what nobody could refuse here: of nobody, nothing, or somebody this hub does not know. */
export function readRefused(said: ConsentRefused): RefusedConsent | undefined {
  const refusedBy = (['self', 'guardian'] as const).find(one => one === said.by)
  const purposes = readAll(wires.purpose, said.purposes)
  const recipients = said.recipients.flatMap(one => readRecipient(one) ?? [])
  const isWhole = recipients.length === said.recipients.length && recipients.length > 0
  if (refusedBy === undefined || !purposes?.length || !isWhole || !isUuid(said.refusalId)) return undefined
  return { refusedBy, purposes, recipients }
}
