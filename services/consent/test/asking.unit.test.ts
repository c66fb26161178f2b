import { describe, expect, test } from 'vitest'
import { type Asking, mayAsk } from '../src/domain/asking.ts'

const police = { hub: 'XA', agencyId: 'police' }
const shelter = { hub: 'XA', agencyId: 'shelter' }
const abroad = { hub: 'XB', agencyId: 'shelter' }
const as = (agency: string, ...scopes: string[]) => ({ user: 'user-1', agency, scopes: new Set(scopes) })

const submit: Asking = {
  occasion: 'submit',
  hub: 'XA',
  caller: as('police', 'referral:submit'),
  sender: police,
  recipient: shelter,
  attested: { agency: 'police', user: 'user-1' },
}
const view: Asking = { ...submit, occasion: 'view', caller: as('shelter', 'view:open') }
const pack: Asking = {
  ...submit,
  occasion: 'package',
  caller: undefined,
  recipient: abroad,
  attested: { agency: 'police', user: '' },
}
const handOver: Asking = { ...submit, occasion: 'hand_over', caller: as('police', 'referral:work') }

describe('whoever asks', () => {
  test.each([
    ['a sender, to submit its own', submit],
    ['a sender, to another hub', { ...submit, recipient: abroad }],
    ["a reader, under the sender's reference", view],
    ['a reader, under its own reference', { ...view, attested: { agency: 'shelter', user: 'user-1' } }],
    [
      'a reader of what came from another hub',
      { ...view, sender: abroad, attested: { agency: 'shelter', user: 'user-1' } },
    ],
    ['redaction, for a package', pack],
    ['an agency, to hand over what it keeps in this hub', handOver],
  ])('may be %s', (_, asking) => {
    expect(mayAsk(asking)).toBe(true)
  })

  test.each<[string, Asking]>([
    ['a sender in the name of another agency', { ...submit, sender: shelter }],
    ['a sender of the same id in another hub', { ...submit, sender: { ...police, hub: 'XB' } }],
    ['a sender without the scope', { ...submit, caller: as('police', 'view:open') }],
    ['a sender without a user', { ...submit, caller: undefined }],
    ['a sender with what another agency holds', { ...submit, attested: { agency: 'shelter', user: 'user-1' } }],
    ['a sender with what another user was told', { ...submit, attested: { agency: 'police', user: 'user-2' } }],
    ['a reader of what is addressed to another agency', { ...view, caller: as('police', 'view:open') }],
    ['a reader in another hub', { ...view, recipient: abroad }],
    ['a reader without the scope', { ...view, caller: as('shelter', 'referral:submit') }],
    ['a reader with what a third agency holds', { ...view, attested: { agency: 'other', user: 'user-1' } }],
    [
      "a reader with the id of another hub's agency",
      { ...view, sender: { hub: 'XB', agencyId: 'other' }, attested: { agency: 'other', user: 'user-1' } },
    ],
    ['an agency that hands over to another hub', { ...handOver, recipient: abroad }],
    [
      'an agency that hands over what another one keeps',
      { ...handOver, attested: { agency: 'shelter', user: 'user-1' } },
    ],
    ['an agency that hands over in the name of another', { ...handOver, sender: shelter }],
    ['an agency that hands over without the scope', { ...handOver, caller: as('police', 'view:open') }],
    ['an agency that hands over without a user', { ...handOver, caller: undefined }],
    ['redaction for a package with a user', { ...pack, caller: as('police', 'referral:submit') }],
    ['redaction for a package inside the hub', { ...pack, recipient: shelter }],
    ['redaction for a package of another hub', { ...pack, hub: 'XB' }],
    ['redaction for a package with what another agency holds', { ...pack, attested: { agency: 'shelter', user: '' } }],
  ])('may not be %s', (_, asking) => {
    expect(mayAsk(asking)).toBe(false)
  })
})
