import { hash } from 'node:crypto'
import { linesBesideKeys } from '@amparo/crypto'

/**
 * Names of keys that were destroyed, each as its hash, in a file beside the key-encryption keys: a database that is restored does not
 * know of what was destroyed since, and this does.
 */
export interface DestroyedNames {
  /** In hex. */
  read(): Promise<ReadonlySet<string>>
  /** On the disk when it resolves. In hex. */
  add(hashes: readonly string[]): Promise<void>
}

export const hashOfName = (name: string): string => hash('sha256', name, 'hex')

/** `dir` is there, and is nobody else's. */
export function destroyedNames(dir: string): DestroyedNames {
  const lines = linesBesideKeys(dir, 'destroyed-names', /^[0-9a-f]{64}$/)
  return {
    read: async () => new Set(await lines.read()),
    add: async hashes => {
      if (hashes.length > 0) await lines.add(hashes)
    },
  }
}
