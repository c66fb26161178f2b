import type { Append } from '@amparo/asking'
import { Action, type RequestStanding, timestampFromDate } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Replay } from '@amparo/store'
import { z } from 'zod'
import { errors } from '../../domain/request-errors.ts'
import type { Party } from '../../ports/decision.ts'
import type { FindRequest } from '../../ports/requests.ts'
import type { DataKeys } from '../../store/data-keys.ts'
import { addFile } from '../../store/files.ts'
import { isWritable, requestKey } from '../../store/request-texts.ts'
import { type DemandUseDeps, demandUse } from '../demand-use.ts'
import { type BegunFile, fileFields, sealedSizeOf } from '../files/begin-file.ts'
import { holdUploadQuota } from '../files/upload-quota.ts'
import { messages } from '../messages.ts'
import { asReader } from '../requests/standing-of-party.ts'
import { type SentForm, type TakeFormDeps, takeForm, useForm } from '../take-form.ts'

export interface BeginRequestFileDeps extends TakeFormDeps, DemandUseDeps {
  readonly store: TakeFormDeps['store']
  readonly findRequest: FindRequest
  readonly keys: DataKeys
  readonly append: Append
  /** So many bytes of one agency in 24 hours. */
  readonly uploadsADay: number
  readonly newId: NewId
  readonly log: Log
}

export const requestFileForm = { schema: z.strictObject({ requestId: z.uuid(), ...fileFields }), maxBytes: 4_096 }

/**
 * What a file of a request for evidence is, before any of it comes: an annex, sent by whoever drafts; or what was obtained, by the central
 * authority that executes it. What it came on or with has to let it go to the other state. It stands under the request's key, and is seen by nobody else until the request names it. Throws `not_found`,
 * `request_not_open` for a draft that was handed in, `file_too_large`, `upload_quota_reached`.
 */
export const beginRequestFile = (deps: BeginRequestFileDeps) => {
  const { hub, store, now, newId, log } = deps
  const take = takeForm(deps, 'POST /request-files', requestFileForm)
  return async (sent: SentForm, replay: Replay): Promise<BegunFile> => {
    const { caller, correlationId } = sent
    const { data, ...taken } = await take(sent, replay)
    const { requestId, ...terms } = data
    const size = sealedSizeOf(terms)
    const to = reaches(await deps.findRequest(requestId, caller))
    const used = { caller, sha256: [terms.sha256], to, triedAs: requestId }
    await demandUse(deps, { ...used, use: 'pass-to-other-state' })
    const by = { hub, agencyId: caller.agency }
    const key = await requestKey(deps, requestId)
    const at = now()
    const uploading = { by, size, at }
    await store.run(tx => holdUploadQuota(tx, deps.uploadsADay, uploading))
    const fileId = newId()
    await deps.append({
      ...{ entryId: newId(), action: Action.FILE_BEGUN, code: fileId, userId: caller.user, agency: by },
      ...{ authentication: caller.acr, referralId: requestId, occurredAt: timestampFromDate(at) },
    })
    const begun: BegunFile = { fileId, size }
    await store.run(async tx => {
      await useForm(tx, taken, at)
      if (!(await isWritable(tx, requestId))) throw errors.request_not_open()
      await holdUploadQuota(tx, deps.uploadsADay, uploading)
      const of = { ...begun, subjectId: null, requestId, itemId: fileId, by, at }
      await addFile(tx, of, { ...terms, user: caller.user, custody: [] }, key)
      return begun
    }, replay)
    messages['request.file-begun'](log, { requestId, agencyId: caller.agency, correlationId })
    return begun
  }
}

/** Whom it is for: nothing is added by whoever may not. */
function reaches(standing: RequestStanding | undefined): Party {
  const { role, open, toHub: hub, recipient, sender } = asReader(standing)
  if (role === 'recipient' && sender !== undefined) return { hub: sender.hub, agencyId: sender.agencyId }
  if (role !== 'drafter' || !open) throw errors.request_not_open()
  return { hub, agencyId: recipient?.agencyId ?? '' }
}
