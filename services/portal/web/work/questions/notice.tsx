import { useEffect } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useNews } from '../news/provider.tsx'
import { useQuestions } from './provider.tsx'

/** That an emergency is to be reviewed, an auditor asks, or colleagues are to be certified, on every page, until it is done. */
export function QuestionsNotice() {
  const { t, moment } = useWords()
  const { session } = useSignedIn()
  const { told, certifications = [], reload } = useQuestions()
  const { emergencies } = useNews()
  useEffect(() => {
    if (emergencies > 0) void reload()
  }, [emergencies, reload])
  const { open = [], asked = [] } = Object.groupBy(told?.questions ?? [], ({ state }) =>
    state === 'open' ? state : 'asked',
  )
  const [first] = open.map(({ dueAt }) => dueAt).sort()
  // What is left of oneself another says.
  const isToCertify = certifications.some(({ posts = [] }) =>
    posts.some(({ userId, needed }) => needed === undefined && userId !== session.user),
  )
  return (
    <div role="status" class="called">
      {first !== undefined && (
        <a href={addressOf({ page: 'questions' })}>{t.desk.questions.emergencies(open.length, moment(first))}</a>
      )}{' '}
      {asked.length > 0 && <a href={addressOf({ page: 'questions' })}>{t.desk.questions.notice(asked.length)}</a>}{' '}
      {isToCertify && <a href={addressOf({ page: 'certifications' })}>{t.desk.certifications.notice}</a>}
    </div>
  )
}
