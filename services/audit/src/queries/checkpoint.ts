import type { SigningKey } from '@amparo/crypto'
import {
  checkpointText,
  formatNote,
  type Note,
  NoteAlgorithm,
  type NoteKey,
  noteKeyOf,
  signNote,
} from '@amparo/crypto/tlog'
import type { Reader, Store } from '@amparo/store'
import { type TreeHead, witnessNameOf } from '../domain/checkpoint.ts'
import { errors } from '../domain/errors.ts'
import { latestPublished } from '../store/heads.ts'
import { treeHead } from './tree.ts'

/** By which the log's heads are known. */
export const logKeyOf = (origin: string, { privateKey }: SigningKey): NoteKey =>
  noteKeyOf(origin, NoteAlgorithm.ED25519, privateKey)

/** By which this hub signs heads of other logs. The text under such a signature begins otherwise, so that one key does for both. */
export const witnessKeyOf = (hub: string, { privateKey }: SigningKey): NoteKey =>
  noteKeyOf(witnessNameOf(hub), NoteAlgorithm.COSIGNATURE, privateKey)

/** Signs tree heads. The text begins with the origin, so no signature under it can pass for one of a statement. */
export function checkpointSigner(origin: string, sign: SigningKey): (head: TreeHead) => Note {
  const key = logKeyOf(origin, sign)
  return head => {
    const text = checkpointText({ origin: key.name, ...head })
    return { text, signatures: [signNote(text, key, sign.privateKey, new Date(0))] }
  }
}

/** Throws log_origin_changed where heads were published under another name. */
export async function sameLog(reader: Reader, origin: string): Promise<void> {
  const published = await latestPublished(reader)
  if (published !== undefined && !published.note.startsWith(`${origin}\n`)) throw errors.log_origin_changed()
}

/** C2SP tlog-checkpoint: the last head that witnesses have signed; before there is one, of the log as it is now. */
export const getCheckpoint =
  ({ read }: Pick<Store, 'read'>, signHead: (head: TreeHead) => Note) =>
  () =>
    read(async reader => (await latestPublished(reader))?.note ?? formatNote(signHead(await treeHead(reader))))
