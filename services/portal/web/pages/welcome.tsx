import { ProblemError } from '@amparo/client'
import { useState } from 'preact/hooks'
import { asProblem } from '../app/as-problem.ts'
import { useWords } from '../app/context.ts'
import type { PageConfig } from '../auth/config.ts'
import { leaveForSignIn } from '../auth/sign-in.ts'
import type { Language } from '../i18n/language.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

interface Props {
  readonly config: PageConfig
  readonly refused: string | undefined
  readonly language: Language
}

const refusal = (code: string | undefined) =>
  code === undefined
    ? undefined
    : new ProblemError(401, { code, title: 'Sign-in failed', next: 'Try again; if it stays, tell the operator.' })

/** Before anybody has signed in. */
export function Welcome({ config, refused, language }: Props) {
  const { t } = useWords()
  const [problem, setProblem] = useState(refusal(refused))
  const [busy, setBusy] = useState(false)
  const begin = () => {
    setBusy(true)
    leaveForSignIn(config, { silent: false, language }).catch((error: unknown) => {
      setBusy(false)
      setProblem(asProblem(error))
    })
  }
  return (
    <Page title={t.welcome.title} lead={t.welcome.lead}>
      <Problem problem={problem} />
      <ul class="points">
        {t.welcome.points.map(point => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <Button type="button" onClick={begin} disabled={busy}>
        {t.welcome.signIn}
      </Button>
    </Page>
  )
}

/** In the small window that was opened to sign in again. */
export function Answered() {
  const { t } = useWords()
  return <Page title={t.welcome.answered} lead={t.welcome.answeredNext} />
}
