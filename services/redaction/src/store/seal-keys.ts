import { decryptRecord, encryptRecord, newestSubkeyOf } from '@amparo/crypto'
import { type DataKeys, isUnreadable } from './data-keys.ts'
import type { HubKeys } from './hub-keys.ts'
import type { KeysDatabase } from './keys-database.ts'
import type { SealSubkey } from './seal-subkeys.ts'

/** Armored private keys of the certificate that forms are sealed to: each opens what was sealed to one of its subkeys. */
export type SealKeys = () => Promise<readonly string[]>

const contextOf = (subkeyId: string) => ({ subjectId: subkeyId, kind: 'seal-subkey', version: 1 })

/** Read each time that they are used: one that was destroyed is in no memory a moment later. */
export const sealKeysOf =
  (own: HubKeys, keys: Pick<DataKeys, 'get' | 'has'>, database: Pick<KeysDatabase, 'sealSubkeys'>): SealKeys =>
  async () => {
    const first = await own.seal()
    const drawn = await Promise.all((await database.sealSubkeys()).map(subkey => secretOf(subkey, keys)))
    const isOpening = (await newestSubkeyOf(first)) !== undefined
    return [...drawn.flatMap(secret => secret ?? []), ...(isOpening ? [first] : [])]
  }

/** Undefined: destroyed, perhaps just now, or not to be opened. Throws while that cannot be known: else a form would be refused that is sound. */
async function secretOf(
  { subkeyId, secret }: SealSubkey,
  keys: Pick<DataKeys, 'get' | 'has'>,
): Promise<string | undefined> {
  if (secret === null) return undefined
  const key = await keys.get(subkeyId).catch(async (error: unknown) => {
    if (isUnreadable(error) || !(await keys.has(subkeyId))) return undefined
    throw error
  })
  return key && Buffer.from(decryptRecord(key, secret, contextOf(subkeyId))).toString('utf8')
}

/** As it stands in the database: under a data key of its own, drawn now. */
export async function sealedSecret(subkeyId: string, armored: string, keys: Pick<DataKeys, 'create'>) {
  return encryptRecord(await keys.create(subkeyId), Buffer.from(armored, 'utf8'), contextOf(subkeyId))
}
