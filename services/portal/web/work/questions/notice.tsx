import { useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useQuestions } from './provider.tsx'

/** That an auditor asks, on every page, until it is answered. */
export function QuestionsNotice() {
  const { t } = useWords()
  const waiting = useQuestions().told?.questions.length ?? 0
  return (
    <div role="status" class="called">
      {waiting > 0 && <a href={addressOf({ page: 'questions' })}>{t.desk.questions.notice(waiting)}</a>}
    </div>
  )
}
