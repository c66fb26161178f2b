import type { Append } from '@amparo/asking'
import { Action, type ItemUseCode, timestampFromDate } from '@amparo/contracts'
import { sealViewAnswer } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import { errors } from '../../domain/errors.ts'
import type { OpenHeld } from '../../queries/open-held.ts'
import { type FileKept, openTerms, piecesFrom } from '../../store/files.ts'
import { type DemandUseDeps, demandUse } from '../demand-use.ts'
import { type RelationsDeps, relationsTo } from '../relations-to.ts'
import { takeOwnRequest } from '../show-record.ts'
import { WHOLE } from '../shown-whole.ts'
import type { ViewCaller } from '../view-request.ts'
import { type FilesDeps, fileOf } from './take-upload.ts'

export interface ShowFileDeps extends FilesDeps, DemandUseDeps, RelationsDeps {
  readonly store: FilesDeps['store']
  readonly openHeld: OpenHeld
  readonly append: Append
  readonly hub: string
  readonly signKey: () => Promise<string>
  readonly now: Clock
  readonly newId: NewId
}

export interface ShowFile {
  /** Compact JWS; the agency's own reference to the person stands where a referral's id would. */
  readonly request: string
  readonly fileId: string
  /** What it is opened for. */
  readonly use: ItemUseCode
  readonly caller: ViewCaller
}

const ROUTE = 'POST /file-views'

/** What the log says of a file that is opened: what for, as its reader states it, and which, by the id under which it was begun. */
export const usedAs = (use: ItemUseCode, fileId: string): string => `${use}:${fileId}`

/**
 * What a file is, who had it, and the secret that opens it, sealed to the session of somebody of the agency that keeps it; in the log
 * first. Throws `not_found` for everybody else, and file_not_kept while it is not whole and verified.
 */
export const showFile =
  (deps: ShowFileDeps) =>
  async ({ request: compact, fileId, use, caller }: ShowFile): Promise<string> => {
    const { hub, now, newId } = deps
    const { request, share } = await takeOwnRequest(deps, ROUTE, compact, caller)
    const signingKey = await deps.signKey()
    const { subjectId, shareId, agency } = share
    const file = await fileOf(deps)(fileId, caller.agency)
    // What came with a referral is shown by that referral alone.
    if (file.subjectId !== subjectId || file.referralId !== null) throw httpErrors.not_found()
    demandKept(file)
    const { held, key } = await deps.openHeld(subjectId)
    const { user: _, ...terms } = openTerms(file, key)
    await demandUse(deps, { caller, sha256: [terms.sha256], use, to: agency, subjectRef: shareId })
    await deps.append({
      ...{ entryId: newId(), action: Action.FILE_SHOWN, code: usedAs(use, fileId), userId: caller.user, agency },
      ...{ categories: [...WHOLE], recipient: agency },
      relations: await relationsTo(deps, caller, held),
      ...{ authentication: caller.acr, subjectRef: shareId, occurredAt: timestampFromDate(now()) },
    })
    const view = { referralId: shareId, fileId, ...terms, scanned: file.scanned }
    const { replyCertificate } = request
    return sealViewAnswer({ view, hub, route: ROUTE, request: compact, replyCertificate, signingKey })
  }

/** The encrypted file from that byte on. It is of use to whoever has been shown its secret. */
export const readFile = (deps: FilesDeps) => async (fileId: string, agencyId: string, from: number) => {
  const file = await fileOf(deps)(fileId, agencyId)
  demandKept(file)
  return { size: file.size, content: piecesFrom(deps.store, file, from) }
}

/** Throws file_not_kept. */
export function demandKept({ state, code }: FileKept): void {
  if (state === 'quarantined') throw errors.file_quarantined()
  if (code === 'file_infected') throw errors.file_infected()
  if (code === 'file_not_scannable') throw errors.file_not_scannable()
  if (state !== 'kept') throw errors.file_not_kept()
}
