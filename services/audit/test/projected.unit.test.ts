import {
  Action,
  Basis,
  create,
  DataCategory,
  EntrySchema,
  Purpose,
  Relation,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { entryFrom, projectedOf } from '../src/commands/projected-of.ts'
import { type Search, shapeOf } from '../src/domain/projected.ts'

const place = { index: 4, leafHash: new Uint8Array(32) }
const everything = create(EntrySchema, {
  ...{ entryId: 'e', action: Action.VIEW_OPENED, source: 'redaction', userId: 'u', authentication: 'mfa' },
  ...{
    agency: { hub: 'XA', agencyId: 'a' },
    recipient: { hub: 'XB', agencyId: 'b' },
    referralId: 'r',
    subjectRef: 's',
  },
  ...{ purpose: Purpose.SHELTER, basis: Basis.CONSENT, basisId: 'c', basisVersion: 2, policyHash: 'p' },
  ...{ viewPolicyHash: 'v', code: 'x', assigneeId: 'w', occurredAt: timestampFromDate(new Date(1_800_000_000_000)) },
  ...{ categories: [DataCategory.CONTACT], relations: [Relation.COLLEAGUE] },
  ...{ basisHash: 'b', scope: 'view:open', correlationId: 'o' },
  ...{ packageId: 'i', packageHash: 'h', decisionHash: 'd', grantHash: 'g' },
  ...{ caseHash: 'k', roles: ['caseworker', 'supervisor'] },
  withheld: [{ category: DataCategory.HEALTH, reason: 'outside_mandate', silent: true }],
})

describe('The projection of an entry', () => {
  test('loses no field of it', () => {
    const again = create(EntrySchema, entryFrom(projectedOf(everything, place)))
    expect(toBinary(EntrySchema, again)).toEqual(toBinary(EntrySchema, everything))
    // So that a field which is added later is not forgotten here.
    const fields = EntrySchema.fields.map(({ localName }) => localName)
    const unset = fields.filter(name => isUnset(everything[name as keyof typeof everything]))
    expect(unset).toEqual([])
  })

  test('has nothing where nothing was given', () => {
    const little = create(EntrySchema, { entryId: 'e', action: Action.KEY_CHANGED, source: 'directory' })
    expect(projectedOf(little, place)).toMatchObject({ userId: undefined, agency: undefined, purpose: undefined })
    expect(toBinary(EntrySchema, create(EntrySchema, { ...entryFrom(projectedOf(little, place)) }))).toEqual(
      toBinary(EntrySchema, create(EntrySchema, { ...little, occurredAt: timestampFromDate(new Date(0)) })),
    )
  })
})

const isUnset = (value: unknown) => value === undefined || value === '' || value === 0 || String(value) === ''

test('What the log keeps of a question is by which fields it was asked, and no value', () => {
  const search: Search = { userId: 'maria', subjectRef: undefined, from: new Date(0), actions: ['view_opened'] }
  expect(shapeOf(search)).toBe('actions.from.userId')
  expect(shapeOf({})).toBe('')
})
