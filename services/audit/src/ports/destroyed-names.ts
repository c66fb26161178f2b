import { hash } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

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

const FILE = 'destroyed-names'
const HASH = /^[0-9a-f]{64}$/

export const hashOfName = (name: string): string => hash('sha256', name, 'hex')

/** `dir` is there, and is nobody else's. */
export function destroyedNames(dir: string): DestroyedNames {
  const path = join(dir, FILE)
  return {
    read: async () => {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return ''
        throw error
      })
      return new Set(text.split('\n').filter(line => HASH.test(line)))
    },
    add: async hashes => {
      if (hashes.length === 0) return
      const file = await open(path, 'a', 0o600)
      try {
        // First the end of a line that a cut may have left open.
        await file.writeFile(['', ...hashes, ''].join('\n'))
        await file.sync()
      } finally {
        await file.close()
      }
    },
  }
}
