import { isAway, ProblemError, type UploadPlace, WAITS_MS, webCipher } from '@amparo/client'
import { DetailedError, type HttpRequest, Upload } from 'tus-js-client'
import type { KeptUpload } from './kept-uploads.ts'
import { sealedSource } from './sealed-source.ts'

/** In one request: over a thin line it ends within the time that a service gives it. */
const SENT_BYTES = 1024 ** 2

export interface Sending {
  readonly file: Blob
  readonly upload: KeptUpload
  /** SHA-256 of each chunk, hex. */
  readonly chunks: readonly string[]
  readonly place: UploadPlace
  /** With bytes of the encrypted file. */
  readonly onProgress: (done: number, size: number) => void
  readonly signal: AbortSignal
}

/** Sends what has not arrived, by the tus protocol. Throws a ProblemError; what the signal ends, ends without a word. */
export async function sendFile({ file, upload, chunks, place, onProgress, signal }: Sending): Promise<void> {
  const cipher = await webCipher(upload.secret, upload)
  const ended = Promise.withResolvers<void>()
  const authorize = async (request: HttpRequest) => {
    const headers = await place.authorize({ method: request.getMethod(), url: request.getURL() })
    for (const [name, value] of Object.entries(headers)) request.setHeader(name, value)
  }
  const sending = new Upload(file, {
    ...{ uploadUrl: place.url, chunkSize: SENT_BYTES, retryDelays: [...WAITS_MS] },
    // Nothing about a file stands where the page keeps its settings.
    ...{ storeFingerprintForResuming: false, fingerprint: async () => '' },
    fileReader: { openFile: async () => sealedSource(file, { cipher, chunkBytes: upload.chunkBytes, chunks }) },
    onBeforeRequest: authorize,
    onShouldRetry: error => statusOf(error) === WRITTEN_STILL || isAway(problemIn(error)),
    onProgress: done => onProgress(done, cipher.sealedSize),
    onSuccess: () => ended.resolve(),
    onError: error => ended.reject(problemIn(error)),
  })
  const stop = () => void sending.abort().finally(() => ended.reject(signal.reason))
  signal.addEventListener('abort', stop, { once: true })
  try {
    signal.throwIfAborted()
    sending.start()
    await ended.promise
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

const statusOf = (error: Error): number =>
  error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0

/** An earlier piece is. */
const WRITTEN_STILL = 409

/** By this page itself, before anything was sent: nobody is signed in, or the file is another. */
function refusalIn(error: Error): ProblemError | undefined {
  const cause: unknown = error instanceof DetailedError ? error.causingError : error
  return cause instanceof ProblemError ? cause : undefined
}

function problemIn(error: Error): ProblemError {
  const refusal = refusalIn(error)
  if (refusal !== undefined) return refusal
  const status = statusOf(error)
  const known = error instanceof DetailedError ? bodyOf(error) : undefined
  if (known !== undefined) return new ProblemError(status, known, error)
  // An answer to HEAD has no words.
  if (status === 401)
    return new ProblemError(status, { code: 'unauthenticated', title: 'You are not signed in' }, error)
  if (status === 404) return new ProblemError(status, { code: 'not_found', title: 'There is nothing here' }, error)
  return new ProblemError(
    status,
    { code: 'hub_unreachable', title: 'The hub did not answer', next: 'Try again; it goes on where it stopped.' },
    error,
  )
}

function bodyOf(error: DetailedError): { code: string; title: string; next: string } | undefined {
  try {
    const { code, title, next } = JSON.parse(error.originalResponse?.getBody() ?? '') as Record<string, unknown>
    return typeof code === 'string' ? { code, title: String(title), next: String(next) } : undefined
  } catch {
    return undefined
  }
}
