import { hash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { linesBesideKeys } from '@amparo/crypto'

/**
 * Names of keys that were destroyed, each as its hash, in a file apart from the database: one that is restored does not know of what was
 * destroyed since, and this does.
 */
export interface DestroyedNames {
  /** In hex. */
  read(): Promise<ReadonlySet<string>>
  /** On the disk when it resolves. In hex. */
  add(hashes: readonly string[]): Promise<void>
}

export const hashOfName = (name: string): string => hash('sha256', name, 'hex')

/** `dir` is nobody else's. Throws where nothing can be written down: then nobody could be forgotten. */
export async function openDestroyedNames(dir: string): Promise<DestroyedNames> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const lines = linesBesideKeys(dir, 'destroyed-names', /^[0-9a-f]{64}$/)
  await lines.add([])
  return {
    read: async () => new Set(await lines.read()),
    add: async hashes => {
      if (hashes.length > 0) await lines.add(hashes)
    },
  }
}
