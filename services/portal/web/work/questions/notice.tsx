import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useQuestions } from './provider.tsx'

/** That an auditor asks, or that colleagues are to be certified, on every page, until it is done. */
export function QuestionsNotice() {
  const { t } = useWords()
  const { session } = useSignedIn()
  const { told, certifications = [] } = useQuestions()
  const waiting = told?.questions.length ?? 0
  // What is left of oneself another says.
  const isToCertify = certifications.some(({ posts = [] }) =>
    posts.some(({ userId, needed }) => needed === undefined && userId !== session.user),
  )
  return (
    <div role="status" class="called">
      {waiting > 0 && <a href={addressOf({ page: 'questions' })}>{t.desk.questions.notice(waiting)}</a>}{' '}
      {isToCertify && <a href={addressOf({ page: 'certifications' })}>{t.desk.certifications.notice}</a>}
    </div>
  )
}
