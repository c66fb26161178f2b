import type { AlertView } from '@amparo/client'
import { useEffect } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useTold } from '../../app/use-told.ts'
import { Due } from '../../ui/due.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useQuestions } from '../../work/questions/provider.tsx'
import { AlertFacts } from './alert-parts.tsx'
import { CodeForm } from './code-form.tsx'

/** For a supervisor: what auditors ask about the own agency, each to be answered. */
export function Questions() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { told, problem, reload } = useQuestions()
  const [said, tell] = useTold()
  useEffect(() => void reload(), [reload])
  const { questions } = t.desk
  const answer = async (id: string, code: string) => {
    await client.answerAlert(id, code)
    tell(questions.answered)
    await reload()
  }
  return (
    <Page title={questions.title} lead={questions.lead}>
      <p class="hint">{t.desk.references}</p>
      <Problem problem={problem} />
      <Status told={said}>{!said && told?.questions.length === 0 && questions.none}</Status>
      <ol class="cards" aria-label={questions.title}>
        {told?.questions.map(question => (
          <li key={question.id}>
            <Question of={question} answers={told.answers} answer={code => answer(question.id, code)} />
          </li>
        ))}
      </ol>
    </Page>
  )
}

interface Props {
  readonly of: AlertView
  readonly answers: Parameters<typeof CodeForm>[0]['choices']
  answer(code: string): Promise<void>
}

function Question({ of, answers, answer }: Props) {
  const { t, say, moment } = useWords()
  const { questions } = t.desk
  const asked = of.history.findLast(({ step }) => step === 'asked')
  return (
    <article class="card">
      <h2>{asked ? say(asked.says) : of.state === 'open' ? questions.review : questions.about}</h2>
      {asked && (
        <p class="hint">
          {t.desk.alerts.steps.asked}, <time dateTime={asked.at}>{moment(asked.at)}</time>
        </p>
      )}
      {of.state === 'open' && <Due at={of.dueAt} />}
      <p>{say(of.says)}</p>
      <p class="hint">{say(of.usual)}</p>
      <AlertFacts of={of} />
      <CodeForm
        {...{
          id: `answer-${of.id}`,
          label: questions.answer,
          button: questions.button,
          choices: answers,
          send: answer,
        }}
      />
    </article>
  )
}
