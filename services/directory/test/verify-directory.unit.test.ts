import type { DirectoryStatement } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { verifyDirectory } from '../src/commands/verify-directory.ts'
import { accreditation, armored, aStatement, jurisdiction, SHELTER, signed } from './fixtures/statement.ts'

const now = new Date()
const verifying = { hub: 'XA', jurisdiction: jurisdiction.XA.certificate, now }
const refused = (code: string) => expect.objectContaining({ code })

test('a statement of the own jurisdiction is taken, with the fingerprints of its certificates', async () => {
  const { version, directory } = await verifyDirectory(await signed(aStatement({ version: 7 })), verifying)
  expect(version).toBe(7)
  expect(directory.agencies[0]).toMatchObject({ agencyId: SHELTER, suspended: false })
  expect(directory.agencies[0]?.certificates[0]?.fingerprint).toMatch(/^[0-9a-f]{64}$/)
  expect(directory.hubs[1]?.jurisdictionFingerprint).toBe(jurisdiction.XB.fingerprint)
})

test('the next statement is due when it says so, and else 90 days after it', async () => {
  const dueOf = async (changes: Partial<DirectoryStatement>) =>
    (await verifyDirectory(await signed(aStatement(changes)), verifying)).nextBy.toISOString()
  expect(await dueOf({ nextBy: '2026-03-05T10:00:00Z' })).toBe('2026-03-05T10:00:00.000Z')
  expect(await dueOf({})).toBe('2026-06-02T10:00:00.000Z')
})

test('two certificates with which a hub’s exchange signs are taken, for while it changes its key', async () => {
  const [own, peer] = aStatement().hubs
  if (own === undefined || peer === undefined) throw new Error('no peer')
  const next = { armored: armored.spare[0], use: 'exchange_sign' as const, hubHeld: true as const }
  const statement = aStatement({ hubs: [own, { ...peer, certificates: [...peer.certificates, next] }] })
  const { directory } = await verifyDirectory(await signed(statement), verifying)
  expect(directory.hubs[1]?.certificates).toHaveLength(2)
})

describe('refused is one', () => {
  test('that another jurisdiction has signed, a peer’s too', async () => {
    const foreign = await signed(aStatement(), jurisdiction.XB.privateKey)
    await expect(verifyDirectory(foreign, verifying)).rejects.toThrow(refused('directory_not_signed'))
  })

  test('of which one byte was changed, before it is read', async () => {
    const { statement, signature } = await signed(aStatement())
    for (const text of [statement.replace('shelter', 'police_'), statement.slice(0, -1), `${statement} `, ''])
      await expect(verifyDirectory({ statement: text, signature }, verifying)).rejects.toThrow(
        refused('directory_not_signed'),
      )
  })

  test('with the signature of another statement', async () => {
    const { statement } = await signed(aStatement({ version: 2 }))
    const { signature } = await signed(aStatement())
    await expect(verifyDirectory({ statement, signature }, verifying)).rejects.toThrow(refused('directory_not_signed'))
  })

  test('for another hub', async () => {
    const other = await signed(aStatement({ hub: 'XB' }))
    await expect(verifyDirectory(other, verifying)).rejects.toThrow(refused('directory_of_another_hub'))
  })

  test.each([
    ['an unknown type of agency', { agencies: [{ ...aStatement().agencies[0], type: 'militia' }] }],
    ['an unknown field', { note: 'x' }],
    ['no version', { version: 0 }],
    [
      'a certificate that is none',
      { hubs: [{ ...aStatement().hubs[0], jurisdictionCertificate: armored.seal.slice(0, 200) }] },
    ],
    ['a private key', { hubs: [{ ...aStatement().hubs[0], jurisdictionCertificate: jurisdiction.XA.privateKey }] }],
  ])('with %s', async (_, changes) => {
    const statement = await signed({ ...aStatement(), ...changes })
    await expect(verifyDirectory(statement, verifying)).rejects.toThrow(refused('directory_unreadable'))
  })

  const tomorrow = new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10)
  const { on, by } = accreditation()
  test.each([
    ['an agency of which no accreditation is stated', 'accreditation_missing', undefined],
    ['one that one institution alone approved', 'accreditation_not_by_two', { on, by: by.slice(1) }],
    ['one that approved itself', 'accreditation_not_by_two', { on, by: ['Ombudsman', 'Casa Puente'] }],
    ['one accredited tomorrow', 'accreditation_in_future', { on: tomorrow, by }],
  ])('with %s', async (_, code, stated) => {
    const [shelter, ...others] = aStatement().agencies
    const agencies = [{ ...shelter, accreditation: stated }, ...others]
    await expect(verifyDirectory(await signed({ ...aStatement(), agencies }), verifying)).rejects.toThrow(refused(code))
  })

  const { agencies, hubs, instruments } = aStatement()
  const [shelter, police] = agencies
  const [own, peer] = hubs
  const inconsistent: [string, Partial<DirectoryStatement>][] = [
    ['a next statement that comes before it', { nextBy: aStatement().issuedAt }],
    ['an agency twice', { agencies: [...agencies, ...agencies.slice(0, 1)] }],
    [
      'one certificate for two agencies',
      {
        agencies: [shelter, police].flatMap(one =>
          one && shelter ? [{ ...one, certificates: shelter.certificates }] : [],
        ),
      },
    ],
    ['a hub twice', { hubs: [...hubs, ...hubs.slice(0, 1)] }],
    ['an instrument twice', { instruments: [...instruments, ...instruments.slice(0, 1)] }],
    ['an agency of a hub that it does not hold', { hubs: hubs.slice(0, 1), instruments: [] }],
    ['an instrument with a hub that it does not hold', { hubs: hubs.slice(0, 1), agencies: agencies.slice(0, 2) }],
    ['no entry of the own hub', { hubs: hubs.slice(1), agencies: agencies.slice(2), instruments: [] }],
    [
      'another certificate for the own jurisdiction',
      { hubs: own && peer ? [{ ...own, jurisdictionCertificate: peer.jurisdictionCertificate }, peer] : [] },
    ],
    [
      'two certificates for one use',
      {
        hubs:
          own && peer
            ? [
                own,
                {
                  ...peer,
                  certificates: [
                    ...peer.certificates,
                    ...armored.spare.map(one => ({
                      armored: one,
                      use: 'redaction_seal' as const,
                      hubHeld: true as const,
                    })),
                  ],
                },
              ]
            : [],
      },
    ],
  ]
  test.each(inconsistent)('with %s', async (_, changes) => {
    await expect(verifyDirectory(await signed(aStatement(changes)), verifying)).rejects.toThrow(
      refused('directory_inconsistent'),
    )
  })
})

describe('who takes over from an agency that is suspended is taken', () => {
  const [shelter, police, foreign] = aStatement().agencies
  if (!shelter || !police || !foreign) throw new Error('no agencies')
  const suspended = { ...shelter, suspended: true }
  const { issuer: _, ...outside } = police
  const verified = async (agencies: DirectoryStatement['agencies'], successor = police.agencyId) => {
    const successors = [{ hub: 'XA', agencyId: shelter.agencyId, successor }]
    return verifyDirectory(await signed(aStatement({ agencies, successors })), verifying)
  }

  test('if it is a member of the same hub that is not suspended itself', async () => {
    await expect(verified([suspended, police, foreign])).resolves.toBeDefined()
  })

  test.each([
    ['not suspended', [shelter, police, foreign], police.agencyId],
    ['taken over by one that is suspended', [suspended, { ...police, suspended: true }, foreign], police.agencyId],
    ['taken over by no member', [suspended, outside, foreign], police.agencyId],
    ['taken over by itself', [suspended, police, foreign], shelter.agencyId],
    ['taken over from another hub', [suspended, police, foreign], foreign.agencyId],
    ['taken over by who could deport', [suspended, { ...police, type: 'migration_enforcement' }], police.agencyId],
  ])('and not of one that is %s', async (_, agencies, successor) => {
    await expect(verified(agencies, successor)).rejects.toThrow(refused('directory_inconsistent'))
  })
})
