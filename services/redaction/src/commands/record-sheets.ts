import { randomBytes, randomInt } from 'node:crypto'
import { Action, paperNumber, type Relation, timestampFromDate } from '@amparo/contracts'
import { sealViewAnswer } from '@amparo/crypto'
import type { Replay } from '@amparo/store'
import type { AskedBy, RecordSheet } from '../domain/record-sheet.ts'
import { addSheet, callBackSheets, sheetsOf } from '../store/record-sheets.ts'
import type { Share } from '../store/shares.ts'
import type { Codes } from './codes.ts'
import { hashOf } from './link-secret.ts'
import { gatherOwnRecord } from './own-record.ts'
import { ownShare, recordRefusalOf, type ShowRecordDeps, takeOwnRequest } from './show-record.ts'
import type { ViewCaller } from './view-request.ts'

export interface RecordSheetDeps extends ShowRecordDeps {
  /** How long a sheet can be read. */
  readonly sheetMs: number
  readonly codes: Codes
}

interface MakeSheet {
  /** Compact JWS; the agency's own reference to the person stands where a referral's id would. */
  readonly request: string
  readonly askedBy: AskedBy
  readonly caller: ViewCaller
}

const ROUTE = 'POST /record-sheets'
export const PIN_DIGITS = 6

/**
 * A sheet by which the person reads their own record without an account: a number that is printed, and a code that is told and kept in mind,
 * so that who finds the sheet has nothing. Both are answered once, sealed to who asked; here only hashes stay. Sheets of before are called
 * back. By an agency that has, or had, something on record of the person; without a consent in force it opens only once a second officer
 * has stood by, or number and code would be a way for one officer to read the whole alone. Throws `not_found` and consent's denial.
 */
export const makeSheet =
  (deps: RecordSheetDeps) =>
  async ({ request: compact, askedBy, caller }: MakeSheet): Promise<string> => {
    const { store, now, newId, hub } = deps
    const { request, share } = await takeOwnRequest(deps, ROUTE, compact, caller)
    const signingKey = await deps.signKey()
    const allowed = await gatherOwnRecord(deps, { share, askedBy, caller, forSheet: true })
    if ('denial' in allowed) throw recordRefusalOf(allowed)
    const number = paperNumber(randomBytes(16))
    const code = String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, '0')
    const codeHash = await deps.codes.hash(code)
    const madeAt = now()
    const expiresAt = new Date(madeAt.getTime() + deps.sheetMs)
    const { permitId, standByUntil, afterWithdrawal } = allowed.permit
    const standBy = afterWithdrawal ? 'after_withdrawal' : 'stand_by'
    const noted = { action: Action.RECORD_SHEET_MADE, code: standByUntil ? standBy : '', share, caller }
    await noteSheet(deps, { ...noted, relations: allowed.relations })
    const { subjectId, shareId } = share
    const sheet = {
      ...{ sheetId: newId(), numberHash: hashOf(number), codeHash, subjectId, shareId, askedBy },
      ...{ madeOn: permitId, standByUntil },
    }
    await store.run(async tx => {
      await callBackSheets(tx, shareId, madeAt)
      await addSheet(tx, { ...sheet, madeBy: caller.user, madeAt, expiresAt })
    })
    const view = {
      ...{ referralId: shareId, number, code, expiresAt: expiresAt.toISOString() },
      // By whom and with what a second officer stands by; null: nobody need.
      standBy: standByUntil ? { id: permitId, until: standByUntil.toISOString(), afterWithdrawal } : null,
    }
    const { replyCertificate } = request
    return sealViewAnswer({ view, hub, route: ROUTE, request: compact, replyCertificate, signingKey })
  }

interface AboutSheets {
  readonly subjectRef: string
  readonly caller: Pick<ViewCaller, 'user' | 'agency' | 'acr'>
}

/** Nobody reads by them any more. Answers how many could be read. Throws `not_found`. */
export const callBackSheet =
  (deps: RecordSheetDeps) =>
  async ({ subjectRef, caller }: AboutSheets, replay: Replay): Promise<number> => {
    const share = await ownShare(deps, subjectRef, caller)
    // First: should the log be away, the sheet is closed all the same.
    const count = await deps.store.run(tx => callBackSheets(tx, share.shareId, deps.now()))
    await noteSheet(deps, { action: Action.RECORD_SHEET_CALLED_BACK, share, caller })
    // Last: what the log does not have is not answered again as done.
    return deps.store.run(async () => count, replay)
  }

/** Those that the agency gave, newest first. Throws `not_found`. */
export const listSheets =
  (deps: RecordSheetDeps) =>
  async ({
    subjectRef,
    caller,
  }: Omit<AboutSheets, 'caller'> & { readonly caller: { agency: string } }): Promise<readonly RecordSheet[]> => {
    const { shareId } = await ownShare(deps, subjectRef, caller)
    return deps.store.read(reader => sheetsOf(reader, shareId))
  }

interface Noted {
  readonly action: Action
  readonly code?: string
  readonly share: Share
  readonly caller: AboutSheets['caller']
  /** Of whoever hands the sheet out, and its code, to the person. Absent: nothing is shown. */
  readonly relations?: readonly Relation[]
}
const noteSheet = (
  { append, newId, now }: RecordSheetDeps,
  { action, code = '', share, caller, relations = [] }: Noted,
) =>
  append({
    ...{ entryId: newId(), action, code, userId: caller.user, agency: share.agency, authentication: caller.acr },
    ...{ subjectRef: share.shareId, occurredAt: timestampFromDate(now()) },
    relations: [...relations],
  })
