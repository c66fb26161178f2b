import type { FileKeyStore } from '@amparo/crypto'
import { errors } from '../domain/errors.ts'

/** The hub's own OpenPGP private keys. Read each time they are used, so that a key that was replaced is used no more. */
export interface HubKeys {
  /** Of the certificate that forms are sealed to. */
  seal(): Promise<string>
  /** Of the certificate that packages are signed with. */
  sign(): Promise<string>
}

export const hubKeys = (keyStore: Pick<FileKeyStore, 'readPrivateKey'>): HubKeys => {
  const read = async (name: string): Promise<string> => {
    const key = await keyStore.readPrivateKey(name)
    if (key === undefined) throw errors.key_missing()
    return key
  }
  return { seal: () => read('seal'), sign: () => read('sign') }
}
