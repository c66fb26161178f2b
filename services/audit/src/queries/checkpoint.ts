import { createPublicKey, hash, sign } from 'node:crypto'
import type { SigningKey } from '@amparo/crypto'
import type { Reader, Store } from '@amparo/store'
import { checkpointText, keyIdInput, originOf, signedNote, type TreeHead } from '../domain/checkpoint.ts'
import { treeHead } from './tree.ts'

/** Signs tree heads. The text begins with the origin, so no signature under it can pass for one of a statement. */
export function checkpointSigner(hub: string, { privateKey }: SigningKey): (head: TreeHead) => string {
  const origin = originOf(hub)
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  const keyId = hash('sha256', keyIdInput(origin, Buffer.from(x, 'base64url')), 'buffer').subarray(0, 4)
  return head => {
    const text = checkpointText(origin, head)
    return signedNote(text, origin, keyId, sign(null, Buffer.from(text), privateKey))
  }
}

/** C2SP tlog-checkpoint of the log as it is now. */
export const getCheckpoint =
  ({ read }: Pick<Store, 'read'>, signHead: (head: TreeHead) => string) =>
  () =>
    read(async (reader: Reader) => signHead(await treeHead(reader)))
