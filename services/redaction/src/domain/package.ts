import { answerFor, type Held, mayFear } from './held.ts'
import type { PackageView, Projected, Projection } from './view.ts'

export interface PackageParts {
  readonly held: Held
  readonly projection: Pick<Projected, 'categories' | 'withheld' | 'accountWhole'>
  readonly codeName: string
  readonly recipientHub: string
  readonly ownHub: string
  readonly now: Date
}

/** A view for another hub, with the answers it needs to decide for itself. */
export function packageViewOf({ held, projection, codeName, recipientHub, ownHub, now }: PackageParts): PackageView {
  const answer = answerFor(held, { language: '', recipientHub, ownHub }, now)
  const { recipientIsStateOfNationality } = answer
  return {
    v: 1,
    codeName,
    categories: projection.categories,
    withheld: byCategory(projection.withheld),
    accountWhole: projection.accountWhole,
    facts: {
      minor: answer.minor,
      guardianNamed: answer.guardianNamed,
      guardianConflict: answer.guardianConflict,
      helpSeekingNeeds: answer.helpSeekingNeeds,
      recipientIsStateOfNationality,
      mayReportBack: !mayFear(answerFor(held, { language: '', recipientHub: ownHub, ownHub }, now)),
      // Asylum is told to nobody who need not know: only in the state of nationality does it change a decision.
      protectionSeeker: recipientIsStateOfNationality && answer.protectionSeeker,
      fearOfReturnDenied: recipientIsStateOfNationality && answer.fearOfReturnDenied,
    },
  }
}

/** Field by field it is the receiving hub that tells its reader: another one may read there, by another file. */
const byCategory = (withheld: Projection['withheld']) =>
  withheld.filter(({ field }) => field === undefined).map(({ category, reason }) => ({ category, reason }))
