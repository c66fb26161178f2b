import { hash } from 'node:crypto'
import { Action, denials, oneOf, timestampFromDate } from '@amparo/contracts'
import { isOneOf } from '@amparo/documents'
import type { NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Replay } from '@amparo/store'
import { z } from 'zod'
import { errors } from '../domain/errors.ts'
import type { Append } from '../ports/access-log.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { addConsentSheet, isSheetOfAnother } from '../store/consent-sheets.ts'
import { recordsLinkedWith } from '../store/record-links.ts'
import { messages } from './messages.ts'
import { ownShare } from './show-record.ts'
import { type SentForm, type TakeFormDeps, takeForm, useForm } from './take-form.ts'

export interface KeepConsentSheetDeps extends TakeFormDeps {
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

const form = {
  schema: z.strictObject({
    subjectRef: z.uuid(),
    mediaType: oneOf(['image/jpeg', 'image/png', 'application/pdf']),
    base64: z.base64().min(1),
  }),
  // More than a sheet may have, so that one that is too large is told so.
  maxBytes: 1_500_000,
}

/**
 * Keeps the sheet on which a person signed, for good, under the person's key and for the agency alone that took it: nothing is ever shown
 * or sent of it to anybody else. Throws `not_found` for a reference that is not the agency's, onward_not_permitted for one that is for
 * reading only, `sheet_unfit`, `sheet_too_large`, and `sheet_of_another` for the file of somebody else who was referred: nobody signs for
 * others. That of a record which nobody was referred by is no hindrance: a person whose form is put right is registered anew.
 */
export const keepConsentSheet = (deps: KeepConsentSheetDeps) => {
  const { store, now, newId, log } = deps
  const take = takeForm(deps, 'POST /consent-sheets', form)
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
    const isOfAnother = await store.read(async reader =>
      isSheetOfAnother(reader, { subjectId, by: agency }, sha256, await recordsLinkedWith(reader, subjectId)),
    )
    if (isOfAnother) throw errors.sheet_of_another()
    const { key } = await deps.openHeld(subjectId)
    const at = now()
    await deps.append({
      ...{ entryId: newId(), action: Action.CONSENT_SHEET_KEPT, userId: caller.user, agency },
      ...{ authentication: caller.acr, subjectRef: shareId, occurredAt: timestampFromDate(at) },
    })
    const kept: KeptSheet = { sheetId: newId(), sha256 }
    await store.run(async tx => {
      await useForm(tx, taken, at)
      const of = { ...kept, subjectId, by: agency, at }
      await addConsentSheet(tx, of, { user: caller.user, mediaType, base64 }, key)
      return kept
    }, replay)
    messages['consent-sheet.kept'](log, { agencyId: caller.agency, correlationId })
    return kept
  }
}
