import type { Client } from '@amparo/client'
import { waitFor } from '@amparo/testing/platform'
import type { People } from '../../../scripts/lib/demo/people.ts'
import type { InstalledHub } from '../../../scripts/lib/hubs/installation.ts'
import { anAdult, consentTo } from './a-person.ts'

/** A referral by the police of XA to the shelter of a hub. Returns its id. */
export async function refer(people: People, to: InstalledHub): Promise<string> {
  const shelter = to.agencies.find(({ type }) => type === 'shelter')
  if (!shelter) throw new Error(`no shelter in ${to.hub}`)
  const sender = await people.caseworker('XA', 'police')
  const { subjectRef } = await sender.registerSubject(anAdult())
  await sender.recordConsent(consentTo(subjectRef, { hub: to.hub, type: 'shelter' }))
  const { id } = await sender.submitReferral({
    subjectRef,
    protocol: 'oas-64-standard',
    priority: 'urgent',
    to: { hub: to.hub, agencyId: shelter.agencyId },
    services: ['housing'],
  })
  return id
}

export const arrives = (receiver: Client, id: string): Promise<void> =>
  waitFor(async () => (await receiver.inbox()).items.some(item => item.id === id))
