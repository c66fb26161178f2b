import { randomUUID } from 'node:crypto'
import { inChunks } from '../../src/bundle/in-chunks.ts'
import { MIN_CHUNK_BYTES } from '../../src/bundle/papers.ts'
import type { BundleSink, BundleSource, SignedEntry } from '../../src/bundle.ts'
import { itemHasher, sealBundle, withEntry } from '../../src/bundle.ts'
import { type GeneratedCertificate, generateCertificate, type Profile } from '../../src/web.ts'

export const AT = new Date('2026-11-20T10:00:00.000Z')
const MADE = new Date('2026-11-01T10:00:00.000Z')
const later = (minutes: number) => new Date(AT.getTime() + minutes * 60_000)

export const police = { hub: 'XA', agency: randomUUID() }
export const prosecutor = { hub: 'XA', agency: randomUUID() }
export const court = { hub: 'XB', agency: randomUUID() }

export interface Keys {
  readonly xa: GeneratedCertificate
  readonly xb: GeneratedCertificate
  readonly recipient: GeneratedCertificate
}

const certificate = (userId: string, profile: Profile) => generateCertificate({ userId, profile, date: MADE })

export const keysOf = async (profile: Profile): Promise<Keys> => ({
  xa: await certificate('Amparo XA redaction-sign-compatible', profile),
  xb: await certificate('Amparo XB redaction-sign-compatible', profile),
  recipient: await certificate(`Amparo XB agency ${court.agency}`, profile),
})

/** Two whole chunks and some of a third, none like another. */
export const content = (bytes = 2 * MIN_CHUNK_BYTES + 1234): Uint8Array =>
  Uint8Array.from({ length: bytes }, (_, at) => (at * 31 + (at >> 12) + (at >> 20)) & 0xff)

export const item = randomUUID()
const hashesOf = async (bytes: Uint8Array) => {
  const hasher = itemHasher()
  for await (const chunk of inChunks([bytes], MIN_CHUNK_BYTES)) hasher.add(chunk)
  return { item, ...hasher.finish() }
}

/** Taken in by the police, handed to the prosecutor, received, and handed to a court abroad: four entries. */
export async function custodyOf(
  bytes: Uint8Array,
  { xa }: Pick<Keys, 'xa'>,
  stamp?: (bytes: Uint8Array) => Promise<Uint8Array>,
): Promise<readonly SignedEntry[]> {
  const known = await hashesOf(bytes)
  const acts = [
    { act: 'taken_in', by: police, to: null },
    { act: 'handed_over', by: police, to: prosecutor },
    { act: 'received', by: prosecutor, to: null },
    { act: 'handed_over', by: prosecutor, to: court },
  ] as const
  let chain: readonly SignedEntry[] = []
  for (const [number, act] of acts.entries())
    chain = await withEntry(chain, known, { ...act, at: later(number) }, xa.privateKey, stamp)
  return chain
}

export type Bundle = Map<string, Uint8Array>
export const sink = (bundle: Bundle): BundleSink => ({
  write: async (name, parts) => {
    bundle.set(name, Buffer.concat([...parts]))
  },
})
export const source = (bundle: Bundle): BundleSource => ({
  names: async () => [...bundle.keys()],
  read: async (name, maxBytes) => {
    const bytes = bundle.get(name)
    if (bytes && bytes.byteLength > maxBytes) throw new RangeError('too large')
    return bytes
  },
})

export const terms = {
  bundle: randomUUID(),
  item,
  mediaType: 'application/octet-stream',
  from: prosecutor,
  to: court,
  referral: null,
  purpose: 'prosecution',
  basis: 'consent',
  handling: 'h2',
  madeAt: later(4),
  /** Tests open it whenever they run. */
  expiresAt: new Date('2099-01-01T00:00:00.000Z'),
}

export async function bundleOf(
  keys: Keys,
  bytes = content(),
  given: { custody?: readonly SignedEntry[]; expiresAt?: Date } = {},
) {
  const bundle: Bundle = new Map()
  const custody = given.custody ?? (await custodyOf(bytes, keys))
  const { expiresAt = terms.expiresAt } = given
  const made = {
    terms: { ...terms, custody, expiresAt },
    recipient: keys.recipient.certificate,
    signingKey: keys.xa.privateKey,
  }
  await sealBundle({ content: [bytes], ...made, chunkBytes: MIN_CHUNK_BYTES }, sink(bundle))
  return bundle
}
