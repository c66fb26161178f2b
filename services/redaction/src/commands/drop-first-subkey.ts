import { type FileKeyStore, newestSubkeyOf, withoutSubkeys } from '@amparo/crypto'
import { isOver, type SubkeyTimes } from '../domain/seal-subkey.ts'
import type { KeysDatabase } from '../store/keys-database.ts'

interface Deps {
  readonly keyStore: Pick<FileKeyStore, 'readPrivateKey' | 'savePrivateKey'>
  readonly database: Pick<KeysDatabase, 'sealSubkeys'>
  readonly times: SubkeyTimes
  readonly now: Date
}

/** For the operator, where the service may only read the folder: takes out the first subkey once it is over. Answers whether it did. */
export async function dropFirstSubkey({ keyStore, database, times, now }: Deps): Promise<boolean> {
  const first = await keyStore.readPrivateKey('seal')
  const drawnAt = first && (await newestSubkeyOf(first))
  if (!first || !drawnAt) return false
  if (!isOver(drawnAt, (await database.sealSubkeys()).at(-1)?.drawnAt, now, times)) return false
  await keyStore.savePrivateKey('seal', await withoutSubkeys(first))
  return true
}
