import { create, type Receipt, ReceiptSchema, type Signed, SignedSchema, timestampFromDate } from '@amparo/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  generateSigningKey,
  loadSigningKey,
  loadTrust,
  requestHash,
  signStatement,
  verifyStatement,
} from '../src/index.ts'
import { anyFlip, flipped, outcome } from './tampering.ts'

const audit = generateSigningKey()
const consent = generateSigningKey()
const trust = loadTrust(JSON.stringify({ audit: audit.publicJwk, consent: consent.publicJwk }))
const key = loadSigningKey(audit.privateJwk)
const now = new Date('2026-03-04T12:00:00Z')
const hash = requestHash(new TextEncoder().encode('request'))
const inSeconds = (seconds: number) => timestampFromDate(new Date(now.getTime() + seconds * 1000))
const receipt = (value: Partial<Omit<Receipt, '$typeName'>> = {}) =>
  signStatement(
    ReceiptSchema,
    { requestHash: hash, entryId: 'e', index: 7n, expiresAt: inSeconds(30), ...value },
    'receipt.v1',
    key,
  )

const verified = (
  signed: Signed | undefined,
  change: { type?: string; service?: string; at?: Date; hash?: string | null } = {},
) =>
  outcome(() =>
    verifyStatement(ReceiptSchema, change.type ?? 'receipt.v1', signed, trust.keyOf(change.service ?? 'audit'), {
      now: change.at ?? now,
      requestHash: change.hash === undefined ? hash : change.hash,
    }),
  )

describe('a signed statement', () => {
  it('is believed by whoever asked for it', () => {
    const message = verifyStatement(ReceiptSchema, 'receipt.v1', receipt(), trust.keyOf('audit'), {
      now,
      requestHash: hash,
    })
    expect(message.index).toBe(7n)
  })

  it('names its key by the RFC 7638 thumbprint', () => {
    // RFC 8037, appendix A.3
    const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'
    const rfc = loadTrust({ example: { kty: 'OKP', crv: 'Ed25519', x } })
    expect(rfc.keyOf('example').keyId).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
  })

  it.each([
    ['there is none', undefined, {}],
    ['it is of another type', receipt(), { type: 'permit.v1' }],
    [
      'it claims another type than was signed',
      create(SignedSchema, { ...receipt(), type: 'permit.v1' }),
      { type: 'permit.v1' },
    ],
    ['another service signed it', receipt(), { service: 'consent' }],
    ['nobody trusts that service', receipt(), { service: 'portal' }],
    ['another request asked for it', receipt(), { hash: requestHash(new Uint8Array()) }],
    ['it is bound to no request and one is expected', receipt({ requestHash: '' }), { hash: '' }],
    ['it has just expired', receipt(), { at: new Date(now.getTime() + 30_000) }],
    ['it wants to be believed for an hour', receipt({ expiresAt: inSeconds(3600) }), {}],
    ['its payload is no such message', create(SignedSchema, { ...receipt(), payload: Uint8Array.of(255) }), {}],
  ])('is refused when %s', async (_, signed, change) => {
    expect(await verified(signed, change)).toBe('statement_invalid')
  })

  it('is refused when it never expires', async () => {
    const forever = signStatement(ReceiptSchema, { requestHash: hash }, 'receipt.v1', key)
    expect(await verified(forever)).toBe('statement_invalid')
  })

  it('can be handed on inside another request only by a caller who says so', async () => {
    expect(await verified(receipt({ requestHash: 'of the first request' }), { hash: null })).toBe('accepted')
  })

  it('is refused with any bit of payload or signature turned over', async () => {
    const signed = receipt()
    await fc.assert(
      fc.asyncProperty(anyFlip(signed.payload.length), anyFlip(64), async ([at, bit], [sigAt, sigBit]) => {
        const payload = create(SignedSchema, { ...signed, payload: flipped(signed.payload, at, bit) })
        const signature = create(SignedSchema, { ...signed, signature: flipped(signed.signature, sigAt, sigBit) })
        expect(await verified(payload)).toBe('statement_invalid')
        expect(await verified(signature)).toBe('statement_invalid')
      }),
    )
  })
})

describe('a trust file', () => {
  it.each([
    ['a private key', { audit: audit.privateJwk }],
    ['another kind of key', { audit: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } }],
    ['a list', []],
  ])('with %s stops the start', (_, file) => {
    expect(() => loadTrust(file)).toThrow(TypeError)
  })

  it('does not print a key that is no key', () => {
    expect(() => loadSigningKey({ ...audit.privateJwk, crv: 'Ed448' })).toThrow(/^not an Ed25519 JWK$/)
    expect(() => loadSigningKey(audit.publicJwk)).toThrow(/^not an Ed25519 private JWK$/)
  })
})
