import { sha256Hex } from '@amparo/contracts'
import { HUB_CODE } from '@amparo/kernel'
import { z } from 'zod'
import { fromJson, utf8 } from '../bytes.ts'

const MIB = 1024 ** 2
export const MIN_CHUNK_BYTES = 4 * MIB
/** What OpenPGP.js and gpg open whole, in the profile that is not streamed (see MAX_COMPATIBLE_BYTES). */
export const MAX_CHUNK_BYTES = 16 * MIB
export const CHUNK_BYTES = 8 * MIB
/** 1 TiB in chunks of 16 MiB. */
export const MAX_CHUNKS = 65_536

const fingerprint = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
const code = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/)
const hub = z.string().regex(HUB_CODE)
const instant = z.iso.datetime({ precision: 3 })
const party = z.strictObject({ hub, agency: z.uuid() })

const item = {
  item: z.uuid(),
  size: z.int().positive(),
  root: sha256Hex,
  sha256: sha256Hex,
  sha512_256: sha256Hex,
}

/**
 * What became of an item that was handed over on a request stands beside the way that its bytes took: whoever received it says that it was returned, or
 * destroyed, and that it is held again where neither counts; whoever had handed it over, that it came back.
 */
export const GONE_ACTS = ['returned', 'destroyed', 'held_again', 'came_back'] as const
const CUSTODY_ACTS = ['taken_in', 'handed_over', 'received', ...GONE_ACTS] as const

/** An entry of the chain of custody: from intake on, who had the item and gave it to whom. Each is signed by whoever acts. */
export const custodySchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('amparo-custody'),
  /** From 0. */
  number: z.int().nonnegative(),
  /** SHA-256 of the entry before, as it stands in its file; none before the first. */
  previous: sha256Hex.nullable(),
  act: z.enum(CUSTODY_ACTS),
  by: party,
  /** Of a handing over and of a return: to whom. */
  to: party.nullable(),
  at: instant,
  ...item,
  signer: fingerprint,
})
export type CustodyEntry = z.infer<typeof custodySchema>

/** What a bundle holds, for whom and on what terms. A name of the file would be content, and is not in it. */
export const manifestSchema = z
  .strictObject({
    v: z.literal(1),
    kind: z.literal('amparo-file'),
    bundle: z.uuid(),
    mediaType: z.string().regex(/^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,99}$/),
    ...item,
    chunkBytes: z.int().min(MIN_CHUNK_BYTES).max(MAX_CHUNK_BYTES),
    /** SHA-256 of each, decrypted, in order. */
    chunks: z.array(sha256Hex).min(1).max(MAX_CHUNKS),
    custodyEntries: z.int().positive().max(9_999),
    /** SHA-256 of the last entry of the chain, which so stands for all of them. */
    custodyHead: sha256Hex,
    from: party,
    to: party,
    /** Fingerprint of the certificate to which all of it is encrypted: what was taken out and encrypted anew shows by it. */
    recipientKey: fingerprint,
    /** With which it goes; null: with none. */
    referral: z.uuid().nullable(),
    purpose: code,
    basis: code,
    handling: code,
    /** Of source (A to C, X) and information (1 to 4), as in SIENA. Absent: nobody had to say. */
    evaluation: z
      .string()
      .regex(/^[abcx][1-4]$/)
      .optional(),
    madeAt: instant,
    /** From then on it is not opened any more. Absent: made before this was said. */
    expiresAt: instant.optional(),
    signer: fingerprint,
  })
  .refine(({ chunks, chunkBytes, size }) => chunks.length === Math.ceil(size / chunkBytes))
  // Both in UTC and of one length, so that the order of texts is that of time.
  .refine(({ madeAt, expiresAt }) => expiresAt === undefined || expiresAt > madeAt)
export type Manifest = z.infer<typeof manifestSchema>

/** One field a line: what is signed can be read by people and taken apart with sed. */
export const encodePaper = (paper: Manifest | CustodyEntry): Uint8Array => utf8(`${JSON.stringify(paper, null, 2)}\n`)

/** Throws on anything else. */
export const readManifest = (bytes: Uint8Array): Manifest => manifestSchema.parse(fromJson(bytes))
export const readCustodyEntry = (bytes: Uint8Array): CustodyEntry => custodySchema.parse(fromJson(bytes))
