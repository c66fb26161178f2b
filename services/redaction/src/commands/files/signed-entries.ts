import type { SignedEntry } from '@amparo/crypto/bundle'
import type { FileTerms } from '../../store/files.ts'

type Kept = FileTerms['custody'][number]

/** A chain of custody as it is kept under the person's key. */
export const toKept = (chain: readonly SignedEntry[]): Kept[] =>
  chain.map(({ bytes, signature, timestamp }) => ({
    base64: base64Of(bytes),
    signature,
    ...(timestamp && { timestamp: base64Of(timestamp) }),
  }))

export const fromKept = (custody: readonly Kept[]): SignedEntry[] =>
  custody.map(({ base64, signature, timestamp }) => ({
    bytes: Buffer.from(base64, 'base64'),
    signature,
    ...(timestamp !== undefined && { timestamp: Buffer.from(timestamp, 'base64') }),
  }))

const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
