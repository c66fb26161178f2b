import { type FileHandle, mkdir, open, readdir } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { BundleSource } from './open-bundle.ts'
import type { BundleSink } from './seal-bundle.ts'

/** A bundle as a folder of files. */
export function bundleFolder(dir: string): BundleSource & BundleSink {
  return {
    async names() {
      const entries = await readdir(dir, { recursive: true, withFileTypes: true })
      return entries
        .filter(entry => !entry.isDirectory())
        .map(entry => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    },

    async read(name, maxBytes, room) {
      const file = await open(join(dir, name)).catch((error: unknown) => {
        if (isMissing(error)) return undefined
        throw error
      })
      if (file === undefined) return undefined
      try {
        const { size } = await file.stat()
        if (size > maxBytes) throw new RangeError('too large')
        return await whole(file, room?.subarray(0, size) ?? new Uint8Array(size))
      } finally {
        await file.close()
      }
    },

    /** Never in the place of a file that is there. */
    async write(name, parts) {
      await mkdir(dirname(join(dir, name)), { recursive: true })
      const file = await open(join(dir, name), 'wx', 0o600)
      try {
        await file.writeFile(parts)
        await file.sync()
      } finally {
        await file.close()
      }
    },
  }
}

async function whole(file: FileHandle, room: Uint8Array): Promise<Uint8Array> {
  let filled = 0
  for (;;) {
    const { bytesRead } = await file.read(room, filled, room.byteLength - filled, filled)
    filled += bytesRead
    if (bytesRead === 0 || filled === room.byteLength) return room.subarray(0, filled)
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
