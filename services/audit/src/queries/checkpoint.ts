import type { SigningKey } from '@amparo/crypto'
import { checkpointText, formatNote, NoteAlgorithm, type NoteKey, noteKeyOf, signNote } from '@amparo/crypto/tlog'
import type { Store } from '@amparo/store'
import { originOf, type TreeHead } from '../domain/checkpoint.ts'
import { treeHead } from './tree.ts'

/** By which the log's heads are known. */
export const logKeyOf = (hub: string, { privateKey }: SigningKey): NoteKey =>
  noteKeyOf(originOf(hub), NoteAlgorithm.ED25519, privateKey)

/** Signs tree heads. The text begins with the origin, so no signature under it can pass for one of a statement. */
export function checkpointSigner(hub: string, sign: SigningKey): (head: TreeHead) => string {
  const key = logKeyOf(hub, sign)
  return head => {
    const text = checkpointText({ origin: key.name, ...head })
    return formatNote({ text, signatures: [signNote(text, key, sign.privateKey, new Date(0))] })
  }
}

/** C2SP tlog-checkpoint of the log as it is now. */
export const getCheckpoint =
  ({ read }: Pick<Store, 'read'>, signHead: (head: TreeHead) => string) =>
  () =>
    read(async reader => signHead(await treeHead(reader)))
