import { claimedSigner, type PrivateKeyInput, readPrivateKey, signDetached } from '@amparo/crypto'

type PrivateKey = Exclude<PrivateKeyInput, string>

/**
 * With the key as it stands now, which is read when it has changed. Throws message_refused where it is none.
 *
 * @param before what is done before anything is signed, with the fingerprint of the key
 */
export async function signingWith(armored: () => string, before: (fingerprint: string) => Promise<void>) {
  let last: { readonly text: string; readonly key: Promise<PrivateKey> } | undefined
  const current = (): Promise<PrivateKey> => {
    const text = armored()
    if (last?.text !== text) last = { text, key: readPrivateKey(text) }
    return last.key
  }
  await current()
  return {
    /** OpenPGP detached and armored. */
    sign: async (message: Uint8Array): Promise<string> => {
      const key = await current()
      await before(key.getFingerprint())
      return signDetached(message, key)
    },
    /** Whether a signature that was made here before is of the key of now. */
    isOwn: async (signature: string): Promise<boolean> =>
      (await claimedSigner(signature)) === (await current()).getFingerprint(),
  }
}
