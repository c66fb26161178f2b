import { randomUUID } from 'node:crypto'
import { chmod, type FileHandle, link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A folder that only its owner may enter. Throws if it is there and open to others. */
export async function secretDir(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  await refuseOpenToOthers(dir)
}

/** Throws an Error, without content or path, if group or others may read the file. */
export async function readSecret(path: string): Promise<string> {
  await refuseOpenToOthers(path)
  return readFile(path, 'utf8')
}

/**
 * Writes the file whole or not at all, readable by its owner only from its first byte on. Answers false, and changes
 * nothing, if it is already there (another process of the same service may have started first); with `replace` it takes
 * the old one's place, which is overwritten.
 */
export async function writeSecret(
  path: string,
  content: string,
  options: { replace?: boolean } = {},
): Promise<boolean> {
  const temporary = `${path}.${randomUUID()}.tmp`
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await chmod(temporary, 0o600)
  try {
    if (options.replace) {
      const before = await open(path, 'r+').catch(() => undefined)
      await rename(temporary, path)
      if (before !== undefined) await blank(before)
      return true
    }
    // link, unlike rename, fails if the name is taken: two starts at once end with one key.
    await link(temporary, path)
    return true
  } catch (error) {
    if (isExisting(error)) return false
    throw error
  } finally {
    await unlink(temporary).catch(() => undefined)
    await syncDir(dirname(path))
  }
}

/**
 * Overwrites the file and removes it. What a file system or a disk copied elsewhere (snapshots, worn cells of an SSD) this does not
 * reach: those need an encrypted disk.
 */
export async function destroySecret(path: string): Promise<void> {
  await blank(await open(path, 'r+'))
  await unlink(path)
  await syncDir(dirname(path))
}

async function blank(file: FileHandle): Promise<void> {
  try {
    const { size } = await file.stat()
    await file.write(Buffer.alloc(size), 0, size, 0)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function refuseOpenToOthers(path: string): Promise<void> {
  const { mode } = await stat(path)
  // Windows has no such bits; there the folder's own access list counts.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new Error('a secret is open to others: allow its owner only')
}

/** The name must survive a power cut as well as the content: a lost key is lost data. */
async function syncDir(dir: string): Promise<void> {
  const handle = await open(dir, 'r')
  await handle.sync().finally(() => handle.close())
}

const isExisting = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST'
