import { hash } from 'node:crypto'
import { TAG, writeDer } from './der.ts'
import { MAX_TIMESTAMP_BYTES, readAuthorities, verifiedTimestamp } from './timestamp.ts'

const SHA256 = Buffer.from('608648016503040201', 'hex')
const PATIENCE_MS = 10_000

/** RFC 3161, 2.4.1: asks for a timestamp over these bytes, with the authority's certificate in it, so that it can be verified alone. */
export function timestampQuery(bytes: Uint8Array): Buffer {
  const algorithm = writeDer(TAG.sequence, writeDer(TAG.oid, SHA256), writeDer(TAG.nil))
  const imprint = writeDer(TAG.sequence, algorithm, writeDer(TAG.octets, hash('sha256', bytes, 'buffer')))
  return writeDer(TAG.sequence, writeDer(TAG.integer, Buffer.of(1)), imprint, writeDer(TAG.boolean, Buffer.of(0xff)))
}

export interface TimestampAuthority {
  readonly url: string
  /** PEM. */
  readonly certificate: string
}

/** Has bytes stamped over HTTP (RFC 3161, 3.4). It learns a hash. Throws unless what comes back is its own, of these bytes. */
export const stampedBy = ({ url, certificate }: TimestampAuthority) => {
  const authorities = readAuthorities([certificate])
  return async (bytes: Uint8Array): Promise<Uint8Array> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(timestampQuery(bytes)),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (!answer.ok) throw new Error(`the timestamp authority answers ${answer.status}`)
    const reply = new Uint8Array(await answer.arrayBuffer())
    if (reply.byteLength > MAX_TIMESTAMP_BYTES || !verifiedTimestamp(reply, bytes, authorities))
      throw new Error('the timestamp is of another authority')
    return reply
  }
}
