import { parseCheckpoint, parseNote, TILE_WIDTH, type TileName, tileHashes, tilePath } from '@amparo/crypto/tlog'
import { type LogSource, SourceError } from './source.ts'

/**
 * Copies all files of a log under its head of now, unverified: a log that is wrong is to be shown as it is. Answers how many entries it has.
 * Throws SourceError when one is missing.
 */
export async function exportLog(
  source: LogSource,
  write: (path: string, bytes: Uint8Array) => void,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<number> {
  const head = await needed(source, 'checkpoint')
  const size = sizeUnder(head)
  for (let level = 0; tileHashes(level, size) > 0; level++) {
    for (const name of namesOf(level, size)) await copy(name)
  }
  for (const name of namesOf('entries', size)) {
    await copy(name)
    onProgress(name.index * TILE_WIDTH + name.width, size)
  }
  write('keys', await needed(source, 'keys'))
  // Last: a folder that was broken off has no head, and so is not taken for a whole one.
  write('checkpoint', head)
  return size

  async function copy(name: TileName): Promise<void> {
    const path = tilePath(name)
    write(path, await needed(source, path))
  }
}

function* namesOf(level: TileName['level'], size: number): Generator<TileName> {
  const count = tileHashes(level === 'entries' ? 0 : level, size)
  for (let first = 0; first < count; first += TILE_WIDTH)
    yield { level, index: first / TILE_WIDTH, width: Math.min(TILE_WIDTH, count - first) }
}

async function needed(source: LogSource, path: string): Promise<Uint8Array> {
  const bytes = await source.read(path)
  if (bytes === undefined) throw new SourceError(`The log has no ${path}.`)
  return bytes
}

function sizeUnder(head: Uint8Array): number {
  try {
    return parseCheckpoint(parseNote(new TextDecoder().decode(head)).text).size
  } catch {
    throw new SourceError('What the log says is its head is none.')
  }
}
