import { fromStrictBase64 } from './note.ts'

/** C2SP tlog-proof: that an entry stands in a log, to be checked without the log. */
export interface TlogProof {
  readonly index: number
  /** From the leaf's sibling upwards. */
  readonly proof: readonly Uint8Array[]
  /** A note, as the log and its witnesses signed it. */
  readonly checkpoint: string
  /** Is under no signature: whoever reads it has to tie it to the entry. */
  readonly extra?: Uint8Array | undefined
}

const HEADER = 'c2sp.org/tlog-proof@v1'
const INDEX = /^index (0|[1-9]\d{0,15})$/
const EXTRA = /^extra (.+)$/

export const formatProof = ({ index, proof, checkpoint, extra }: TlogProof): string =>
  [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${base64(extra)}`]),
    `index ${index}`,
    ...proof.map(base64),
    '',
    checkpoint,
  ].join('\n')

/** Throws a TypeError on anything that is not a proof to the letter. What it says is not checked by this. */
export function parseProof(text: string): TlogProof {
  const end = text.indexOf('\n\n')
  const [header, ...lines] = text.slice(0, Math.max(end, 0)).split('\n')
  const [, extra] = EXTRA.exec(lines[0] ?? '') ?? []
  if (extra !== undefined) lines.shift()
  const [, index] = INDEX.exec(lines.shift() ?? '') ?? []
  const proof = lines.map(fromStrictBase64)
  if (end < 0 || header !== HEADER || index === undefined || proof.some(step => step.length !== 32))
    throw new TypeError('not a proof of a log')
  return {
    ...{ index: Number(index), proof, checkpoint: text.slice(end + 2) },
    ...(extra === undefined ? {} : { extra: fromStrictBase64(extra) }),
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
