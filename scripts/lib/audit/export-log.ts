import { parseCheckpoint, parseNote, TILE_WIDTH, tileNames, tilePath } from '@amparo/crypto/tlog'
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
  // Before the head: what is pruned meanwhile is asked for in vain, and said to be.
  const keys = await needed(source, 'keys')
  const head = await needed(source, 'checkpoint')
  const size = sizeUnder(head)
  for (const name of tileNames(size, minimumIn(keys))) {
    const path = tilePath(name)
    write(path, await needed(source, path))
    if (name.level === 'entries') onProgress(name.index * TILE_WIDTH + name.width, size)
  }
  write('keys', keys)
  // Last: a folder that was broken off has no head, and so is not taken for a whole one.
  write('checkpoint', head)
  return size
}

/** From which leaf on it is kept (C2SP tlog-tiles, pruning), as the log says it; whoever verifies compares it with what is kept how long. */
const minimumIn = (keys: Uint8Array): number =>
  Number(/^minimum (\d{1,15})$/m.exec(Buffer.from(keys).toString('utf8'))?.[1] ?? 0)

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
