import type { FileKeyStore } from '@amparo/crypto'

export type AgencyKeyStore = Pick<FileKeyStore, 'readPrivateKey' | 'privateKeyNames'>

/** Beside the key of today those stand that were replaced, and those that are to come, by the beginning of their fingerprints. */
const NAME = /^agency-(?<agencyId>[a-z0-9-]{1,64}?)(?:-[0-9a-f]{16})?$/

/** Whose key stands under that name; undefined: none of an agency's. */
export const agencyOfKey = (name: string): string | undefined => NAME.exec(name)?.groups?.['agencyId']

/** Where a key of an agency stands that is not its first. */
export const nameOfKey = (agencyId: string, fingerprint: string): string =>
  `agency-${agencyId}-${fingerprint.slice(0, 16)}`

/** The hub-held private keys of an agency of this hub; none of any other. Read each time, so that one that was taken out opens nothing. */
export async function agencyKeys(keyStore: AgencyKeyStore, agencyId: string): Promise<string[]> {
  const names = (await keyStore.privateKeyNames()).filter(name => agencyOfKey(name) === agencyId)
  const keys = await Promise.all(names.map(known => keyStore.readPrivateKey(known)))
  return keys.filter(key => key !== undefined)
}
