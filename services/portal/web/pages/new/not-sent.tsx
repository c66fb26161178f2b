import type { ProblemError } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { Problem } from '../../ui/problem.tsx'

/** Why it was not sent, that nothing is lost, and the draft that stands for a child in its place. */
export function NotSent({ problem }: { problem: ProblemError | undefined }) {
  const { t } = useWords()
  const draftId = problem?.refs['draftId']
  return (
    <Problem problem={problem}>
      <p>{t.form.kept}</p>
      {draftId && (
        <p>
          {t.form.draftOpened} <a href={addressOf({ page: 'referral', id: draftId })}>{t.form.openReferral}</a>
        </p>
      )}
    </Problem>
  )
}
