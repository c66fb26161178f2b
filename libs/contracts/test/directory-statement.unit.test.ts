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
