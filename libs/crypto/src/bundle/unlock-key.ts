import { decryptKey, type PrivateKey, readPrivateKeys } from 'openpgp'
import { strict } from '../openpgp/config.ts'
import { BundleFault } from './faults.ts'

/** RFC 9106's larger choice, 2 GiB: the key is its owner's own, and so is the machine. */
const ARGON2_EXPONENT = 21

/**
 * A private key that may be protected with a passphrase, which is asked for only then. Throws a BundleFault: `key_unreadable` where it is
 * not exactly one private key, `key_locked` where that is not its passphrase.
 */
export async function unlockKey(armored: string, passphrase: () => Promise<string>): Promise<PrivateKey> {
  const key = await onlyKey(armored)
  if (key.isDecrypted()) return key
  const given = await passphrase()
  try {
    const config = { ...strict(), maxArgon2MemoryExponent: ARGON2_EXPONENT }
    return await decryptKey({ privateKey: key, passphrase: given, config })
  } catch (cause) {
    throw new BundleFault('key_locked', { cause })
  }
}

async function onlyKey(armored: string): Promise<PrivateKey> {
  try {
    const [key, ...others] = await readPrivateKeys({ armoredKeys: armored, config: strict() })
    if (key === undefined || others.length > 0) throw new TypeError('not one private key')
    return key
  } catch (cause) {
    throw new BundleFault('key_unreadable', { cause })
  }
}
