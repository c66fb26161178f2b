import { expect, test } from 'vitest'
import { type DirectoryStatement, directoryStatement } from '../src/index.ts'

const armored = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n-----END PGP PUBLIC KEY BLOCK-----\n'
const agencyId = '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001'
const statement: DirectoryStatement = {
  version: 1,
  hub: 'XA',
  issuedAt: '2026-03-04T10:00:00Z',
  agencies: [
    {
      ...{ hub: 'XA', agencyId, type: 'shelter', name: 'Casa Puente', issuer: 'https://accounts.xa.example' },
      certificates: [{ armored, use: 'agency', hubHeld: true }],
    },
  ],
  hubs: [{ hub: 'XA', jurisdictionCertificate: armored, certificates: [] }],
  instruments: [
    { id: 'a', citation: 'Agreement', hubs: ['XA', 'XB'], matter: 'assistance', validUntil: '2036-01-01T00:00:00Z' },
  ],
}
const [agency] = statement.agencies
const accepts = (changes: object) => directoryStatement.safeParse({ ...statement, ...changes }).success

test('a statement as described is read', () => {
  expect(accepts({})).toBe(true)
})

test.each([
  ['for children only', { eligibility: { maximumAge: 17 } }],
  ['for adults only', { eligibility: { minimumAge: 18 }, takesMinors: false }],
  ['for women and girls', { eligibility: { genders: ['Feminine', 'TransgenderFeminine'] }, takesMinors: true }],
])('for whom an agency is: %s', (_, whom) => {
  expect(accepts({ agencies: [{ ...agency, ...whom }] })).toBe(true)
})

test.each([
  ['an agency that takes no children and is for them', { eligibility: { maximumAge: 17 }, takesMinors: false }],
  ['an agency that takes children and is not for them', { eligibility: { minimumAge: 18 }, takesMinors: true }],
])('%s is refused', (_, whom) => {
  expect(accepts({ agencies: [{ ...agency, ...whom }] })).toBe(false)
})

test.each([
  ['an agency of an unknown type', { agencies: [{ ...agency, type: 'militia' }] }],
  ['an agency whose id is a name', { agencies: [{ ...agency, agencyId: 'casa-puente' }] }],
  [
    'a private key where a certificate belongs',
    {
      agencies: [
        { ...agency, certificates: [{ armored: armored.replace('PUBLIC', 'PRIVATE'), use: 'agency', hubHeld: true }] },
      ],
    },
  ],
  [
    'a certificate of an agency for what only hubs do',
    { agencies: [{ ...agency, certificates: [{ armored, use: 'consent_sign', hubHeld: true }] }] },
  ],
  ['an instrument of one hub', { instruments: [{ ...statement.instruments[0], hubs: ['XA'] }] }],
  ['an instrument for no matter', { instruments: [{ ...statement.instruments[0], matter: 'any' }] }],
  ['a field that nobody knows', { contact: 'x' }],
])('%s is refused', (_, changes) => {
  expect(accepts(changes)).toBe(false)
})
