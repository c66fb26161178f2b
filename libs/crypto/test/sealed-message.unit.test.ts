import fc from 'fast-check'
import { createMessage, encrypt, enums, readKey, readPrivateKey, sign } from 'openpgp'
import { beforeAll, describe, expect, it } from 'vitest'
import { type GeneratedCertificate, generateCertificate, sealTo, unseal } from '../src/web.ts'
import { anyFlip, flipped, outcome } from './tampering.ts'

const text = new TextEncoder().encode('a text that nobody else reads')
const binary = async (armored: string) =>
  (await import('openpgp')).unarmor(armored).then(({ data }) => data as Uint8Array)

describe.each(['modern', 'compatible'] as const)('a message sealed to a %s certificate', profile => {
  let reader: GeneratedCertificate
  let other: GeneratedCertificate
  let sealed: string

  beforeAll(async () => {
    reader = await generateCertificate({ userId: 'reader', profile })
    other = await generateCertificate({ userId: 'other', profile })
    sealed = await sealTo(reader.certificate, text)
  })

  it('opens with its key, from armor or bytes', async () => {
    expect(await unseal(reader.privateKey, sealed)).toEqual(text)
    expect(await unseal(reader.privateKey, await binary(sealed))).toEqual(text)
  })

  it('says nothing about program, time or file', async () => {
    expect(sealed).not.toMatch(/Version|Comment|OpenPGP\.js/)
  })

  it('does not open with another key', async () => {
    expect(await outcome(() => unseal(other.privateKey, sealed))).toBe('message_refused')
  })

  it('never opens to anything else with any bit turned over', async () => {
    const bytes = await binary(sealed)
    await fc.assert(
      fc.asyncProperty(anyFlip(bytes.length), async ([at, bit]) => {
        const result = await outcome(async () => {
          const opened = await unseal(reader.privateKey, flipped(bytes, at, bit))
          // A header may have two spellings; the content has one.
          expect(opened).toEqual(text)
        })
        expect(['message_refused', 'accepted']).toContain(result)
      }),
      { numRuns: 150 },
    )
  })

  it('is refused cut short at any place', async () => {
    const bytes = await binary(sealed)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async length => {
        expect(await outcome(() => unseal(reader.privateKey, bytes.slice(0, length)))).toBe('message_refused')
      }),
      { numRuns: 50 },
    )
  })

  it('is refused larger than allowed, also when it only unpacks to that', async () => {
    const big = new Uint8Array(200_000)
    expect(
      await outcome(async () =>
        unseal(reader.privateKey, await sealTo(reader.certificate, big), { maxBytes: 100_000 }),
      ),
    ).toBe('message_refused')
    const bomb = await encrypt({
      message: await createMessage({ binary: new Uint8Array(20_000_000) }),
      encryptionKeys: await readKey({ armoredKey: reader.certificate }),
      format: 'binary',
      config: { preferredCompressionAlgorithm: enums.compression.zlib },
    })
    expect(bomb.length).toBeLessThan(50_000)
    expect(await outcome(() => unseal(reader.privateKey, bomb, { maxBytes: 100_000 }))).toBe('message_refused')
  })

  it('is refused when a password would open it too', async () => {
    const message = await encrypt({
      message: await createMessage({ binary: text }),
      encryptionKeys: await readKey({ armoredKey: reader.certificate }),
      passwords: 'guess',
      format: 'binary',
    })
    expect(await outcome(() => unseal(reader.privateKey, message))).toBe('message_refused')
  })

  it('is refused when it is only signed or only stored', async () => {
    const message = await createMessage({ binary: text })
    const signed = await sign({
      message,
      signingKeys: await readPrivateKey({ armoredKey: reader.privateKey }),
      format: 'binary',
    })
    const stored = (await createMessage({ binary: text })).write() as Uint8Array
    for (const bytes of [signed, stored])
      expect(await outcome(() => unseal(reader.privateKey, bytes))).toBe('message_refused')
  })

  it('is refused when anything follows it', async () => {
    const bytes = await binary(sealed)
    const twice = new Uint8Array([...bytes, ...bytes])
    expect(await outcome(() => unseal(reader.privateKey, twice))).toBe('message_refused')
  })
})

it('a compatible recipient gets at most 16 MiB in one message', async () => {
  const reader = await generateCertificate({ userId: 'reader', profile: 'compatible' })
  expect(await outcome(() => sealTo(reader.certificate, new Uint8Array(16 * 1024 * 1024 + 1)))).toBe(
    'plaintext_too_large',
  )
})

it('nothing is sealed to an expired certificate', async () => {
  const date = new Date('2026-01-01T00:00:00Z')
  const old = await generateCertificate({ userId: 'old', profile: 'modern', date, expiresInSeconds: 60 })
  expect(await outcome(() => sealTo(old.certificate, text))).toBe('certificate_not_trusted')
})
