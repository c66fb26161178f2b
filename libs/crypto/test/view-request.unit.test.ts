import fc from 'fast-check'
import { CompactSign, exportJWK, generateKeyPair, type JWK } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { generateCertificate, signViewRequest, thumbprintOf, verifyViewRequest } from '../src/web.ts'
import { outcome } from './tampering.ts'

const now = new Date('2026-03-04T12:00:00Z')
const NONCE = 'n'.repeat(32)

async function reader(alg: 'ES256' | 'EdDSA' = 'ES256') {
  const { privateKey, publicKey } = await generateKeyPair(alg)
  const publicJwk = await exportJWK(publicKey)
  return { privateKey, publicJwk, jkt: await thumbprintOf(publicJwk) }
}

let mine: Awaited<ReturnType<typeof reader>>
let replyCertificate: string
let request: string
const sign = (
  by: typeof mine,
  change: { hub?: string; nonce?: string; replyCertificate?: string; publicJwk?: JWK } = {},
) =>
  signViewRequest({
    privateKey: by.privateKey,
    publicJwk: by.publicJwk,
    hub: 'XA',
    referralId: 'r-1',
    nonce: NONCE,
    replyCertificate,
    now,
    ...change,
  })

beforeAll(async () => {
  mine = await reader()
  replyCertificate = (await generateCertificate({ userId: 'Amparo reader', profile: 'modern' })).certificate
  request = await sign(mine)
})

const verified = (compact: string, change: { hub?: string; jkt?: string; now?: Date } = {}) =>
  outcome(() => verifyViewRequest(compact, { hub: 'XA', jkt: mine.jkt, now, ...change }))
const after = (seconds: number) => ({ now: new Date(now.getTime() + seconds * 1000) })

describe('a request to view', () => {
  it('is believed when the key of the token signed it', async () => {
    const read = await verifyViewRequest(request, { hub: 'XA', jkt: mine.jkt, now })
    expect(read).toEqual({
      hub: 'XA',
      route: 'POST /views',
      referralId: 'r-1',
      nonce: NONCE,
      iat: now.getTime() / 1000,
      replyCertificate,
    })
  })

  it('is for one route: what was signed to read the person reads no messages, nor the other way round', async () => {
    const route = 'POST /message-views'
    const forMessages = await signViewRequest({
      ...{ privateKey: mine.privateKey, publicJwk: mine.publicJwk, hub: 'XA', route, referralId: 'r-1' },
      ...{ nonce: NONCE, replyCertificate, now },
    })
    const expected = { hub: 'XA', jkt: mine.jkt, now }
    expect(await verifyViewRequest(forMessages, { ...expected, route })).toMatchObject({ route })
    const refused = { code: 'view_request_refused' }
    await expect(verifyViewRequest(forMessages, expected)).rejects.toMatchObject(refused)
    await expect(verifyViewRequest(request, { ...expected, route })).rejects.toMatchObject(refused)
  })

  it('may be signed by Ed25519 too', async () => {
    const other = await reader('EdDSA')
    expect(await verified(await sign(other), { jkt: other.jkt })).toBe('accepted')
  })

  it('is refused for another hub, and from another key than the token holds', async () => {
    expect(await verified(request, { hub: 'XB' })).toBe('view_request_refused')
    const thief = await reader()
    expect(await verified(await sign(thief))).toBe('view_request_refused')
    expect(await verified(await sign({ ...thief, publicJwk: mine.publicJwk }))).toBe('view_request_refused')
  })

  it('is refused a minute too late or too early', async () => {
    expect(await verified(request, after(60))).toBe('accepted')
    expect(await verified(request, after(61))).toBe('view_request_stale')
    expect(await verified(request, after(-61))).toBe('view_request_stale')
  })

  it('is refused without a usable nonce or reply certificate', async () => {
    expect(await verified(await sign(mine, { nonce: 'short' }))).toBe('view_request_refused')
    expect(await verified(await sign(mine, { replyCertificate: 'none' }))).toBe('view_request_refused')
  })

  it.each([
    ['a DPoP proof', { typ: 'dpop+jwt' }],
    ['an untyped token', {}],
  ])('is refused as %s with the same payload', async (_, header) => {
    const payload = new TextEncoder().encode(JSON.stringify({ hub: 'XA' }))
    const compact = await new CompactSign(payload)
      .setProtectedHeader({ ...header, alg: 'ES256', jwk: mine.publicJwk })
      .sign(mine.privateKey)
    expect(await verified(compact)).toBe('view_request_refused')
  })

  it('is refused with a secret or no algorithm in the place of a signature', async () => {
    const [, payload = ''] = request.split('.')
    const header = (alg: string) =>
      Buffer.from(JSON.stringify({ typ: 'amparo-view+jws', alg, jwk: mine.publicJwk })).toString('base64url')
    for (const alg of ['none', 'HS256', 'RS256'])
      expect(await verified(`${header(alg)}.${payload}.AAAA`)).toBe('view_request_refused')
  })

  it('is refused when a private key comes along in its header', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true })
    const jwk = await exportJWK(privateKey)
    const jkt = await thumbprintOf(jwk)
    expect(await verified(await sign({ privateKey, publicJwk: jwk, jkt }), { jkt })).toBe('view_request_refused')
  })

  it('is refused with any character changed', async () => {
    const character = fc.constantFrom(...'ABCxyz019-_.=')
    await fc.assert(
      fc.asyncProperty(fc.nat(request.length - 1), character, async (at, other) => {
        fc.pre(request[at] !== other)
        const changed = request.slice(0, at) + other + request.slice(at + 1)
        const result = await outcome(async () => {
          const read = await verifyViewRequest(changed, { hub: 'XA', jkt: mine.jkt, now })
          // The last character of base64url has bits that mean nothing.
          expect(read.replyCertificate).toBe(replyCertificate)
          expect(at).toBe(request.length - 1)
        })
        expect(['view_request_refused', 'accepted']).toContain(result)
      }),
    )
  })
})
