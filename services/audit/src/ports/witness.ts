import { formatNote, type Note, type NoteKey, type NoteSignature, parseSignatures, signedBy } from '@amparo/crypto/tlog'

/** Somebody who signs this log's heads, and where. */
export interface WitnessAt {
  readonly key: NoteKey
  readonly url: string
}

export type WitnessAnswer =
  | { readonly kind: 'signed'; readonly signature: NoteSignature; readonly time: number }
  /** It has signed another head before, of this size. */
  | { readonly kind: 'elsewhere'; readonly size: number }
  /** It does not answer, or not as a witness. */
  | { readonly kind: 'away' }
  /** It says that the head does not go on from what it has seen. */
  | { readonly kind: 'inconsistent' }

export type AskWitness = (
  witness: WitnessAt,
  asked: {
    readonly note: Note
    readonly previous: number
    readonly proof: readonly Uint8Array[]
    /** When it stops, the answer is not waited for. */
    readonly signal: AbortSignal
  },
) => Promise<WitnessAnswer>

const WITHIN_MS = 10_000
const MOST_BYTES = 16_384

/** C2SP tlog-witness. Only a signature by the witness's own key counts. */
export const askWitness: AskWitness = async ({ key, url }, { note, previous, proof, signal }) => {
  const hashes = proof.map(hash => `${Buffer.from(hash).toString('base64')}\n`).join('')
  const body = `old ${previous}\n${hashes}\n${formatNote(note)}`
  try {
    const response = await fetch(`${url}/add-checkpoint`, {
      ...{ method: 'POST', body, redirect: 'error', headers: { 'content-type': 'text/plain; charset=utf-8' } },
      signal: AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]),
    })
    const answer = await textOf(response)
    if (answer === undefined) return { kind: 'away' }
    if (response.status === 422) return { kind: 'inconsistent' }
    if (response.status === 409) return elsewhere(answer)
    return response.ok ? signedIn(answer, note, key) : { kind: 'away' }
  } catch {
    return { kind: 'away' }
  }
}

/** Undefined where it is more than a witness says. No more is read then: a witness that never ends would take this log's memory. */
async function textOf({ body }: Response): Promise<string | undefined> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of body ?? []) {
    bytes += piece.byteLength
    if (bytes > MOST_BYTES) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

const elsewhere = (answer: string): WitnessAnswer =>
  /^(0|[1-9]\d{0,15})\n?$/.test(answer) ? { kind: 'elsewhere', size: Number(answer) } : { kind: 'away' }

function signedIn(lines: string, { text }: Note, key: NoteKey): WitnessAnswer {
  for (const signature of parseSignatures(lines)) {
    const signed = signedBy({ text, signatures: [signature] }, key)
    if (signed?.time !== undefined) return { kind: 'signed', signature, time: signed.time }
  }
  return { kind: 'away' }
}
