import { hash } from 'node:crypto'
import type { Append } from '@amparo/asking'
import { Action, denials, encode, oneOf, sheetMoved, timestampFromDate } from '@amparo/contracts'
import { isOneOf } from '@amparo/documents'
import type { NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Reader, Replay, Transaction } from '@amparo/store'
import { z } from 'zod'
import { errors } from '../domain/errors.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { addConsentSheet, holdFile, moveSheets, type SameFile, sameFileOfOthers } from '../store/consent-sheets.ts'
import { recordsLinkedWith } from '../store/record-links.ts'
import { type AgencyKey, findShare } from '../store/shares.ts'
import { messages } from './messages.ts'
import { type RefuseMalwareDeps, refuseMalware } from './refuse-malware.ts'
import { ownShare } from './show-record.ts'
import { type SentForm, type TakeFormDeps, takeForm, useForm } from './take-form.ts'

export interface KeepConsentSheetDeps extends TakeFormDeps, RefuseMalwareDeps {
  readonly openHeld: OpenHeld
  readonly append: Append
  readonly newId: NewId
  readonly log: Log
}

export interface KeptSheet {
  readonly sheetId: string
  /** Of the file's bytes, hex: what a consent names beside the id. */
  readonly sha256: string
}

/** A page that was scanned in grey or taken with a phone and made smaller. */
const MAX_BYTES = 700_000

export const sheetForm = {
  schema: z.strictObject({
    subjectRef: z.uuid(),
    mediaType: oneOf(['image/jpeg', 'image/png', 'application/pdf']),
    base64: z.base64().min(1),
    replaces: z.array(z.uuid()).max(20).default([]),
  }),
  // More than a sheet may have, so that one that is too large is told so.
  maxBytes: 1_500_000,
}

/**
 * Keeps the sheet on which a person signed, for good, under the person's key and for the agency alone that took it: nothing is ever shown
 * or sent of it to anybody else. Throws `not_found` for a reference that is not the agency's, onward_not_permitted for one that is for
 * reading only, `sheet_unfit`, `sheet_too_large`, and `sheet_of_another` for the file of somebody else: nobody signs for others. A person
 * whose form is put right is registered anew: `replaces` names the earlier records, and the sheet moves from those by which nobody was
 * referred. It does for them no more, and consent ends what rested on it.
 */
export const keepConsentSheet = (deps: KeepConsentSheetDeps) => {
  const { store, now, newId, log } = deps
  const take = takeForm(deps, 'POST /consent-sheets', sheetForm)
  return async (sent: SentForm, replay: Replay): Promise<KeptSheet> => {
    const { caller, correlationId } = sent
    const { data, ...taken } = await take(sent, replay)
    const { subjectRef, mediaType, base64 } = data
    const bytes = Buffer.from(base64, 'base64')
    if (bytes.byteLength > MAX_BYTES) throw errors.sheet_too_large()
    if (!isOneOf(['jpeg', 'png', 'pdf'], bytes, mediaType)) throw errors.sheet_unfit()
    const { subjectId, shareId, agency, referralId } = await ownShare(deps, subjectRef, caller)
    if (referralId !== null) throw denials.onward_not_permitted()
    const sha256 = hash('sha256', bytes, 'hex')
    const file = { subjectId, by: agency, sha256, replaces: data.replaces }
    await store.read(reader => movedTo(reader, file))
    await refuseMalware(deps, { agencyId: agency.agencyId, files: [base64] })
    const { key } = await deps.openHeld(subjectId)
    const at = now()
    const kept: KeptSheet = { sheetId: newId(), sha256 }
    await deps.append({
      ...{ entryId: newId(), action: Action.CONSENT_SHEET_KEPT, code: kept.sheetId, userId: caller.user, agency },
      ...{ authentication: caller.acr, subjectRef: shareId, occurredAt: timestampFromDate(at) },
    })
    await store.run(async tx => {
      await useForm(tx, taken, at)
      await holdFile(tx, agency, sha256)
      const moved = await movedTo(tx, file)
      const of = { ...kept, subjectId, by: agency, at }
      await addConsentSheet(tx, of, { user: caller.user, mediaType, base64 }, key)
      await moveSheets(tx, moved, of)
      tellMoved(tx, moved, { newId, at, correlationId })
      return kept
    }, replay)
    messages['consent-sheet.kept'](log, { agencyId: caller.agency, correlationId })
    return kept
  }
}

interface KeptFile {
  readonly subjectId: string
  readonly by: AgencyKey
  readonly sha256: string
  readonly replaces: readonly string[]
}

/** What moves to the record that was put right. Throws `sheet_of_another` where anything would be left with somebody else. */
async function movedTo(reader: Reader, { subjectId, by, sha256, replaces }: KeptFile): Promise<SameFile[]> {
  const others = await sameFileOfOthers(reader, { subjectId, by }, sha256, await recordsLinkedWith(reader, subjectId))
  if (others.length === 0) return []
  const shares = await Promise.all(replaces.map(ref => findShare(reader, ref)))
  const earlier = shares.flatMap(share =>
    share?.referralId === null && share.agency.hub === by.hub && share.agency.agencyId === by.agencyId
      ? [share.subjectId]
      : [],
  )
  const isLeft = (one: SameFile) => one.referred || !earlier.includes(one.subjectId)
  if (others.some(isLeft)) throw errors.sheet_of_another()
  return others
}

function tellMoved(
  tx: Transaction,
  moved: readonly SameFile[],
  { newId, at, correlationId }: { readonly newId: NewId; readonly at: Date; readonly correlationId: string },
): void {
  for (const { sheetId, subjectId } of moved) {
    const meta = { id: newId(), aggregateId: sheetId, aggregateVersion: 1, occurredAt: at, correlationId }
    tx.emit(encode(sheetMoved, { subjectId, sheetId }, meta))
  }
}
