import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where a log is read from: its address, or a folder with the same files in it. */
export interface LogSource {
  /** Undefined: it is not there. Throws SourceError when that cannot be told. */
  read(path: string): Promise<Uint8Array | undefined>
}

export class SourceError extends Error {
  override readonly name = 'SourceError'
}

const TRIES = 8
const WAIT_MS = 1_000

export function sourceOf(log: string, pathOf: (path: string) => string): LogSource {
  return /^https?:\/\//.test(log) ? overHttp(log.replace(/\/+$/, '')) : inFolder(pathOf(log))
}

function inFolder(folder: string): LogSource {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new SourceError(`There is no folder ${folder}.`)
  return {
    read: path =>
      readFile(join(folder, path)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
        throw new SourceError(`${path} cannot be read (${error.code})`)
      }),
  }
}

/** A log that says that it is asked too often is asked again later. */
function overHttp(prefix: string): LogSource {
  const ask = async (path: string, tries: number): Promise<Uint8Array | undefined> => {
    const response = await fetch(`${prefix}/${path}`).catch(() => {
      throw new SourceError(`${prefix} does not answer`)
    })
    if (response.ok) return response.bytes()
    if (response.status === 404) return undefined
    if ((response.status !== 429 && response.status !== 503) || tries === 0)
      throw new SourceError(`${prefix}/${path} answers ${response.status}`)
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
    await new Promise(resolve => setTimeout(resolve, seconds > 0 ? seconds * 1_000 : WAIT_MS))
    return ask(path, tries - 1)
  }
  return { read: path => ask(path, TRIES) }
}
