import type { LinkAnswer } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { useAttempt } from '../../app/use-action.ts'
import { useTold } from '../../app/use-told.ts'
import { Button } from '../../ui/button.tsx'
import { RadioGroup } from '../../ui/fields.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'

const REASONS = ['at-capacity', 'not-within-mandate', 'not-eligible', 'unsafe-location', 'no-interpreter']

/** Yes, no with a coded reason, or that the person has come: what the sender waits for. */
export function LinkAnswers({ answer }: { answer(said: LinkAnswer): Promise<void> }) {
  const { t, code } = useWords()
  const { page } = t.link
  const [reason, setReason] = useState(REASONS[0] ?? '')
  const [heard, tell] = useTold()
  const {
    busy,
    problem,
    run: say,
  } = useAttempt(async (said: LinkAnswer) => {
    tell()
    await answer(said)
    tell(`${page[said.step]}${t.app.colon}${page.heard}`)
  })
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{page.answerTitle}</h2>
      <Problem problem={problem} />
      <Status told={heard} />
      <div class="buttons">
        <Button type="button" disabled={busy} onClick={() => void say({ step: 'accept' })}>
          {page.accept}
        </Button>
        <Button type="button" class="secondary" disabled={busy} onClick={() => void say({ step: 'arrive' })}>
          {page.arrive}
        </Button>
      </div>
      <details>
        <summary>{page.decline}</summary>
        <RadioGroup
          id="reason"
          label={page.reason}
          value={reason}
          choices={REASONS.map(one => ({ code: one, label: code('decline', one) }))}
          onValue={setReason}
        />
        <div class="buttons">
          <Button type="button" class="grave" disabled={busy} onClick={() => void say({ step: 'decline', reason })}>
            {page.decline}
          </Button>
        </div>
      </details>
    </section>
  )
}
