import { randomUUID } from 'node:crypto'
import {
  Action,
  Basis,
  create,
  DataCategory,
  type Entry,
  EntrySchema,
  Purpose,
  timestampFromDate,
} from '@amparo/contracts'

/** People about whom is asked. */
const PEOPLE = 5_000

const user = randomUUID()
/** Of each of them one, as redaction writes it for each view. */
const views = Array.from({ length: PEOPLE }, () =>
  create(EntrySchema, {
    ...{ action: Action.VIEW_OPENED, source: 'redaction', userId: user, authentication: 'urn:amparo:acr:mfa' },
    ...{ subjectRef: randomUUID(), referralId: randomUUID() },
    agency: { hub: 'XA', agencyId: 'xa-shelter' },
    recipient: { hub: 'XB', agencyId: 'xb-police' },
    ...{ purpose: Purpose.SHELTER, basis: Basis.CONSENT, basisId: randomUUID(), basisVersion: 1 },
    ...{ policyHash: 'ab'.repeat(32), viewPolicyHash: 'cd'.repeat(32) },
    categories: [DataCategory.IDENTITY, DataCategory.CONTACT, DataCategory.NEEDS],
    withheld: [{ category: DataCategory.HEALTH, reason: 'purpose_outside_mandate', silent: false }],
    occurredAt: timestampFromDate(new Date()),
  }),
)
const [view = create(EntrySchema)] = views

/** Another view of one of them: the same message, under another id. To make one is the work of whoever asks for it. */
export function anEntry(n: number): Entry {
  const entry = views[n % PEOPLE] ?? view
  entry.entryId = randomUUID()
  return entry
}
