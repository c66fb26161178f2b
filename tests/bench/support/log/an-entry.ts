import { randomUUID } from 'node:crypto'
import { Action, Basis, create, DataCategory, EntrySchema, Purpose, timestampFromDate } from '@amparo/contracts'

/** People about whom is asked. */
const PEOPLE = 5_000

const people = Array.from({ length: PEOPLE }, () => ({ subjectRef: randomUUID(), referralId: randomUUID() }))
const user = randomUUID()

/** As redaction writes it for each view. */
export const anEntry = (n: number) =>
  create(EntrySchema, {
    entryId: randomUUID(),
    ...{ action: Action.VIEW_OPENED, source: 'redaction', userId: user, authentication: 'urn:amparo:acr:mfa' },
    ...people[n % PEOPLE],
    agency: { hub: 'XA', agencyId: 'xa-shelter' },
    recipient: { hub: 'XB', agencyId: 'xb-police' },
    ...{ purpose: Purpose.SHELTER, basis: Basis.CONSENT, basisId: randomUUID(), basisVersion: 1 },
    ...{ policyHash: 'ab'.repeat(32), viewPolicyHash: 'cd'.repeat(32) },
    categories: [DataCategory.IDENTITY, DataCategory.CONTACT, DataCategory.NEEDS],
    withheld: [{ category: DataCategory.HEALTH, reason: 'purpose_outside_mandate', silent: false }],
    occurredAt: timestampFromDate(new Date()),
  })
