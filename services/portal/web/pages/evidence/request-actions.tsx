import type { EvidenceAction, EvidenceDetail } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Problem } from '../../ui/problem.tsx'
import { ActionList } from '../referral/action-list.tsx'
import { StepForm } from '../referral/step-form.tsx'

/** The request is not as it was when this page showed it. */
const OUTDATED: readonly string[] = ['request_moved_on', 'request_step_not_allowed', 'request_step_blocked']

interface Props {
  readonly request: EvidenceDetail
  done(what: string): void
  outdated(): void
}

/** What a central authority may do with it now: the hub says it, with the protocol's own words. */
export function RequestActions({ request, done, outdated }: Props) {
  const { t, say } = useWords()
  const { client } = useSignedIn()
  const { evidence } = t
  const [asking, setAsking] = useState<EvidenceAction>()
  const work = useAction(async (action: EvidenceAction, data?: object) => {
    await client.evidenceStep(request.id, request.version, action.step, data).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && OUTDATED.includes(String(error.code))) {
        setAsking(undefined)
        outdated()
      }
      throw error
    })
    setAsking(undefined)
    done(evidence.done(say(action.text)))
  })
  const ready = request.allowedSteps.filter(({ blocked }) => !blocked)
  const blocked = request.allowedSteps.filter(one => one.blocked)
  if (request.allowedSteps.length === 0) return null
  const ask = (step: string) => {
    work.clear()
    setAsking(ready.find(one => one.step === step))
  }
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">{evidence.actions}</h2>
      <Problem problem={work.problem} />
      {asking ? (
        <StepForm
          key={asking.step}
          action={asking}
          words={request.words}
          busy={work.busy}
          refusal={work.problem}
          take={data => void work.run(asking, data)}
          leave={() => setAsking(undefined)}
        />
      ) : (
        <>
          <ActionList actions={ready} busy={work.busy} ask={({ step }) => ask(step)} />
          {blocked.length > 0 && (
            <p class="hint">
              {evidence.blocked} {blocked.map(({ text }) => say(text)).join(', ')}
            </p>
          )}
        </>
      )}
    </section>
  )
}
