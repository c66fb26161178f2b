import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import type { Caller } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { rosterCode, rosterOf } from '../domain/duty.ts'
import { errors } from '../domain/errors.ts'
import { type SheetPermit, standByFault } from '../domain/own-record.ts'
import type { Directory } from '../ports/directory.ts'
import type { FindDuty } from '../ports/duty.ts'
import { addStandBy, findSheetPermit } from '../store/own-record.ts'
import type { Deps } from './deps.ts'
import { shareExclusions } from './hold-exclusions.ts'
import { freeToStandBy } from './may-stand-by.ts'
import { messages } from './messages.ts'
import { refusal } from './refusal.ts'

export interface StandBySheet {
  /** The permit on which the code sheet was made. */
  readonly permitId: string
  readonly caller: Pick<Caller, 'user' | 'agency' | 'acr'>
  readonly replay: Replay
}

/**
 * A second officer has spoken with the person alone, who wants the code sheet that was made for them: from then on it opens. On duty by the
 * roster of the agency or the hub; of another agency where the person has taken everything back from this one. It is in the access log
 * before it counts. Throws sheet_not_found, also to another agency once nothing waits, and to whoever may not speak with the person; second_person_required,
 * independent_officer_required, second_person_not_on_duty, already_confirmed, confirmation_overdue.
 */
export const standBySheet =
  (deps: Deps & { readonly append: Append; readonly directory: Directory; readonly findDuty: FindDuty }) =>
  async ({ permitId, caller, replay }: StandBySheet): Promise<{ readonly at: Date }> => {
    const { store, now, log } = deps
    const sheet = await store.read(reader => findSheetPermit(reader, permitId))
    if (sheet === undefined) throw errors.sheet_not_found()
    const { subjectId } = sheet
    const isFree = await freeToStandBy(deps, { subjectId, caller })
    if (!(await store.read(isFree))) throw errors.sheet_not_found()
    const colleague = sheet.agencyId === caller.agency
    const fault = standByFault(sheet, caller, now())
    // Another agency hears of those that wait, and of no others.
    if (fault !== undefined) throw colleague ? refusal(fault) : errors.sheet_not_found()
    const duty = await deps.findDuty({ by: caller, officer: sheet })
    const roster = rosterOf(duty, { colleague, independent: sheet.standBy === 'independent' })
    if (roster === undefined) throw refusal('second_person_not_on_duty')
    const at = now()
    await deps.append(entryOf(sheet, { caller, at, code: rosterCode(roster) }, deps))
    await store.run(async tx => {
      await shareExclusions(tx)
      if (!(await isFree(tx))) throw errors.sheet_not_found()
      const by = { permitId, agencyId: caller.agency, userId: caller.user, roster, at }
      if (!(await addStandBy(tx, by))) throw colleague ? refusal('already_confirmed') : errors.sheet_not_found()
      return { at }
    }, replay)
    messages[roster === 'none' ? 'sheet.stood-by-off-duty' : 'sheet.stood-by'](log, {
      permitId,
      agencyId: caller.agency,
    })
    return { at }
  }

const entryOf = (
  { subjectRef, agencyId }: SheetPermit,
  { caller, at, code }: Pick<StandBySheet, 'caller'> & { readonly at: Date; readonly code: string },
  { hub, newId, policy }: Deps,
) => ({
  ...{ entryId: newId(), action: Action.RECORD_SHEET_CONFIRMED, code },
  ...{ userId: caller.user, agency: { hub, agencyId: caller.agency }, authentication: caller.acr },
  ...{ recipient: { hub, agencyId }, subjectRef, policyHash: policy.hash, occurredAt: timestampFromDate(at) },
})
