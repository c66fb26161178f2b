import type { Append } from '@amparo/asking'
import { Action, denials, sha256Hex, timestampFromDate } from '@amparo/contracts'
import { FILE_SECRET_BYTES, fileCipher, MAX_CHUNK_BYTES, MAX_CHUNKS, MIN_CHUNK_BYTES } from '@amparo/crypto/bundle'
import type { NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Replay } from '@amparo/store'
import { z } from 'zod'
import { errors } from '../../domain/errors.ts'
import type { OpenHeld } from '../../queries/open-held.ts'
import { addFile, type FileTerms } from '../../store/files.ts'
import { messages } from '../messages.ts'
import { ownShare } from '../show-record.ts'
import { type SentForm, type TakeFormDeps, takeForm, useForm } from '../take-form.ts'
import { holdUploadQuota } from './upload-quota.ts'

export interface BeginFileDeps extends TakeFormDeps {
  readonly openHeld: OpenHeld
  readonly append: Append
  /** So many bytes of one agency in 24 hours. */
  readonly uploadsADay: number
  readonly newId: NewId
  readonly log: Log
}

export interface BegunFile {
  readonly fileId: string
  /** So many bytes are to be uploaded. */
  readonly size: number
}

export const MAX_FILE_BYTES = 64 * 1024 ** 3
/** As it comes, with a tag of 16 bytes to each chunk. */
export const MAX_UPLOAD_BYTES = MAX_FILE_BYTES + 16 * MAX_CHUNKS

/** What a form says of a file that is to come. */
export const fileFields = {
  mediaType: z.string().regex(/^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,99}$/),
  size: z.int().positive(),
  chunkBytes: z.int().min(MIN_CHUNK_BYTES).max(MAX_CHUNK_BYTES),
  secret: z.base64().refine(text => Buffer.from(text, 'base64').byteLength === FILE_SECRET_BYTES),
  ...{ root: sha256Hex, sha256: sha256Hex, sha512_256: sha256Hex },
}
export const fileForm = { schema: z.strictObject({ subjectRef: z.uuid(), ...fileFields }), maxBytes: 4_096 }

type Announced = Pick<FileTerms, 'secret' | 'size' | 'chunkBytes' | 'root'>

/** How many bytes the encrypted file has. Throws `file_too_large`. */
export function sealedSizeOf({ secret, ...terms }: Announced): number {
  if (terms.size > MAX_FILE_BYTES || Math.ceil(terms.size / terms.chunkBytes) > MAX_CHUNKS)
    throw errors.file_too_large()
  return fileCipher(Buffer.from(secret, 'base64'), terms).sealedSize
}

/**
 * What a file is, and the secret it is encrypted with, before any of it comes: both under the person's key, for the agency alone that
 * sends it. Throws `not_found` for a reference that is not the agency's, onward_not_permitted for one that is for reading only,
 * `file_too_large` and `upload_quota_reached`.
 */
export const beginFile = (deps: BeginFileDeps) => {
  const { store, now, newId, log } = deps
  const take = takeForm(deps, 'POST /files', fileForm)
  return async (sent: SentForm, replay: Replay): Promise<BegunFile> => {
    const { caller, correlationId } = sent
    const { data, ...taken } = await take(sent, replay)
    const { subjectRef, ...terms } = data
    const size = sealedSizeOf(terms)
    const { subjectId, shareId, agency, referralId } = await ownShare(deps, subjectRef, caller)
    if (referralId !== null) throw denials.onward_not_permitted()
    const { key } = await deps.openHeld(subjectId)
    const at = now()
    const uploading = { by: agency, size, at }
    // Before it stands in the log that it was begun, and once more with what others begin meanwhile.
    await store.run(tx => holdUploadQuota(tx, deps.uploadsADay, uploading))
    const begun: BegunFile = { fileId: newId(), size }
    await deps.append({
      ...{ entryId: newId(), action: Action.FILE_BEGUN, code: begun.fileId, userId: caller.user, agency },
      ...{ authentication: caller.acr, subjectRef: shareId, occurredAt: timestampFromDate(at) },
    })
    await store.run(async tx => {
      await useForm(tx, taken, at)
      await holdUploadQuota(tx, deps.uploadsADay, uploading)
      const of = { ...begun, subjectId, requestId: null, itemId: null, by: agency, at }
      await addFile(tx, of, { ...terms, user: caller.user, custody: [] }, key)
      return begun
    }, replay)
    messages['file.begun'](log, { agencyId: caller.agency, correlationId })
    return begun
  }
}
