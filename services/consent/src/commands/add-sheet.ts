import type { Caller } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { sheetFault, withSheet } from '../domain/sheet.ts'
import type { Sheet } from '../domain/taking.ts'
import type { Attest } from '../ports/attestation.ts'
import { findBasis, lockBasis, saveSheet } from '../store/bases.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import { refusal } from './refusal.ts'

export interface AddSheet {
  readonly basisId: string
  readonly sheet: Sheet
  readonly caller: Pick<Caller, 'user' | 'agency' | 'token'>
  readonly replay: Replay
}

/**
 * The sheet of a consent that was signed in an emergency has come. Throws consent_not_found for everybody but the agency that recorded it,
 * signed_sheet_unknown for one that redaction does not hold, or why none is added.
 */
export const addSheet =
  (deps: Deps & { readonly attest: Attest }) =>
  async ({ basisId, sheet, caller, replay }: AddSheet): Promise<RecordedBasis> => {
    const { hub, store, policy, now, log } = deps
    const checked = (basis: RecordedBasis | undefined): RecordedBasis => {
      if (basis?.agencyId !== caller.agency) throw errors.consent_not_found()
      const fault = sheetFault(basis, policy, now())
      if (fault !== undefined) throw refusal(fault)
      return basis
    }
    const { form } = checked(await store.read(reader => findBasis(reader, basisId)))
    const { subjectRef } = form
    const attested = await deps.attest({ caller, subjectRef, languageExplained: '', recipientHub: hub, sheet })
    if (attested?.sheetHeld !== true) throw errors.signed_sheet_unknown()
    const basis = await store.run(async tx => {
      const next = withSheet(checked(await lockBasis(tx, basisId)), sheet)
      await saveSheet(tx, basisId, sheet, { by: caller.user, at: now() })
      return next
    }, replay)
    messages['basis.sheet-added'](log, { basisId, agencyId: caller.agency })
    return basis
  }
