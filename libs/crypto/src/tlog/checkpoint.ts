import { fromStrictBase64 } from './note.ts'

/** C2SP tlog-checkpoint: a log says that it has so many leaves, under this root. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

const SIZE = /^(?:0|[1-9]\d{0,15})$/

/** From the text of a note. Throws a TypeError on anything else, on more lines than the three too: no log of ours has them. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', hash = '', end, ...more] = text.split('\n')
  const root = fromStrictBase64(hash)
  if (origin === '' || !SIZE.test(size) || !Number.isSafeInteger(Number(size)) || root.length !== 32)
    throw new TypeError('not a checkpoint')
  if (end !== '' || more.length > 0) throw new TypeError('not a checkpoint')
  return { origin, size: Number(size), root }
}

export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`
