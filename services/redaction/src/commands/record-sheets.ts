import { randomBytes, randomInt } from 'node:crypto'
import { Action, paperNumber, timestampFromDate } from '@amparo/contracts'
import { sealViewAnswer } from '@amparo/crypto'
import type { AskedBy, RecordSheet } from '../domain/record-sheet.ts'
import { refusalOf } from '../ports/given-permit.ts'
import { addSheet, callBackSheets, sheetsOf } from '../store/record-sheets.ts'
import type { Share } from '../store/shares.ts'
import type { Codes } from './codes.ts'
import { hashOf } from './link-secret.ts'
import { gatherOwnRecord } from './own-record.ts'
import { ownShare, type ShowRecordDeps, takeOwnRequest } from './show-record.ts'
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
 * back. By an agency that has, or had, something on record of the person. Throws `not_found` and consent's denial.
 */
export const makeSheet =
  (deps: RecordSheetDeps) =>
  async ({ request: compact, askedBy, caller }: MakeSheet): Promise<string> => {
    const { store, now, newId, hub } = deps
    const { request, share } = await takeOwnRequest(deps, ROUTE, compact, caller)
    const signingKey = await deps.signKey()
    const allowed = await gatherOwnRecord(deps, { share, askedBy, caller, forSheet: true })
    if ('denial' in allowed) throw refusalOf(allowed)
    const number = paperNumber(randomBytes(16))
    const code = String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, '0')
    const codeHash = await deps.codes.hash(code)
    const madeAt = now()
    const expiresAt = new Date(madeAt.getTime() + deps.sheetMs)
    await noteSheet(deps, { action: Action.RECORD_SHEET_MADE, share, caller })
    const { subjectId, shareId } = share
    const sheet = { sheetId: newId(), numberHash: hashOf(number), codeHash, subjectId, shareId, askedBy }
    await store.run(async tx => {
      await callBackSheets(tx, shareId, madeAt)
      await addSheet(tx, { ...sheet, madeBy: caller.user, madeAt, expiresAt })
    })
    const view = { referralId: shareId, number, code, expiresAt: expiresAt.toISOString() }
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
  async ({ subjectRef, caller }: AboutSheets): Promise<number> => {
    const share = await ownShare(deps, subjectRef, caller)
    // First: should the log be away, the sheet is closed all the same.
    const count = await deps.store.run(tx => callBackSheets(tx, share.shareId, deps.now()))
    await noteSheet(deps, { action: Action.RECORD_SHEET_CALLED_BACK, share, caller })
    return count
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
  readonly share: Share
  readonly caller: AboutSheets['caller']
}
const noteSheet = ({ append, newId, now }: RecordSheetDeps, { action, share, caller }: Noted) =>
  append({
    ...{ entryId: newId(), action, userId: caller.user, agency: share.agency, authentication: caller.acr },
    ...{ subjectRef: share.shareId, occurredAt: timestampFromDate(now()) },
  })
