import { randomUUID } from 'node:crypto'
import { link, mkdir, open, opendir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A folder in which the log stands as it is published, for whoever serves, copies or keeps files. */
export interface TilesFolder {
  read(path: string): Promise<Buffer | undefined>
  /** For good. False: other bytes stand there, and stay. */
  add(path: string, bytes: Uint8Array): Promise<boolean>
  /** In one step: whoever reads finds the one or the other. */
  replace(path: string, bytes: Uint8Array): Promise<void>
  remove(path: string): Promise<void>
  /** Of writings that a kill broke off, what has lain for an hour. */
  tidy(): Promise<void>
}

/** Until it has its name. */
const UNFINISHED = /^\.[0-9a-f-]{36}$/
/** Nothing takes so long: what is younger another process may be writing. */
const ABANDONED_MS = 3_600_000

const [FOR_ALL, FOR_GOOD] = [0o644, 0o444]

/** `dir` need not be there yet. What is in it is public. */
export function tilesFolder(dir: string): TilesFolder {
  const read = (path: string) =>
    readFile(join(dir, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
  /** On the disk, under a name that nobody reads. */
  const written = async (path: string, bytes: Uint8Array, mode: number): Promise<string> => {
    const beside = join(dir, dirname(path), `.${randomUUID()}`)
    await mkdir(dirname(beside), { recursive: true })
    const file = await open(beside, 'wx', mode)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } catch (error) {
      // On a full disk each try would leave one.
      await rm(beside, { force: true })
      throw error
    } finally {
      await file.close()
    }
    return beside
  }
  const renamed = async (beside: string, path: string): Promise<void> => {
    try {
      await rename(beside, join(dir, path))
    } catch (error) {
      await rm(beside, { force: true })
      throw error
    }
  }
  return {
    read,
    add: async (path, bytes) => {
      const there = await read(path)
      if (there !== undefined) return there.equals(bytes)
      const beside = await written(path, bytes, FOR_GOOD)
      try {
        // Unlike a renaming, it replaces nothing.
        await link(beside, join(dir, path))
        return true
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        return (await read(path))?.equals(bytes) ?? false
      } finally {
        await rm(beside)
      }
    },
    replace: async (path, bytes) => renamed(await written(path, bytes, FOR_ALL), path),
    remove: path => rm(join(dir, path), { force: true }),
    tidy: async () => {
      await mkdir(dir, { recursive: true })
      for await (const { name, parentPath } of await opendir(dir, { recursive: true })) {
        const path = join(parentPath, name)
        if (UNFINISHED.test(name) && Date.now() - (await stat(path)).mtimeMs > ABANDONED_MS)
          await rm(path, { force: true })
      }
    },
  }
}
