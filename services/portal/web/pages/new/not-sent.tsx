import type { ProblemError } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { Problem } from '../../ui/problem.tsx'
import { ReviewNeeded } from './review-needed.tsx'

/** Who has to look at it before anything goes. */
const FIRST: Readonly<Record<string, 'independent' | 'second'>> = {
  refusal_not_reviewed: 'independent',
  second_person_first: 'second',
}

interface Props {
  readonly problem: ProblemError | undefined
  /** That was recorded, and waits for somebody else. */
  readonly basisId?: string | undefined
}

/** Why it was not sent, that nothing is lost, and what there is in its place: the draft for a child, or what was entered from that form. */
export function NotSent({ problem, basisId }: Props) {
  const { t } = useWords()
  const draftId = problem?.refs['draftId']
  const first = problem && FIRST[problem.code]
  const entered = problem?.code === 'paper_number_taken' ? problem.refs['referralId'] : undefined
  return (
    <Problem problem={problem} focus>
      <p>{t.form.kept}</p>
      {first && basisId && <ReviewNeeded basisId={basisId} first={first} />}
      {draftId && (
        <p>
          {t.form.draftOpened} <a href={addressOf({ page: 'referral', id: draftId })}>{t.form.openReferral}</a>
        </p>
      )}
      {entered && (
        <p>
          <a href={addressOf({ page: 'referral', id: entered })}>{t.fallback.open}</a>
        </p>
      )}
    </Problem>
  )
}
