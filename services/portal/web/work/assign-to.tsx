import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { useAction } from '../app/use-action.ts'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Problem } from '../ui/problem.tsx'
import { useWork } from './context.tsx'

interface Props {
  readonly referralId: string
  /** What a screen reader tells it by among others. */
  readonly what: string
  readonly assignedTo: readonly string[]
  done(): void
}

/** Gives a referral to a colleague; one press opens the choice in its place. */
export function AssignTo({ referralId, what, assignedTo, done }: Props) {
  const words = useWords()
  const { t } = words
  const { client } = useSignedIn()
  const { colleagues } = useWork()
  // One referral may stand on a list twice, once for each of its deadlines.
  const id = useId()
  const [open, setOpen] = useState(false)
  const [chosen, choose] = useState('')
  const [told, setTold] = useState('')
  const place = useRef<HTMLDivElement>(null)
  const work = useAction(async (user: string) => {
    await client.assign(referralId, user)
    setTold(t.handover.assigned(colleagues.name(user, words)))
    setOpen(false)
    choose('')
    done()
  })
  const wasOpen = useRef(false)
  // Into the choice, and back to the button that opened it.
  useLayoutEffect(() => {
    if (open !== wasOpen.current) place.current?.querySelector<HTMLElement>(open ? 'select' : 'button')?.focus()
    wasOpen.current = open
  }, [open])
  const free = colleagues.all.filter(({ userId }) => !assignedTo.includes(userId))
  const leave = () => setOpen(false)
  return (
    <div ref={place} class="assign">
      <Problem problem={work.problem} />
      <div role="status">{told}</div>
      {open ? (
        <form
          class="row"
          noValidate
          onSubmit={event => {
            event.preventDefault()
            if (chosen !== '') void work.run(chosen)
          }}
        >
          <SelectField
            id={id}
            label={t.handover.assignTo}
            value={chosen}
            empty={t.app.choose}
            choices={free.map(({ userId }) => ({ code: userId, label: colleagues.name(userId, words) }))}
            onValue={choose}
          />
          <Button type="submit" disabled={work.busy || chosen === ''}>
            {t.handover.assign}
          </Button>
          <button type="button" class="plain" onClick={leave}>
            {t.app.cancel}
          </button>
        </form>
      ) : (
        free.length > 0 && (
          <button
            type="button"
            class="plain"
            aria-label={t.handover.assignThis(what)}
            onClick={() => {
              setTold('')
              setOpen(true)
            }}
          >
            {t.handover.assign}
          </button>
        )
      )}
    </div>
  )
}
