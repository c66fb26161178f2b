import type { FileKeyStore, Profile } from '@amparo/crypto'
import { errors } from '../domain/errors.ts'

/** The hub's own OpenPGP private keys. Read each time they are used, so that a key that was replaced is used no more. */
export interface HubKeys {
  /** Of the certificate that forms are sealed to. */
  seal(): Promise<string>
  /** Of the certificate that views and answers are signed with. */
  sign(): Promise<string>
  /** Of the one that packages for such a recipient are signed with: `gpg` 2.4 reads no message whose signature is of OpenPGP v6. */
  signFor(profile: Profile): Promise<string>
}

export const hubKeys = (keyStore: Pick<FileKeyStore, 'readPrivateKey'>): HubKeys => {
  const read = async (name: string): Promise<string> => {
    const key = await keyStore.readPrivateKey(name)
    if (key === undefined) throw errors.key_missing()
    return key
  }
  const sign = () => read('sign')
  return {
    seal: () => read('seal'),
    sign,
    // A hub that was set up before there was one signs with the other: hubs read that, gpg does not.
    signFor: async profile =>
      (profile === 'compatible' ? await keyStore.readPrivateKey('sign-compatible') : undefined) ?? sign(),
  }
}
