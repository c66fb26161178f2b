import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { destroySecret, readSecret, secretDir, writeSecret } from './secret-file.ts'

const NAME = /^[a-z0-9][a-z0-9-]{0,99}$/
const SUFFIX = '.openpgp'

/** OpenPGP private keys in a folder of the hub's own machine. */
export interface PrivateKeys {
  /** Armored. `name` is e.g. "seal", "sign", "agency-<id>". Never logged, never listed by content. */
  readPrivateKey(name: string): Promise<string | undefined>
  /** Replaces what is there under that name. */
  savePrivateKey(name: string, armored: string): Promise<void>
  privateKeyNames(): Promise<string[]>
  /** Overwritten and taken out; what is not there is gone already. */
  destroyPrivateKey(name: string): Promise<void>
}

/** Makes the folder (0700) if it is not there. Throws an Error if it is open to others. */
export async function openPrivateKeys(dir: string): Promise<PrivateKeys> {
  await secretDir(dir)
  const pathOf = (name: string) => {
    // A name comes from configuration or an agency id; it must never lead out of the folder.
    if (!NAME.test(name)) throw new TypeError('not a name of a key')
    return join(dir, `${name}${SUFFIX}`)
  }
  const names = async () =>
    (await readdir(dir)).filter(file => file.endsWith(SUFFIX)).map(file => file.slice(0, -SUFFIX.length))
  // Where the power failed while one was destroyed; a folder that is read-only keeps what no longer is a key.
  for (const path of (await names()).map(name => join(dir, `${name}${SUFFIX}`)))
    if ((await readSecret(path).catch(() => '')) === undefined) await destroySecret(path).catch(() => undefined)
  return {
    privateKeyNames: names,
    readPrivateKey: async name => {
      const path = pathOf(name)
      return (await names()).includes(name) ? readSecret(path) : undefined
    },
    destroyPrivateKey: async name => {
      const path = pathOf(name)
      if ((await names()).includes(name)) await destroySecret(path)
    },
    savePrivateKey: async (name, armored) => {
      await writeSecret(pathOf(name), armored, { replace: true })
    },
  }
}
