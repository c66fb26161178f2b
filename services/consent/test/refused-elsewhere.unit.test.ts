import { AgencyType, ConsentRefusedSchema, create, NamedRecipientSchema, Purpose } from '@amparo/contracts'
import { expect, test } from 'vitest'
import type { RefusedConsent } from '../src/domain/refused-consent.ts'
import { readRefused, writeRefused } from '../src/ports/refused-elsewhere.ts'
import { NOW } from './fixtures/cases.ts'

const id = '7b8e1f8e-2a55-4c1d-9a0e-2f6d8b1c0a77'
const refused: RefusedConsent = {
  refusedBy: 'guardian',
  purposes: ['shelter', 'legal_assistance'],
  recipients: [
    { hub: 'XB', agencyType: 'shelter' },
    { hub: 'XB', agencyType: 'health', agencyId: 'clinic' },
  ],
}
const said = () => create(ConsentRefusedSchema, writeRefused({ ...refused, id, refusedAt: NOW }))

test('what was said no to in one hub is what the other reads', () => {
  expect(readRefused(said())).toEqual(refused)
})

test.each([
  ['by nobody who may say it', { by: 'court' }],
  ['under no id', { refusalId: 'one' }],
  ['for no purpose', { purposes: [] }],
  ['for a purpose that is not known here', { purposes: [Purpose.SHELTER, Purpose.UNSPECIFIED] }],
  ['to nobody', { recipients: [] }],
  [
    'to an agency of a kind that is not known here',
    {
      recipients: [
        ...said().recipients,
        create(NamedRecipientSchema, { hub: 'XB', agencyType: AgencyType.UNSPECIFIED }),
      ],
    },
  ],
])('%s it is not read', (_, change) => {
  expect(readRefused(create(ConsentRefusedSchema, { ...said(), ...change }))).toBeUndefined()
})
