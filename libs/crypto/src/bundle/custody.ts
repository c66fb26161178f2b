import { hash, type X509Certificate } from 'node:crypto'
import { utf8 } from '../bytes.ts'
import { signDetached } from '../openpgp/detached.ts'
import { fingerprintOf, type PrivateKeyInput, readPrivateKey } from '../openpgp/keys.ts'
import { BundleFault } from './faults.ts'
import type { ItemHashes } from './item-hashes.ts'
import { custodyFile } from './listing.ts'
import { type CustodyEntry, encodePaper, readCustodyEntry } from './papers.ts'
import type { Believe } from './signers.ts'
import { type Timestamp, verifiedTimestamp } from './timestamp.ts'

/** An entry as it is kept and passed on: these bytes are what is signed, and are never written anew. */
export interface SignedEntry {
  readonly bytes: Uint8Array
  /** Armored, detached. */
  readonly signature: string
  /** A reply of RFC 3161 over the signature as it stands in its file. */
  readonly timestamp?: Uint8Array
}

/** What an entry says; and since when its signature is there, if an authority says so whom the reader believes. */
export type VerifiedEntry = CustodyEntry & {
  /** `unknown`: of an authority that the reader did not name. */
  readonly timestamp: Timestamp | 'unknown' | undefined
}

export type CustodyAct = Pick<CustodyEntry, 'act' | 'by' | 'to'> & { readonly at: Date }

/** Clocks of two hubs may differ by this much. */
const CLOCK_SKEW_MS = 60_000

export const headOf = (chain: readonly SignedEntry[]): string | null => {
  const last = chain.at(-1)
  return last === undefined ? null : hash('sha256', last.bytes)
}

/**
 * Whoever has the item by what the entries say, which nothing here verifies. Undefined: there are none, it is under way to somebody, or is said to have
 * gone.
 */
export function holderOf(chain: readonly SignedEntry[]): CustodyEntry['by'] | undefined {
  const last = chain.at(-1)
  if (last === undefined || isGone(chain)) return undefined
  const { act, by } = readCustodyEntry(last.bytes)
  return act === 'handed_over' ? undefined : by
}

/** Whether the item is said, last, to have been returned or destroyed. */
export function isGone(chain: readonly SignedEntry[]): boolean {
  const last = chain.at(-1)
  return last !== undefined && isGoing(readCustodyEntry(last.bytes))
}

const isGoing = ({ act }: Pick<CustodyEntry, 'act'>): boolean => act === 'returned' || act === 'destroyed'

/** The chain with one more entry at its end, signed by whoever acts. Throws a BundleFault if nobody could act so after what is there. */
export async function withEntry(
  chain: readonly SignedEntry[],
  item: Pick<CustodyEntry, 'item'> & ItemHashes,
  { at, ...act }: CustodyAct,
  signingKey: PrivateKeyInput,
  stamp?: (bytes: Uint8Array) => Promise<Uint8Array>,
): Promise<readonly SignedEntry[]> {
  const key = await readPrivateKey(signingKey)
  const entry: CustodyEntry = {
    v: 1,
    kind: 'amparo-custody',
    number: chain.length,
    previous: headOf(chain),
    ...act,
    at: at.toISOString(),
    item: item.item,
    size: item.size,
    root: item.root,
    sha256: item.sha256,
    sha512_256: item.sha512_256,
    signer: await fingerprintOf(key.toPublic()),
  }
  const bytes = encodePaper(entry)
  // Reads what it has written, and what was there.
  followed([...chain.map(({ bytes: before }) => readCustodyEntry(before)), readCustodyEntry(bytes)])
  const signature = await signDetached(bytes, key)
  return [...chain, { bytes, signature, ...(stamp && { timestamp: await stamp(utf8(signature)) }) }]
}

/** What the entries say, once each is signed by whom it names, follows from the one before, and is about this item. */
export async function verifiedCustody(
  chain: readonly SignedEntry[],
  item: Pick<CustodyEntry, 'item'> & ItemHashes,
  { believe, authorities }: { readonly believe: Believe; readonly authorities: readonly X509Certificate[] },
): Promise<readonly VerifiedEntry[]> {
  const entries: VerifiedEntry[] = []
  let previous: string | null = null
  for (const [number, signed] of chain.entries()) {
    const { bytes, signature } = signed
    const file = custodyFile(number)
    const entry = read(bytes, file)
    const timestamp = timestampOf(signed, entry, authorities, file)
    const signedAt = typeof timestamp === 'object' ? timestamp.at : undefined
    await believe({
      bytes,
      signature,
      signer: entry.signer,
      by: entry.by,
      file,
      signedAt,
      otherwise: 'custody_changed',
    })
    if (entry.previous !== previous) throw new BundleFault('custody_out_of_order', { file })
    if (!isAbout(entry, item)) throw new BundleFault('custody_of_another_item', { file })
    entries.push({ ...entry, timestamp })
    previous = hash('sha256', bytes)
  }
  followed(entries)
  return entries
}

function read(bytes: Uint8Array, file: string): CustodyEntry {
  try {
    return readCustodyEntry(bytes)
  } catch (cause) {
    throw new BundleFault('custody_changed', { file, cause })
  }
}

function timestampOf(
  { signature, timestamp }: SignedEntry,
  entry: CustodyEntry,
  authorities: readonly X509Certificate[],
  file: string,
): Timestamp | 'unknown' | undefined {
  if (timestamp === undefined) return undefined
  try {
    const stated = verifiedTimestamp(timestamp, utf8(signature), authorities)
    if (stated && stated.at.getTime() < Date.parse(entry.at) - CLOCK_SKEW_MS) throw new RangeError('before it was made')
    return stated ?? 'unknown'
  } catch (cause) {
    throw new BundleFault('timestamp_invalid', { file, cause })
  }
}

const isAbout = (entry: CustodyEntry, item: Pick<CustodyEntry, 'item'> & ItemHashes): boolean =>
  (['item', 'size', 'root', 'sha256', 'sha512_256'] as const).every(field => entry[field] === item[field])

type Holder = CustodyEntry['by'] | undefined
const isSame = (one: Holder, other: Holder): boolean => one?.hub === other?.hub && one?.agency === other?.agency

/**
 * Taken in once, first; handed over only by whoever has it, and received only by whom it was handed over to. Said to have gone, and that it is back, only by
 * whoever has it; what has gone is not handed over. Throws custody_out_of_order.
 */
function followed(entries: readonly CustodyEntry[]): void {
  let holder: Holder
  let underWayTo: Holder
  let gone = false
  let before = Number.NEGATIVE_INFINITY
  for (const [number, entry] of entries.entries()) {
    const { act, by, to } = entry
    const at = Date.parse(entry.at)
    const isNext =
      entry.number === number &&
      at >= before - CLOCK_SKEW_MS &&
      (act === 'taken_in') === (number === 0) &&
      (act === 'handed_over' || act === 'returned') === (to !== null) &&
      (act === 'taken_in' || act === 'received' || (underWayTo === undefined && isSame(holder, by))) &&
      (act === 'held_again') === gone &&
      (act !== 'received' || (underWayTo !== undefined && isSame(underWayTo, by)))
    if (!isNext) throw new BundleFault('custody_out_of_order', { file: custodyFile(number) })
    underWayTo = act === 'handed_over' && to ? to : undefined
    gone = isGoing(entry)
    if (act !== 'handed_over') holder = by
    before = at
  }
}
