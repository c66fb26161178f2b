import type { FileKeyStore } from '@amparo/crypto'

/** The hub-held private key of an agency of this hub. Undefined for any other. */
export async function agencyKey(
  keyStore: Pick<FileKeyStore, 'readPrivateKey'>,
  agencyId: string,
): Promise<string | undefined> {
  // It becomes the name of a file; what is no id of ours is not looked for.
  return /^[a-z0-9-]{1,64}$/.test(agencyId) ? keyStore.readPrivateKey(`agency-${agencyId}`) : undefined
}
