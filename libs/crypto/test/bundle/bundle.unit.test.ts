import { hash, randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { encodeListing, LISTING, LISTING_SIGNATURE, readListing } from '../../src/bundle/listing.ts'
import { encodePaper, readCustodyEntry, readManifest } from '../../src/bundle/papers.ts'
import { BundleFault, type CustodyAct, holderOf, openBundle, withEntry } from '../../src/bundle.ts'
import { sealBytesTo } from '../../src/openpgp/seal.ts'
import { type GeneratedCertificate, generateCertificate, revoke, signDetached, unseal } from '../../src/web.ts'
import { flipped } from '../tampering.ts'
import {
  AT,
  type Bundle,
  bundleOf,
  content,
  court,
  custodyOf,
  item,
  type Keys,
  keysOf,
  police,
  prosecutor,
  source,
} from './making.ts'

let keys: Keys
let made: Bundle
const bytes = content()
beforeAll(async () => {
  keys = await keysOf('modern')
  made = await bundleOf(keys, bytes)
})

const open = (bundle: Bundle, options: { signers?: string[]; privateKey?: string; at?: Date } = {}) =>
  openBundle(source(bundle), {
    privateKeys: [options.privateKey ?? keys.recipient.privateKey],
    signers: options.signers ?? [keys.xa.certificate],
    at: options.at ?? new Date(),
  })

async function faultOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'accepted'
  } catch (error) {
    if (error instanceof BundleFault) return error.code
    throw error
  }
}

const get = (bundle: Bundle, name: string): Uint8Array => {
  const found = bundle.get(name)
  if (!found) throw new Error(`no ${name}`)
  return found
}

/** What is in transit or on a disk is changed, by whoever has no key. */
const changed = (change: (bundle: Bundle) => void) => {
  const bundle = new Map(made)
  change(bundle)
  return faultOf(() => open(bundle))
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const utf8 = (words: string) => new TextEncoder().encode(words)
const plainOf = (bundle: Bundle, name: string) => unseal(keys.recipient.privateKey, get(bundle, name))

/** The sender's own hub (or whoever has its key) lists anew what it has changed. */
async function listedAnew(bundle: Bundle, by: GeneratedCertificate = keys.xa): Promise<Bundle> {
  const before = readListing(get(made, LISTING))
  const names = [...bundle.keys()].filter(name => name !== LISTING && name !== LISTING_SIGNATURE)
  const files = new Map(
    names.map(name => {
      const file = get(bundle, name)
      return [name, { size: file.byteLength, sha256: hash('sha256', file) }] as const
    }),
  )
  const listing = encodeListing({ bundle: before.bundle, signer: by.fingerprint, files })
  bundle.set(LISTING, listing)
  bundle.set(LISTING_SIGNATURE, utf8(await signDetached(listing, by.privateKey)))
  return bundle
}

/** A paper rewritten inside, its old signature beside it or a new one by this key. */
async function rewritten(name: string, change: (plain: string) => string, signedBy?: GeneratedCertificate) {
  const bundle = new Map(made)
  const plain = utf8(change(text(await plainOf(made, name))))
  bundle.set(name, await sealBytesTo(keys.recipient.certificate, plain))
  if (signedBy) {
    const signature = utf8(await signDetached(plain, signedBy.privateKey))
    bundle.set(name.replace('.gpg', '.asc.gpg'), await sealBytesTo(keys.recipient.certificate, signature))
  }
  return listedAnew(bundle)
}

describe('the day by which a bundle is to be opened', () => {
  it('is signed with it: from then on it is refused, and before that it is good', async () => {
    const expiresAt = new Date('2030-01-01T00:00:00.000Z')
    const bundle = await bundleOf(keys, bytes, { expiresAt })
    expect(await faultOf(() => open(bundle, { at: expiresAt }))).toBe('bundle_expired')
    const { manifest } = await open(bundle, { at: new Date(expiresAt.getTime() - 1) })
    expect(manifest.expiresAt).toBe('2030-01-01T00:00:00.000Z')
  })

  it('cannot be put off or left out by who has not the key, and lies after it was made', async () => {
    const later = await rewritten('manifest.json.gpg', plain => plain.replace('2099-01-01', '2199-01-01'))
    expect(await faultOf(() => open(later))).toBe('manifest_changed')
    const never = await rewritten('manifest.json.gpg', plain => plain.replace(/ {2}"expiresAt".*\n/, ''))
    expect(await faultOf(() => open(never))).toBe('manifest_changed')
    const before = await rewritten('manifest.json.gpg', plain => plain.replace('2099-01-01', '2001-01-01'), keys.xa)
    expect(await faultOf(() => open(before))).toBe('manifest_changed')
  })

  it('is not in a bundle of an older version, which is opened as it was', async () => {
    const older = await rewritten('manifest.json.gpg', plain => plain.replace(/ {2}"expiresAt".*\n/, ''), keys.xa)
    expect((await open(older, { at: new Date('2100-01-01') })).manifest).not.toHaveProperty('expiresAt')
  })
})

describe('a delivered bundle', () => {
  it('opens to the file, with what it is and who had it', async () => {
    const got: Uint8Array[] = []
    const { manifest, custody } = await openBundle(source(made), {
      privateKeys: [keys.recipient.privateKey],
      signers: [keys.xa.certificate],
      at: new Date(),
      content: async chunk => void got.push(Buffer.from(chunk)),
    })
    expect(Buffer.concat(got).equals(bytes)).toBe(true)
    expect(manifest).toMatchObject({ size: bytes.byteLength, item, from: prosecutor, to: court })
    expect(custody.map(({ act, by }) => [act, by.agency])).toEqual([
      ['taken_in', police.agency],
      ['handed_over', police.agency],
      ['received', prosecutor.agency],
      ['handed_over', prosecutor.agency],
    ])
  })

  it('shows nothing of the file but how much there is to whoever carries it', async () => {
    const { sha256, root, sha512_256 } = readManifest(await plainOf(made, 'manifest.json.gpg'))
    const carried = [...made].map(([name, file]) => name + text(file)).join('')
    for (const secret of [sha256, root, sha512_256, item, court.agency, 'octet-stream'])
      expect(carried).not.toContain(secret)
  })
})

describe('what became of an item that was handed over', () => {
  const at = new Date('2026-11-20T11:00:00.000Z')
  const said = (act: 'returned' | 'destroyed' | 'held_again' | 'came_back', by = prosecutor) =>
    ({ act, by, to: act === 'returned' ? court : null, at }) as const
  const handed = { act: 'handed_over', by: prosecutor, to: court, at } as const
  /** After it was received by the prosecutor. */
  async function chainOf(...acts: readonly CustodyAct[]) {
    let chain = (await custodyOf(bytes, keys)).slice(0, 3)
    const known = readCustodyEntry(chain[0]?.bytes ?? new Uint8Array())
    for (const act of acts) chain = [...(await withEntry(chain, known, act, keys.xa.privateKey))]
    return chain
  }

  it('is said by whoever has it; it is handed over again only once it is held again', async () => {
    const back = await chainOf(said('returned'), said('held_again'), said('destroyed'), said('held_again'), handed)
    expect(back).toHaveLength(8)
    expect(holderOf(back.slice(0, 4))).toBeUndefined()
    expect(holderOf(back.slice(0, 5))).toEqual(prosecutor)
    expect(holderOf(await chainOf(said('came_back')))).toEqual(prosecutor)
  })

  it.each<[string, readonly CustodyAct[]]>([
    ['by another', [said('returned', police)]],
    ['twice', [said('destroyed'), said('returned')]],
    ['to be held again that never went', [said('held_again')]],
    ['while it is under way', [handed, said('destroyed')]],
    ['and handed over from there', [said('returned'), handed]],
  ])('is not said %s', async (_, acts) => {
    await expect(chainOf(...acts)).rejects.toMatchObject({ code: 'custody_out_of_order' })
  })
})

describe('what anybody can do to a bundle on its way', () => {
  const CHUNK = 'chunks/000001.gpg'
  it.each<[string, string, (bundle: Bundle) => void]>([
    [
      'two chunks change places',
      'file_swapped',
      bundle => {
        const [one, other] = ['chunks/000000.gpg', CHUNK].map(name => get(bundle, name)) as [Uint8Array, Uint8Array]
        bundle.set('chunks/000000.gpg', other).set(CHUNK, one)
      },
    ],
    ['a chunk is cut short', 'file_truncated', bundle => bundle.set(CHUNK, get(bundle, CHUNK).subarray(0, -1))],
    ['a chunk is gone', 'file_missing', bundle => bundle.delete(CHUNK)],
    [
      'one bit of a chunk is turned',
      'file_altered',
      bundle => bundle.set(CHUNK, flipped(get(bundle, CHUNK), 4_000_000, 3)),
    ],
    ['a chunk grows', 'file_altered', bundle => bundle.set(CHUNK, Buffer.concat([get(bundle, CHUNK), Buffer.of(0)]))],
    ['a file is put beside it', 'file_unexpected', bundle => bundle.set('chunks/000009.gpg', Buffer.of(1))],
    [
      'the manifest is cut short',
      'file_truncated',
      bundle => bundle.set('manifest.json.gpg', get(bundle, 'manifest.json.gpg').subarray(1)),
    ],
    ['an entry of custody is gone', 'file_missing', bundle => bundle.delete('custody/0001.json.gpg')],
    [
      'two entries of custody change places',
      'file_swapped',
      bundle => {
        const [one, other] = ['0', '1'].map(n => get(bundle, `custody/000${n}.json.gpg`)) as [Uint8Array, Uint8Array]
        bundle.set('custody/0000.json.gpg', other).set('custody/0001.json.gpg', one)
      },
    ],
    [
      'one digit of the list is another',
      'listing_changed',
      bundle => bundle.set(LISTING, utf8(text(get(bundle, LISTING)).replace(/ (\d+) bytes/, ' 1 bytes'))),
    ],
    [
      'the list leads out of the folder',
      'listing_changed',
      bundle => bundle.set(LISTING, utf8(text(get(bundle, LISTING)).replace('manifest.json.gpg', '../../x.json.gpg'))),
    ],
    ["the list's signature is gone", 'file_missing', bundle => bundle.delete(LISTING_SIGNATURE)],
    ['all of it is gone', 'not_a_bundle', bundle => bundle.clear()],
  ])('%s: %s', async (_, code, change) => {
    expect(await changed(change)).toBe(code)
  })

  it('is listed and signed anew by a stranger: signer_unknown', async () => {
    const stranger = await generateCertificate({ userId: 'Amparo XA redaction-sign', profile: 'modern' })
    expect(await faultOf(async () => open(await listedAnew(new Map(made), stranger)))).toBe('signer_unknown')
  })
})

describe('what a hub that signs could do', () => {
  it.each<[string, string, () => Promise<Bundle>]>([
    [
      'changes the manifest',
      'manifest_changed',
      () => rewritten('manifest.json.gpg', plain => plain.replace('"h2"', '"h0"')),
    ],
    ['has another sign it', 'manifest_changed', () => rewritten('manifest.json.gpg', plain => plain, keys.xb)],
    [
      'writes a manifest with another field',
      'manifest_changed',
      () => rewritten('manifest.json.gpg', plain => plain.replace('{', '{"extra": 1,'), keys.xa),
    ],
    [
      'takes the manifest of another bundle',
      'manifest_differs',
      () =>
        rewritten(
          'manifest.json.gpg',
          plain => plain.replace(/"bundle": "[^"]*"/, `"bundle": "${randomUUID()}"`),
          keys.xa,
        ),
    ],
    [
      'names another chunk',
      'chunk_differs',
      () =>
        rewritten(
          'manifest.json.gpg',
          plain =>
            plain.replace(/"chunks": \[\s+"[0-9a-f]/, part => `${part.slice(0, -1)}${part.endsWith('0') ? '1' : '0'}`),
          keys.xa,
        ),
    ],
    [
      'names another hash of the whole',
      'custody_of_another_item',
      () =>
        rewritten(
          'manifest.json.gpg',
          plain => plain.replace(/"sha512_256": ".{8}/, '"sha512_256": "00000000'),
          keys.xa,
        ),
    ],
    [
      'says another holder spoke',
      'custody_changed',
      () => rewritten('custody/0002.json.gpg', plain => plain.replace('received', 'taken_in')),
    ],
    [
      'cuts the chain off',
      'custody_incomplete',
      async () => {
        const bundle = new Map(made)
        bundle.delete('custody/0003.json.gpg')
        bundle.delete('custody/0003.json.asc.gpg')
        return listedAnew(bundle)
      },
    ],
    [
      'names fewer entries',
      'custody_incomplete',
      async () => {
        const bundle = await rewritten(
          'manifest.json.gpg',
          plain => plain.replace('"custodyEntries": 4', '"custodyEntries": 3'),
          keys.xa,
        )
        bundle.delete('custody/0003.json.gpg')
        bundle.delete('custody/0003.json.asc.gpg')
        return listedAnew(bundle)
      },
    ],
    [
      'turns two entries round',
      'custody_out_of_order',
      async () => {
        const bundle = new Map(made)
        for (const end of ['json.gpg', 'json.asc.gpg']) {
          bundle.set(`custody/0001.${end}`, get(made, `custody/0002.${end}`))
          bundle.set(`custody/0002.${end}`, get(made, `custody/0001.${end}`))
        }
        return listedAnew(bundle)
      },
    ],
    [
      'puts another item into its chain',
      'custody_of_another_item',
      async () => {
        const other = bytes.slice(0, 5)
        const bundle = await bundleOf(keys, bytes, { custody: await custodyOf(other, keys) })
        return bundle
      },
    ],
    [
      'encrypts what is no OpenPGP',
      'file_unreadable',
      async () => listedAnew(new Map(made).set('chunks/000001.gpg', Buffer.from('nothing'))),
    ],
  ])('%s: %s', async (_, code, make) => {
    expect(await faultOf(async () => open(await make()))).toBe(code)
  })

  it('speaks for the agency of another hub: signer_foreign', async () => {
    const bundle = await rewritten('custody/0000.json.gpg', plain => plain.replace('"XA"', '"XB"'), keys.xa)
    expect(await faultOf(() => open(bundle))).toBe('signer_foreign')
  })

  it('has a chunk that is another one than the manifest says, in its place: chunk_differs', async () => {
    const bundle = new Map(made).set(
      'chunks/000002.gpg',
      await sealBytesTo(keys.recipient.certificate, bytes.slice(0, 1234)),
    )
    expect(await faultOf(async () => open(await listedAnew(bundle)))).toBe('chunk_differs')
  })
})

describe('whose keys', () => {
  it('another private key opens nothing: not_for_this_key', async () => {
    expect(await faultOf(() => open(made, { privateKey: keys.xb.privateKey }))).toBe('not_for_this_key')
  })

  it('what a recipient took out and encrypted to another shows it: not_for_this_key', async () => {
    const other = await generateCertificate({ userId: 'Amparo XB agency', profile: 'modern' })
    const bundle = new Map(made)
    for (const name of [...bundle.keys()].filter(name => name.endsWith('.gpg')))
      bundle.set(name, await sealBytesTo(other.certificate, await plainOf(made, name)))
    // By the best of luck the thief has the sender's key for the list, which names no recipient.
    expect(await faultOf(async () => open(await listedAnew(bundle), { privateKey: other.privateKey }))).toBe(
      'not_for_this_key',
    )
  })

  it('who is not named is not believed: signer_unknown', async () => {
    expect(await faultOf(() => open(made, { signers: [keys.xb.certificate] }))).toBe('signer_unknown')
  })

  it('a revoked key is not believed, whatever the day: signer_not_valid', async () => {
    const revoked = await revoke(keys.xa.certificate, keys.xa.privateKey, 'compromised')
    expect(await faultOf(() => open(made, { signers: [revoked] }))).toBe('signer_not_valid')
  })

  it('a key that has expired is believed as of a day before', async () => {
    const day = 86_400
    const brief = {
      userId: 'Amparo XA redaction-sign',
      profile: 'modern',
      date: new Date(Date.now() - day * 1000),
    } as const
    const xa = await generateCertificate({ ...brief, expiresInSeconds: 2 * day })
    const bundle = await bundleOf({ ...keys, xa }, bytes)
    const signers = [xa.certificate]
    expect(await faultOf(() => open(bundle, { signers }))).toBe('accepted')
    const at = new Date(Date.now() + 3 * day * 1000)
    expect(await faultOf(() => open(bundle, { signers, at }))).toBe('signer_not_valid')
  })
})

describe('an entry of custody', () => {
  const known = { item, size: 1, sha256: '0'.repeat(64), sha512_256: '0'.repeat(64), root: '0'.repeat(64) }
  const chained = async (...acts: Parameters<typeof withEntry>[2][]) => {
    let chain: Awaited<ReturnType<typeof withEntry>> = []
    for (const act of acts) chain = await withEntry(chain, known, act, keys.xa.privateKey)
    return chain
  }
  const takenIn = { act: 'taken_in', by: police, to: null, at: AT } as const
  const handedOver = { act: 'handed_over', by: police, to: prosecutor, at: AT } as const
  const received = { act: 'received', by: prosecutor, to: null, at: AT } as const
  it.each<[string, Parameters<typeof withEntry>[2][]]>([
    ['begins with a receipt', [received]],
    ['takes in twice', [takenIn, takenIn]],
    ['hands over what another holds', [takenIn, { ...handedOver, by: court }]],
    ['hands over twice', [takenIn, handedOver, handedOver]],
    ['receives what was handed to another', [takenIn, handedOver, { ...received, by: court }]],
    ['receives what nobody handed over', [takenIn, received]],
    ['hands over to nobody', [takenIn, { ...handedOver, to: null }]],
    ['goes back in time', [takenIn, { ...handedOver, at: new Date(AT.getTime() - 61_000) }]],
  ])('that %s is not made', async (_, acts) => {
    expect(await faultOf(() => chained(...acts))).toBe('custody_out_of_order')
  })

  it('says by its bytes what came before', async () => {
    const chain = await chained(takenIn, handedOver, received)
    const [first, second] = chain.map(entry => readCustodyEntry(entry.bytes))
    expect(second?.previous).toBe(hash('sha256', chain[0]?.bytes ?? ''))
    expect(first && encodePaper(first)).toEqual(chain[0]?.bytes)
  })
})
