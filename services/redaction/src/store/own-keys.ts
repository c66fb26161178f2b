import type { KeyObject } from 'node:crypto'
import { decryptRecord, encryptRecord, type RecordContext } from '@amparo/crypto'
import type { DataKeys } from './data-keys.ts'

/** A key over the person's: what it covers goes with it, and the rest of the person stays. */
export interface OwnKey {
  readonly keyId: string
  readonly key: KeyObject
}

export interface Covered {
  readonly ownKey: string | null
  readonly ciphertext: Buffer
}

export const covered = (own: OwnKey | undefined, sealed: Uint8Array, context: RecordContext): Buffer =>
  Buffer.from(own ? encryptRecord(own.key, sealed, context) : sealed)

/** As it stands under the person's key. Undefined: what covered it was destroyed, whatever rows a backup brings back. */
export async function uncovered(
  keys: Pick<DataKeys, 'get' | 'has'>,
  { ownKey, ciphertext }: Covered,
  context: RecordContext,
): Promise<Buffer | undefined> {
  if (ownKey === null) return ciphertext
  if (!(await keys.has(ownKey))) return undefined
  return Buffer.from(decryptRecord(await keys.get(ownKey), ciphertext, context))
}
