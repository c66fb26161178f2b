import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAuthorities, verifiedTimestamp } from '../../src/bundle/timestamp.ts'
import { BundleFault, openBundle, stampedBy } from '../../src/bundle.ts'
import { type LocalAuthority, localAuthority } from '../../src/local-authority.ts'
import { generateCertificate } from '../../src/web.ts'
import { anyFlip, flipped } from '../tampering.ts'
import { type Bundle, bundleOf, custodyOf, type Keys, keysOf, source } from './making.ts'

const DAY = 86_400
const reason = spawnSync('openssl', ['version']).error === undefined ? '' : ' (skipped: openssl is not installed)'
const bytes = new TextEncoder().encode('signed')

describe.skipIf(reason !== '').each(['rsa', 'ec'] as const)(
  `a timestamp of an authority with an %s key${reason}`,
  kind => {
    let authority: LocalAuthority
    let other: LocalAuthority
    let reply: Uint8Array
    beforeAll(async () => {
      authority = await localAuthority(kind)
      other = await localAuthority(kind)
      reply = await stampedBy(authority)(bytes)
    })
    afterAll(() => {
      authority.close()
      other.close()
    })
    const trusted = () => readAuthorities([other.certificate, authority.certificate])

    it('says since when these bytes are there', () => {
      const { at } = verifiedTimestamp(reply, bytes, trusted()) ?? {}
      expect(Math.abs((at?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
    })

    it('of an authority that is not named counts for nothing', () => {
      expect(verifiedTimestamp(reply, bytes, readAuthorities([other.certificate]))).toBeUndefined()
      expect(verifiedTimestamp(reply, bytes, [])).toBeUndefined()
    })

    it('says nothing of other bytes', () => {
      expect(() => verifiedTimestamp(reply, flipped(bytes, 2, 1), trusted())).toThrow('other bytes')
    })

    it('is not believed with any bit of it turned, unless the bit is of what nobody reads', () => {
      const honest = verifiedTimestamp(reply, bytes, trusted())
      fc.assert(
        fc.property(anyFlip(reply.byteLength), ([index, bit]) => {
          const found = outcome(() => verifiedTimestamp(flipped(reply, index, bit), bytes, trusted()))
          // The enclosed certificate, which is not looked at, makes most of it.
          expect([undefined, 'refused', JSON.stringify(honest)]).toContain(found)
        }),
        { numRuns: 500 },
      )
    })

    it('that another authority gave in its place is not kept', async () => {
      const impostor = stampedBy({ url: other.url, certificate: authority.certificate })
      await expect(impostor(bytes)).rejects.toThrow('another authority')
    })
  },
)

const outcome = (work: () => unknown): string | undefined => {
  try {
    return JSON.stringify(work())
  } catch {
    return 'refused'
  }
}

describe.skipIf(reason !== '')(`a chain of custody with timestamps${reason}`, () => {
  let keys: Keys
  let authority: LocalAuthority
  let made: Bundle
  let expired: string
  const content = new Uint8Array(1000).fill(7)
  /** The first hub's key is over by then, that of whoever delivers is not. */
  const at = new Date(Date.now() + 3 * DAY * 1000)
  beforeAll(async () => {
    keys = await keysOf('modern')
    authority = await localAuthority()
    const date = new Date(Date.now() - DAY * 1000)
    const old = await generateCertificate({
      userId: 'Amparo XA redaction-sign',
      profile: 'modern',
      date,
      expiresInSeconds: 2 * DAY,
    })
    expired = old.certificate
    made = await bundleOf(keys, content, { custody: await custodyOf(content, { xa: old }, stampedBy(authority)) })
  })
  afterAll(() => authority.close())

  const open = (bundle: Bundle, authorities: string[]) => {
    const signers = [keys.xa.certificate, expired]
    return openBundle(source(bundle), { privateKeys: [keys.recipient.privateKey], signers, authorities, at })
  }
  const faultOf = (work: Promise<unknown>) =>
    work.then(
      () => 'accepted',
      (error: unknown) => (error instanceof BundleFault ? error.code : String(error)),
    )

  it('is believed after the keys have expired, as of when the authority saw the signatures', async () => {
    const { custody } = await open(made, [authority.certificate])
    expect(custody.map(({ timestamp }) => typeof timestamp)).toEqual(Array(4).fill('object'))
  })

  it('is not, by whoever does not name the authority', async () => {
    expect(await faultOf(open(made, []))).toBe('signer_not_valid')
  })

  it('is refused with the timestamp of another entry: timestamp_invalid', async () => {
    const custody = await custodyOf(content, keys, stampedBy(authority))
    const [first, second, ...others] = custody
    if (!first?.timestamp || !second) throw new Error('no entries')
    const bundle = await bundleOf(keys, content, {
      custody: [first, { ...second, timestamp: first.timestamp }, ...others],
    })
    expect(await faultOf(open(bundle, []))).toBe('timestamp_invalid')
  })
})
