import type { EvidenceAction, EvidenceDetail } from '@amparo/client'
import { HAND_OVERS } from '@amparo/protocols/web'
import { useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { Problem } from '../../ui/problem.tsx'
import { ActionList } from '../referral/action-list.tsx'
import { StepForm } from '../referral/step-form.tsx'
import { GONE_STEPS } from './gone-steps.ts'
import { Reasons, withoutReasons } from './reasons.tsx'
import { useStep } from './use-step.ts'
import { OF_ANNEXES, OF_ITEMS } from './use-steps.ts'
import { isLetter, NO_LETTER } from './victims.tsx'

/** What is asked, answered and said of items where these are shown, and handed over where the files are. */
const AT_ITEMS: readonly string[] = [
  ...[OF_ITEMS, OF_ANNEXES].flatMap(({ ask, permit, refuse }) => [ask, permit, refuse]),
  ...GONE_STEPS,
  ...HAND_OVERS,
]

interface Props {
  readonly request: EvidenceDetail
  done(what: string): Promise<void>
  outdated(): void
}

/** What a central authority may do with it now: the hub says it, with the protocol's own words. */
export function RequestActions({ request, done, outdated }: Props) {
  const { t, say } = useWords()
  const { evidence } = t
  const [asking, setAsking] = useState<EvidenceAction>()
  const [letter, setLetter] = useState(NO_LETTER)
  const work = useStep(request, {
    done: what => {
      setAsking(undefined)
      return done(what)
    },
    outdated: () => {
      setAsking(undefined)
      outdated()
    },
  })
  const steps = request.allowedSteps.filter(({ step }) => !AT_ITEMS.includes(step))
  const ready = steps.filter(({ blocked }) => !blocked)
  const blocked = steps.filter(one => one.blocked)
  if (steps.length === 0) return null
  const { action, asks } = asking ? withoutReasons(asking) : { action: undefined, asks: false }
  const ask = (step: string) => {
    work.clear()
    setLetter(NO_LETTER)
    setAsking(ready.find(one => one.step === step))
  }
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">{evidence.actions}</h2>
      <Problem problem={work.problem} />
      {asking && action ? (
        <>
          {asks && <Reasons {...{ request, id: 'step-reasons', letter, change: setLetter }} />}
          <StepForm
            key={asking.step}
            action={action}
            words={request.words}
            busy={work.busy || (asks && !isLetter(letter))}
            refusal={work.problem}
            take={data => void work.run(asking.step, data, asks && isLetter(letter) ? letter : undefined)}
            leave={() => setAsking(undefined)}
          />
        </>
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
