import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { syncDir } from './secret-file.ts'

/**
 * Lines in a file beside key-encryption keys, to which is only ever added: what has to be known when databases are set back or cut, since
 * whoever can do that to them does not hold the keys.
 */
export interface LinesBesideKeys {
  /** Of the form, in their order. A line that a cut has left open is none. */
  read(): Promise<readonly string[]>
  /** On the disk when it resolves. */
  add(lines: readonly string[]): Promise<void>
}

/** `dir` is there, and is nobody else's. */
export function linesBesideKeys(dir: string, name: string, form: RegExp): LinesBesideKeys {
  const path = join(dir, name)
  return {
    read: async () => {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return ''
        throw error
      })
      return text.split('\n').filter(line => form.test(line))
    },
    add: async lines => {
      const file = await open(path, 'a', 0o600)
      try {
        // First the end of a line that a cut may have left open.
        if (lines.length > 0) await file.writeFile(['', ...lines, ''].join('\n'))
        await file.sync()
      } finally {
        await file.close()
      }
      // Of a file that is new.
      await syncDir(dir)
    },
  }
}
