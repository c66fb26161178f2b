import { parseCheckpoint, parseNote, TILE_WIDTH, tileNames, tilePath } from '@amparo/crypto/tlog'
import { type LogSource, SourceError } from './source.ts'

/** What a copy is of. */
export interface Exported {
  /** Entries. */
  readonly size: number
  /** In seconds since 1970: since when all who signed the head say that they have seen it, unverified. Undefined: nobody outside has signed it. */
  readonly seen: number | undefined
}

/**
 * Copies all files of a log under its head of now, unverified: a log that is wrong is to be shown as it is. Answers how many entries it has, and as of when.
 * Throws SourceError when one is missing.
 */
export async function exportLog(
  source: LogSource,
  write: (path: string, bytes: Uint8Array) => void,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Exported> {
  // Before the head: what is pruned meanwhile is asked for in vain, and said to be.
  const keys = await needed(source, 'keys')
  const head = await needed(source, 'checkpoint')
  const exported = headIn(head)
  const { size } = exported
  for (const name of tileNames(size, minimumIn(keys))) {
    const path = tilePath(name)
    write(path, await needed(source, path))
    if (name.level === 'entries') onProgress(name.index * TILE_WIDTH + name.width, size)
  }
  write('keys', keys)
  // Last: a folder that was broken off has no head, and so is not taken for a whole one.
  write('checkpoint', head)
  return exported
}

/** From which leaf on it is kept (C2SP tlog-tiles, pruning), as the log says it; whoever verifies compares it with what is kept how long. */
const minimumIn = (keys: Uint8Array): number =>
  Number(/^minimum (\d{1,15})$/m.exec(Buffer.from(keys).toString('utf8'))?.[1] ?? 0)

async function needed(source: LogSource, path: string): Promise<Uint8Array> {
  const bytes = await source.read(path)
  if (bytes === undefined) throw new SourceError(`The log has no ${path}.`)
  return bytes
}

/** A cosignature is eight bytes of the second in which it was given, and 64 of Ed25519 (C2SP tlog-cosignature); a log's own has these alone. */
const COSIGNATURE_BYTES = 8 + 64

function headIn(head: Uint8Array): Exported {
  try {
    const { text, signatures } = parseNote(new TextDecoder().decode(head))
    const times = signatures
      .filter(({ signature }) => signature.length === COSIGNATURE_BYTES)
      .map(({ signature }) => Number(Buffer.from(signature).readBigUInt64BE()))
    return { size: parseCheckpoint(text).size, seen: times.length === 0 ? undefined : Math.min(...times) }
  } catch {
    throw new SourceError('What the log says is its head is none.')
  }
}
