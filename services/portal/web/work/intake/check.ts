import { checkStep } from '../../form/check.ts'
import type { Fault } from '../../form/faults.ts'
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

/** What is still missing; undefined: it can go out. Rows that were sent are not asked about again. */
export function faultsOfIntake(
  intake: IntakeDraft,
  isSent: (row: IntakeRow) => boolean,
  now: Date,
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
  const found: IntakeFaults = {
    shared:
      adult === undefined
        ? shared.filter(({ field }) => field !== 'agency' && field !== 'protocol' && field !== 'reason')
        : shared,
    children: anyChild ? (['protocol', 'agency', 'reason'] as const).filter(name => intake.children[name] === '') : [],
    rows: new Map(
      people.flatMap(row => {
        const faults = checkStep('person', draftOf(intake, row), now)
        return faults.length === 0 ? [] : [[row.key, faults] as const]
      }),
    ),
    nobody: people.length === 0,
  }
  return isFine(found) ? undefined : found
}
