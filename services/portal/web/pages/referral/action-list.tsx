import type { AllowedAction } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { Button } from '../../ui/button.tsx'

interface Props {
  readonly actions: readonly AllowedAction[]
  readonly busy: boolean
  /** Not what is mostly looked for. */
  readonly quiet?: boolean
  ask(action: AllowedAction): void
}

/** A button for each, with what follows from it. What cannot be taken back comes last and stands back. */
export function ActionList({ actions, busy, quiet = false, ask }: Props) {
  const { say } = useWords()
  const sorted = actions.toSorted((a, b) => Number(a.grave === true) - Number(b.grave === true))
  return (
    <ul class="actions">
      {sorted.map(action => (
        <li key={action.step}>
          <Button
            type="button"
            class={action.grave === true || quiet ? 'secondary' : undefined}
            disabled={busy}
            aria-describedby={action.hint ? `hint-${action.step}` : undefined}
            onClick={() => ask(action)}
          >
            {say(action.text)}
          </Button>
          {action.hint && (
            <p class="hint" id={`hint-${action.step}`}>
              {say(action.hint)}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
