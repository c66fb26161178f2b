import type { FileKeyStore, Profile } from '@amparo/crypto'
import { errors } from '../domain/errors.ts'

/** The hub's own OpenPGP private keys. Read each time they are used, so that a key that was replaced is used no more. */
export interface HubKeys {
  /** Of the certificate that forms are sealed to. */
  seal(): Promise<string>
  /** Of the certificate that views and answers are signed with. */
  sign(): Promise<string>
  /**
   * All that what is encrypted to it may be for: also the one that is to be signed with next, which others are told of before, and those that
   * were, as long as they are kept.
   */
  opening(): Promise<string[]>
  /** Of the one that packages for such a recipient are signed with: `gpg` 2.4 reads no message whose signature is of OpenPGP v6. */
  signFor(profile: Profile): Promise<string>
}

/** Beside `sign` and `sign-compatible` stand the next one, and those before by the beginning of their fingerprints. */
const SIGN = /^(?<of>sign(?:-compatible)?)(?:-next|-[0-9a-f]{16})?$/

/** Of which of the two a private key was, is or will be; undefined: of neither. */
export const hubKeyOf = (name: string): string | undefined => SIGN.exec(name)?.groups?.['of']

/** Where a key stands that the hub does not sign with yet. */
export const nextKeyOf = (name: string): string => `${name}-next`

/** Where it stands that it no longer signs with. */
export const keptKeyOf = (name: string, fingerprint: string): string => `${name}-${fingerprint.slice(0, 16)}`

export const hubKeys = (keyStore: Pick<FileKeyStore, 'readPrivateKey' | 'privateKeyNames'>): HubKeys => {
  const read = async (name: string): Promise<string> => {
    const key = await keyStore.readPrivateKey(name)
    if (key === undefined) throw errors.key_missing()
    return key
  }
  const sign = () => read('sign')
  return {
    seal: () => read('seal'),
    sign,
    opening: async () => {
      const names = (await keyStore.privateKeyNames()).filter(name => hubKeyOf(name) === 'sign')
      const keys = await Promise.all(names.map(name => keyStore.readPrivateKey(name)))
      return keys.filter(key => key !== undefined)
    },
    // A hub that was set up before there was one signs with the other: hubs read that, gpg does not.
    signFor: async profile =>
      (profile === 'compatible' ? await keyStore.readPrivateKey('sign-compatible') : undefined) ?? sign(),
  }
}
