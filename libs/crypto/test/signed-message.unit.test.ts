import fc from 'fast-check'
import { createMessage, encrypt, readKey, readPrivateKey, revokeKey } from 'openpgp'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  decryptAndVerify,
  encryptAndSign,
  type GeneratedCertificate,
  generateCertificate,
  isSignedAhead,
  sealTo,
  signDetached,
  verifyDetached,
} from '../src/web.ts'
import { anyFlip, flipped, outcome } from './tampering.ts'

const data = new TextEncoder().encode('package 7 for agency 3, until noon')
const created = new Date(Date.now() - 3_600_000)
const now = new Date()
const make = (userId: string, expiresInSeconds = 7200) =>
  generateCertificate({ userId, profile: 'modern', date: created, expiresInSeconds })

let sender: GeneratedCertificate
let receiver: GeneratedCertificate
let stranger: GeneratedCertificate
let message: Uint8Array

beforeAll(async () => {
  sender = await make('sender')
  receiver = await make('receiver')
  stranger = await make('stranger')
  message = await encryptAndSign({ recipient: receiver.certificate, signingKey: sender.privateKey, data })
})

const pinned = (of: GeneratedCertificate, fingerprint: string | string[] = of.fingerprint) => ({
  certificate: of.certificate,
  fingerprint,
})
const open = (change: Partial<Parameters<typeof decryptAndVerify>[0]> = {}) =>
  decryptAndVerify({ privateKey: receiver.privateKey, signer: pinned(sender), message, now, ...change })
const opened = (change: Partial<Parameters<typeof decryptAndVerify>[0]>) => outcome(() => open(change))

describe('a signed and encrypted message', () => {
  it('opens for its recipient, who knows the signer by fingerprint', async () => {
    expect(await open()).toEqual(data)
    expect(await open({ signer: pinned(sender, ['f'.repeat(64), sender.fingerprint]) })).toEqual(data)
  })

  it('is refused from a signer whose fingerprint is not pinned', async () => {
    expect(await opened({ signer: pinned(sender, stranger.fingerprint) })).toBe('certificate_not_trusted')
    expect(await opened({ signer: pinned(sender, []) })).toBe('certificate_not_trusted')
  })

  it('is refused from another signer, unsigned, or for another key', async () => {
    const forged = await encryptAndSign({ recipient: receiver.certificate, signingKey: stranger.privateKey, data })
    const unsigned = await sealTo(receiver.certificate, data)
    expect(await opened({ message: forged })).toBe('message_refused')
    expect(await opened({ message: unsigned })).toBe('message_refused')
    expect(await opened({ privateKey: stranger.privateKey })).toBe('message_refused')
  })

  it('is refused with a second signature riding along', async () => {
    const two = await encrypt({
      message: await createMessage({ binary: data }),
      encryptionKeys: await readKey({ armoredKey: receiver.certificate }),
      signingKeys: await Promise.all([sender, stranger].map(s => readPrivateKey({ armoredKey: s.privateKey }))),
      format: 'binary',
    })
    expect(await opened({ message: two })).toBe('message_refused')
  })

  it('is refused once the signer is revoked or expired, whatever date the signature claims', async () => {
    const key = await readKey({ armoredKey: sender.certificate })
    const options = { key, revocationCertificate: sender.revocationCertificate, format: 'object' } as const
    const { publicKey } = await revokeKey(options)
    const signer = { certificate: publicKey.armor(), fingerprint: sender.fingerprint }
    expect(await opened({ signer })).toBe('certificate_not_trusted')
    expect(await opened({ now: new Date(created.getTime() + 7201_000) })).toBe('certificate_not_trusted')
  })

  it('tolerates a clock that is a minute off, not ten', async () => {
    expect(await opened({ now: new Date(now.getTime() - 50_000) })).toBe('accepted')
    expect(await opened({ now: new Date(now.getTime() - 600_000) })).toBe('message_refused')
  })

  it('is refused larger than allowed', async () => {
    expect(await opened({ maxBytes: data.length - 1 })).toBe('message_refused')
    expect(await opened({ maxBytes: data.length })).toBe('accepted')
  })

  it('never opens to anything else with any bit turned over', async () => {
    await fc.assert(
      fc.asyncProperty(anyFlip(message.length), async ([at, bit]) => {
        const result = await outcome(async () => {
          expect(await open({ message: flipped(message, at, bit) })).toEqual(data)
        })
        expect(['message_refused', 'accepted']).toContain(result)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a detached signature', () => {
  const verified = (bytes: Uint8Array, signature: string, signer = pinned(sender)) =>
    outcome(() => verifyDetached({ bytes, signature, signer, now }))

  it('holds for exactly its bytes and its pinned signer', async () => {
    const signature = await signDetached(data, sender.privateKey)
    expect(await verified(data, signature)).toBe('accepted')
    expect(await verified(data, signature, pinned(stranger))).toBe('message_refused')
    expect(await verified(data, signature, pinned(sender, stranger.fingerprint))).toBe('certificate_not_trusted')
    expect(await verified(data, 'nonsense')).toBe('message_refused')
    expect(await verified(data, '')).toBe('message_refused')
    await fc.assert(
      fc.asyncProperty(anyFlip(data.length), async ([at, bit]) => {
        expect(await verified(flipped(data, at, bit), signature)).toBe('message_refused')
      }),
      { numRuns: 50 },
    )
  })

  it('that says it was made over a minute from now is told apart, and does not hold', async () => {
    const signature = await signDetached(data, sender.privateKey)
    const early = (ms: number) => new Date(Date.now() - ms)
    expect(await isSignedAhead(signature, now)).toBe(false)
    expect(await isSignedAhead(signature, early(50_000))).toBe(false)
    expect(await isSignedAhead(signature, early(70_000))).toBe(true)
    expect(await isSignedAhead('nonsense', now)).toBe(false)
  })
})
