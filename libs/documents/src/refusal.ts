/** Why a document is not released. */
export const REFUSALS = [
  /** A kind of file that nothing here can look into. */
  'not_yet_redactable',
  /** It is something else than it says. */
  'document_type_mismatch',
  'document_damaged',
  'document_encrypted',
  /** In bytes, pages, letters or pixels, packed or unpacked, or in the time or memory it takes. */
  'document_too_large',
  /** It was masked or written anew, and what came out could not be shown to be clean. */
  'document_unprovable',
  /** Whoever took it apart could not begin, or was killed by another than the sandbox: it says nothing of the document. */
  'document_not_now',
  /** A picture: no machine can say what stands in it. */
  'needs_review',
] as const

export type Refusal = (typeof REFUSALS)[number]

export interface Refused {
  readonly outcome: 'refused'
  readonly reason: Refusal
}

/** Carries nothing of the document, so its message and stack may be logged. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused'
  readonly reason: Refusal

  constructor(reason: Refusal) {
    super(reason)
    this.reason = reason
  }
}

/** What was made, or why it is not released. Whatever else goes wrong is thrown. */
export async function orRefused<T>(work: () => Promise<T>): Promise<T | Refused> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DocumentRefused) return { outcome: 'refused', reason: error.reason }
    throw error
  }
}

/** No memory, or no stack. Reading past the end of a buffer is a RangeError as well, and has a code. */
export const isTooMuch = (error: unknown): boolean =>
  error instanceof RangeError && (!('code' in error) || NO_ROOM.has(error.code))
const NO_ROOM: ReadonlySet<unknown> = new Set(['ERR_BUFFER_TOO_LARGE', 'ERR_MEMORY_ALLOCATION_FAILED'])
