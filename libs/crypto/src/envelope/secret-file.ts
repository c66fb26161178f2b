import { randomUUID } from 'node:crypto'
import { chmod, type FileHandle, link, mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** A folder that only its owner may enter. Throws if it is there and open to others. */
export async function secretDir(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  await refuseOpenToOthers(dir)
}

/**
 * Undefined: it is being destroyed, or was when the power failed: what is overwritten, be it in part, is no secret any more. Throws an Error,
 * without content or path, if group or others may read the file.
 */
export async function readSecret(path: string): Promise<string | undefined> {
  await refuseOpenToOthers(path)
  const content = await readFile(path, 'utf8')
  // None that is written here holds one.
  return content.includes('\0') ? undefined : content
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
  const temporary = `${path}.${randomUUID()}${UNFINISHED}`
  await writeNew(temporary, content)
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

const UNFINISHED = '.tmp'

/** Nothing of it is left if it cannot be written, on a full disk say. */
async function writeNew(path: string, content: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
    await chmod(path, 0o600)
  } catch (error) {
    await unlink(path).catch(() => undefined)
    throw error
  } finally {
    await file.close()
  }
}

/**
 * Overwrites the file and removes it, with what a write of it has left that was broken off: else a copy would outlive the secret. What a
 * file system or a disk copied elsewhere (snapshots, worn cells of an SSD) this does not reach: those need an encrypted disk.
 */
export async function destroySecret(path: string): Promise<void> {
  const [dir, own] = [dirname(path), `${basename(path)}.`]
  const unfinished = (await readdir(dir)).filter(name => name.startsWith(own) && name.endsWith(UNFINISHED))
  for (const one of [...unfinished.map(name => join(dir, name)), path]) {
    await blank(await open(one, 'r+'))
    // Another process that met it half overwritten has taken it out.
    await unlink(one).catch(unlessGone)
  }
  await syncDir(dir)
}

export function unlessGone(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
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
export async function syncDir(dir: string): Promise<void> {
  const handle = await open(dir, 'r')
  await handle.sync().finally(() => handle.close())
}

const isExisting = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST'
