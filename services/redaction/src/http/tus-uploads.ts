import { PassThrough, Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { httpErrors } from '@amparo/http'
import { AppError } from '@amparo/kernel'
import { DataStore, ERRORS, type Locker, Server, Upload } from '@tus/server'
import { MAX_UPLOAD_BYTES } from '../commands/files/begin-file.ts'
import type { Sender } from '../commands/files/upload-places.ts'
import { errors } from '../domain/errors.ts'

/** Of whom it is asked, everything else having been checked. Each throws the vault's refusals. */
export interface UploadsHere {
  find(fileId: string, agencyId: string): Promise<{ readonly size: number; readonly received: number }>
  take(fileId: string, sender: Sender, offset: number, content: AsyncIterable<Uint8Array>): Promise<number>
  takeBack(fileId: string, agencyId: string): Promise<void>
}

interface Asked {
  readonly method: 'HEAD' | 'PATCH' | 'DELETE' | 'OPTIONS'
  readonly fileId: string
  readonly sender: Sender
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Readable
}

/** The vault, as @tus/server keeps files in it, for one sender. */
class VaultStore extends DataStore {
  readonly #here: UploadsHere
  readonly #sender: Sender

  constructor(here: UploadsHere, sender: Sender) {
    super()
    this.extensions = ['termination']
    this.#here = here
    this.#sender = sender
  }
  override async getUpload(id: string): Promise<Upload> {
    const { size, received } = await this.#here.find(id, this.#sender.agencyId)
    return new Upload({ id, size, offset: received })
  }
  override write(content: Readable, id: string, offset: number): Promise<number> {
    return this.#here.take(id, this.#sender, offset, content)
  }
  override remove(id: string): Promise<void> {
    return this.#here.takeBack(id, this.#sender.agencyId)
  }
}

/** Each piece is appended where the file ends or not at all, in the database, whichever instance gets it: nobody waits for another. */
const inTheDatabase: Locker = {
  newLock: () => ({ lock: async () => {}, unlock: async () => {} }),
}

/**
 * The core of the tus protocol 1.0.0 and its extension `termination`, by its own server. It is asked once scope, form and whoever asks are
 * checked, and answers neither a browser of another origin nor anybody by itself: throws the vault's refusals, and for its own
 * `upload_offset_differs` or `request_invalid`.
 */
export async function askTus(here: UploadsHere, { fileId, sender, method, headers, body }: Asked) {
  let failed: unknown
  const server = new Server({
    ...{ path: '/', datastore: new VaultStore(here, sender), locker: inTheDatabase, maxSize: MAX_UPLOAD_BYTES },
    getFileIdFromRequest: () => fileId,
    // It would word every failure for whoever asks.
    onResponseError: (_request, error) => {
      failed = error
      return undefined
    },
  })
  const passed = body && passedOn(body)
  const stream = passed && { body: Readable.toWeb(passed) as ReadableStream<Uint8Array>, duplex: 'half' as const }
  const answer = await server.handleWeb(new Request('http://tus', { method, headers, ...stream }))
  // The server leaves unread what it refuses, and whoever asks next by that connection would wait behind it.
  if (passed) body.unpipe(passed).resume()
  if (failed !== undefined) throw refusalOf(failed)
  if (!answer.ok) throw httpErrors.request_invalid()
  const spoken = [...answer.headers].filter(([name]) => name.startsWith('tus-') || name.startsWith('upload-'))
  return Object.fromEntries(spoken)
}

/** What comes, until it ends or its line breaks: what had come by then is read all the same. It can be taken away from whoever reads. */
function passedOn(body: Readable): PassThrough {
  const passed = new PassThrough()
  const end = (): void => void passed.end()
  if (body.destroyed) end()
  body.on('error', end).on('close', end)
  return body.pipe(passed)
}

const DIFFER: readonly unknown[] = [ERRORS.INVALID_OFFSET, ERRORS.ERR_SIZE_EXCEEDED, ERRORS.ABORTED]

function refusalOf(failed: unknown): unknown {
  if (failed instanceof AppError) return failed
  const isItsOwn = Object.values<unknown>(ERRORS).includes(failed)
  if (DIFFER.includes(failed)) return errors.upload_offset_differs()
  return isItsOwn ? httpErrors.request_invalid() : failed
}
