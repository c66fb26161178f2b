import type { AgencyView } from '@amparo/client'
import { checkStep } from '../../form/check.ts'
import type { Draft } from '../../form/draft.ts'
import type { Fault } from '../../form/faults.ts'
import { fearFaults, mayBeFeared } from '../../form/fear.ts'
import { sheetIn } from '../../form/signed-sheet.ts'
import { draftOf, type ForChildren, type IntakeDraft, type IntakeRow, isBlank, isChildRow } from './draft.ts'

export interface IntakeFaults {
  readonly shared: readonly Fault[]
  /** What children need, that is not there. */
  readonly children: readonly (keyof ForChildren)[]
  readonly rows: ReadonlyMap<string, readonly Fault[]>
  readonly nobody: boolean
}

const isFine = ({ shared, children, rows, nobody }: IntakeFaults): boolean =>
  shared.length === 0 && children.length === 0 && rows.size === 0 && !nobody

/** Whom a draft goes to is found among these. */
export interface Recipients {
  readonly ownHub: string
  find(one: { readonly hub: string; readonly agencyId: string }): AgencyView | undefined
}

const recipientOf = ({ hub, agency }: Draft, { find }: Recipients) => find({ hub, agencyId: agency })

/** Whether anybody of the intake goes to a state that may be theirs. */
export const asksFear = (intake: IntakeDraft, recipients: Recipients): boolean =>
  intake.rows.some(row => {
    const to = isBlank(row) ? undefined : recipientOf(draftOf(intake, row), recipients)
    return to !== undefined && mayBeFeared(to, recipients.ownHub)
  })

/** All go where the others go: whoever may not is taken out, and referred by themselves. */
const fearFaultsOf = (draft: Draft, recipients: Recipients): readonly Fault[] =>
  fearFaults(draft, recipientOf(draft, recipients), recipients.ownHub).map(({ code }) => ({
    field: 'fearAnswer',
    code: code === 'state_feared' ? 'feared_apart' : code,
  }))

const OF_ADULTS = ['agency', 'protocol', 'reason'] as const

/** Each has a sheet of their own; what one signed is nobody else's. */
function sheetFaults(intake: IntakeDraft, row: IntakeRow, now: Date): readonly Fault[] {
  const own = sheetIn(draftOf(intake, row))
  const missing = checkStep('basis', draftOf(intake, row), now).filter(({ field }) => field === 'sheet')
  const isAnothers = intake.rows.some(
    other => own !== undefined && other !== row && sheetIn(draftOf(intake, other))?.base64 === own.base64,
  )
  return isAnothers ? [{ field: 'sheet', code: 'sheet_of_another' }] : missing
}

/** What is still missing; undefined: it can go out. Rows that were sent are not asked about again. */
export function faultsOfIntake(
  intake: IntakeDraft,
  isSent: (row: IntakeRow) => boolean,
  now: Date,
  recipients: Recipients,
): IntakeFaults | undefined {
  const people = intake.rows.filter(row => !isBlank(row) && !isSent(row))
  const anyChild = people.some(isChildRow)
  // Where the others go matters only if there are others.
  const adult = people.find(row => !isChildRow(row)) ?? (anyChild ? undefined : intake.rows[0])
  const sample = adult ?? people[0]
  const shared =
    sample === undefined
      ? []
      : (['facts', 'recipient', 'basis'] as const).flatMap(step => checkStep(step, draftOf(intake, sample), now))
  const ofRows = new Set<Fault['field']>(['sheet', ...(adult === undefined ? OF_ADULTS : [])])
  const found: IntakeFaults = {
    shared: shared.filter(({ field }) => !ofRows.has(field)),
    children: anyChild ? (['protocol', 'agency', 'reason'] as const).filter(name => intake.children[name] === '') : [],
    rows: new Map(
      people.flatMap(row => {
        const own = draftOf(intake, row)
        const faults = [
          ...checkStep('person', own, now),
          ...fearFaultsOf(own, recipients),
          ...sheetFaults(intake, row, now),
        ]
        return faults.length === 0 ? [] : [[row.key, faults] as const]
      }),
    ),
    nobody: people.length === 0,
  }
  return isFine(found) ? undefined : found
}
