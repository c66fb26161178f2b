import type { FileKeyStore } from '@amparo/crypto'

export type AgencyKeyStore = Pick<FileKeyStore, 'readPrivateKey' | 'privateKeyNames'>

/** Beside the key of today those stand that were replaced, and those that are to come, by the beginning of their fingerprints. */
const OTHER = /^-[0-9a-f]{16}$/

/** The hub-held private keys of an agency of this hub; none of any other. Read each time, so that one that was taken out opens nothing. */
export async function agencyKeys(keyStore: AgencyKeyStore, agencyId: string): Promise<string[]> {
  // It becomes the name of a file; what is no id of ours is not looked for.
  if (!/^[a-z0-9-]{1,64}$/.test(agencyId)) return []
  const name = `agency-${agencyId}`
  const names = (await keyStore.privateKeyNames()).filter(
    known => known === name || (known.startsWith(name) && OTHER.test(known.slice(name.length))),
  )
  const keys = await Promise.all(names.map(known => keyStore.readPrivateKey(known)))
  return keys.filter(key => key !== undefined)
}
