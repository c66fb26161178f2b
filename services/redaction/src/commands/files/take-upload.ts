import { inChunks } from '@amparo/crypto/bundle'
import { httpErrors } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { errors } from '../../domain/errors.ts'
import { appendPiece, dropUpload, type FileKept, findFile } from '../../store/files.ts'
import type { InPlace, Sender } from './upload-places.ts'
import { whileItComes } from './while-it-comes.ts'

export interface FilesDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read' | 'copyOut'>
}

/** Committed at once: what a kill loses of an upload is less than this. */
export const PIECE_BYTES = 1024 ** 2

/** Each has a piece in memory. The others are read when it is their turn: their lines wait. Four are left to other agencies. */
export const UPLOADS_AT_ONCE = { places: 16, ofAgency: 12, ofUser: 4 }
/** Longer than a poor line rests that goes on by itself. */
const PATIENCE_MS = 10_000

type FindFile = (fileId: string, agencyId: string) => Promise<FileKept>

const ownFile =
  (isSought: (file: FileKept) => boolean) =>
  ({ hub, store }: FilesDeps): FindFile =>
  async (fileId, agencyId) => {
    const file = await store.read(reader => findFile(reader, fileId, { hub, agencyId }))
    if (file === undefined || !isSought(file)) throw httpErrors.not_found()
    return file
  }

/** A person's. Throws `not_found` unless the caller's agency keeps it. */
export const fileOf = ownFile(({ requestId }) => requestId === null)
/** Of a request for evidence. Throws `not_found` unless the caller's agency keeps it. */
export const ownRequestFile = ownFile(({ requestId }) => requestId !== null)

/**
 * Goes on with an upload where it ended. What arrives before a line breaks is kept. Answers how much is there. Throws
 * upload_offset_differs, and stores nothing of it, if the file ends elsewhere, is whole, or would get longer than announced;
 * request_timed_out, with what has come stored, where nothing came for ten seconds: the place is for who sends.
 */
export const takeUpload = (
  deps: FilesDeps & { readonly now: Clock },
  inPlace: InPlace,
  find: FindFile = fileOf(deps),
) => {
  const { store, now } = deps
  return async (
    fileId: string,
    sender: Sender,
    offset: number,
    content: AsyncIterable<Uint8Array>,
  ): Promise<number> => {
    const { received, referralId } = await find(fileId, sender.agencyId)
    if (received !== offset || referralId !== null) throw errors.upload_offset_differs()
    return inPlace(sender, async () => {
      let at = offset
      let isSilent = false
      const coming = whileItComes(content, PATIENCE_MS, () => {
        isSilent = true
      })
      for await (const piece of inChunks(coming, PIECE_BYTES, Buffer.alloc(PIECE_BYTES))) {
        const append = { fileId, at, bytes: piece, now: now() }
        if (!(await store.run(tx => appendPiece(tx, append)))) throw errors.upload_offset_differs()
        at += piece.byteLength
      }
      if (isSilent) throw httpErrors.request_timed_out()
      return at
    })
  }
}

/** Takes an upload back that has not ended, with all that came of it. Throws upload_ended for any other. */
export const takeBackUpload =
  (deps: FilesDeps, find: FindFile = fileOf(deps)) =>
  async (fileId: string, agencyId: string): Promise<void> => {
    await find(fileId, agencyId)
    if (!(await deps.store.run(tx => dropUpload(tx, fileId)))) throw errors.upload_ended()
  }
