import { useWords } from '../../app/context.ts'
import type { SendingStage } from '../../form/send.ts'

const STAGES: readonly SendingStage[] = ['seal', 'register', 'consent', 'referral']

export interface Progress {
  readonly at: SendingStage
  readonly failed: boolean
}

type State = 'waiting' | 'doing' | 'done' | 'failed'

function stateOf(stage: SendingStage, { at, failed }: Progress): State {
  const here = STAGES.indexOf(at)
  const there = STAGES.indexOf(stage)
  if (there < here) return 'done'
  if (there > here) return 'waiting'
  return failed ? 'failed' : 'doing'
}

/** What is done, and what is being done, while a referral goes out. */
export function Sending({ progress }: { progress: Progress }) {
  const { t } = useWords()
  return (
    <ol class="stages" aria-live="polite">
      {STAGES.map(stage => {
        const state = stateOf(stage, progress)
        return (
          <li key={stage} class={`stage-${state}`}>
            {t.form.stages[stage]}
            {t.app.colon}
            <strong>{t.form.stageState[state]}</strong>
          </li>
        )
      })}
    </ol>
  )
}
