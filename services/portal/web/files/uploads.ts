import { type Client, chunkHashesOf, importFileSecret, own, type ProblemError, webHasher } from '@amparo/client'
import { asProblem } from '../app/as-problem.ts'
import { base64Of } from '../case/files.ts'
import { forgetUpload, type KeptUpload, keepUpload, keptUpload } from './kept-uploads.ts'
import { chunksOf } from './sealed-source.ts'
import { sendFile } from './send-file.ts'

export interface UploadState {
  /** Of the referral, or the request for evidence, with which it is shown. */
  readonly referralId: string
  /** Null until the hub has been told of it. */
  readonly fileId: string | null
  /** reading: for its hashes; sending; stopped: for `problem`, to be gone on with; ended. */
  readonly phase: 'reading' | 'sending' | 'stopped' | 'ended'
  readonly done: number
  readonly size: number
  readonly problem?: ProblemError | undefined
}

/** Uploads of somebody signed in. They go on while other pages are looked at. */
export interface Uploads {
  of(referralId: string): UploadState | undefined
  /** `owner`: the own reference to the person, or the request whose file it is. */
  begin(referralId: string, owner: string, file: File): void
  /** With one that stopped; after the page was left, with the same file chosen again. */
  goOn(referralId: string, again?: { readonly fileId: string; readonly file: File }): void
  /** Takes it back from the hub: the one that is under way, or one of before the page was left. */
  cancel(referralId: string, fileId?: string): Promise<void>
  /** Whether something of them would be lost with the page. */
  isBusy(): boolean
  subscribe(listener: () => void): () => void
  stop(): void
}

const CHUNK_BYTES = 4 * 1024 ** 2
const UNKNOWN = 'application/octet-stream'
/** Nobody wants it any more: whatever of it comes to the hub is taken back. What ends with the page may be gone on with. */
const CANCELLED = new DOMException('cancelled', 'AbortError')

interface Running {
  state: UploadState
  readonly abort: AbortController
  readonly again: () => void
}
type Known = { readonly upload: KeptUpload; readonly chunks: readonly string[] }
/** `onRead`: with bytes of the file. */
type Prepare = (reading: { readonly onRead: (bytes: number) => void; readonly signal: AbortSignal }) => Promise<Known>

/** Where they go. */
type Place = Pick<Client, 'beginFile' | 'uploadPlace' | 'takeBackUpload'>
interface Who {
  readonly user: string
  /** False: they would not. While the page is locked it waits for whoever unlocks it. */
  signInAgain(): Promise<boolean>
}

export function createUploads(client: Place, { user, signInAgain }: Who): Uploads {
  /** A locked page renews no token: what is under way waits where it is, and goes on by itself once somebody has signed in. */
  async function signedIn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work()
      } catch (error) {
        signal.throwIfAborted()
        if (asProblem(error).status !== 401 || !(await signInAgain())) throw error
        signal.throwIfAborted()
      }
    }
  }

  async function drop(fileId: string): Promise<void> {
    await forgetUpload(fileId)
    await client.takeBackUpload(fileId)
  }

  const running = new Map<string, Running>()
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }

  function run(referralId: string, file: File, prepare: Prepare, fileId: string | null = null): void {
    running.get(referralId)?.abort.abort()
    const abort = new AbortController()
    const { signal } = abort
    let known: Known | undefined
    const again = () => {
      const begunBefore = known
      run(referralId, file, begunBefore === undefined ? prepare : async () => begunBefore, one.state.fileId)
    }
    const begun: UploadState = { referralId, fileId, phase: 'reading', done: 0, size: file.size }
    const one: Running = { state: begun, abort, again }
    running.set(referralId, one)
    const set = (changes: Partial<UploadState>) => {
      if (signal.aborted) return
      one.state = { ...one.state, ...changes }
      tell()
    }
    const work = async () => {
      known = await prepare({ onRead: done => set({ done }), signal })
      const { upload, chunks } = known
      set({ phase: 'sending', fileId: upload.fileId, done: 0 })
      const onProgress = (done: number, size: number) => set({ done, size })
      const sending = { file, upload, chunks, place: client.uploadPlace(upload.fileId), onProgress, signal }
      await signedIn(signal, () => sendFile(sending))
      await forgetUpload(upload.fileId)
      set({ phase: 'ended' })
    }
    tell()
    work().catch((error: unknown) => set({ phase: 'stopped', problem: asProblem(error) }))
  }

  const prepareNew = (owner: string, file: File): Prepare => {
    // For all tries: told once more after its answer was lost, the hub knows it, and makes no second file of it.
    const key = crypto.randomUUID()
    const secret = crypto.getRandomValues(new Uint8Array(32))
    let hashed: Awaited<ReturnType<typeof hashesOf>> | undefined
    let fileId: string | undefined
    return async reading => {
      hashed ??= await hashesOf(file, reading)
      const { chunks, ...hashes } = hashed
      const { size, root } = hashes
      const told = { ...hashes, chunkBytes: CHUNK_BYTES, mediaType: file.type.split(';')[0] || UNKNOWN }
      const begin = () => client.beginFile(owner, { ...told, secret: base64Of(secret) }, key)
      fileId ??= (await signedIn(reading.signal, begin)).fileId
      const imported = await importFileSecret(secret)
      const kept = { fileId, user, secret: imported, size, root, chunkBytes: CHUNK_BYTES, at: Date.now() }
      await keepUpload(kept)
      secret.fill(0)
      if (reading.signal.reason === CANCELLED) await drop(fileId)
      return { upload: kept, chunks }
    }
  }

  const prepareAgain =
    (fileId: string, file: File): Prepare =>
    async reading => {
      const upload = await keptUpload(fileId, user)
      if (upload === undefined || upload.size !== file.size) throw own('file_not_the_same')
      const { root, chunks } = await chunkHashesOf(chunksOf(file, upload.chunkBytes, reading))
      if (root !== upload.root) throw own('file_not_the_same')
      return { upload, chunks }
    }

  return {
    of: referralId => running.get(referralId)?.state,
    begin: (referralId, owner, file) => run(referralId, file, prepareNew(owner, file)),
    goOn: (referralId, again) =>
      again === undefined
        ? running.get(referralId)?.again()
        : run(referralId, again.file, prepareAgain(again.fileId, again.file), again.fileId),
    async cancel(referralId, fileId = running.get(referralId)?.state.fileId ?? undefined) {
      running.get(referralId)?.abort.abort(CANCELLED)
      running.delete(referralId)
      tell()
      if (fileId !== undefined) await drop(fileId)
    },
    isBusy: () => [...running.values()].some(({ state }) => state.phase === 'reading' || state.phase === 'sending'),
    subscribe: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: () => {
      for (const { abort } of running.values()) abort.abort()
    },
  }
}

async function hashesOf(file: File, reading: Parameters<Prepare>[0]) {
  const hasher = webHasher()
  for await (const chunk of chunksOf(file, CHUNK_BYTES, reading)) await hasher.add(chunk)
  const hashes = await hasher.finish()
  reading.signal.throwIfAborted()
  return hashes
}
