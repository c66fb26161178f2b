import type { Client, ReferralView } from '@amparo/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { useAction } from '../app/use-action.ts'
import type { CodeList } from '../i18n/codes/codes.ts'
import type { Action } from '../i18n/texts/texts.ts'
import { RadioGroup } from '../ui/fields.tsx'
import { Problem } from '../ui/problem.tsx'

const ORDER: readonly Action[] = ['assign', 'accept', 'start', 'resume', 'complete', 'hold', 'decline', 'cancel']
/** What a step has to say of itself, and from which list. */
const CODED: Partial<Readonly<Record<Action, CodeList>>> = {
  decline: 'decline',
  hold: 'hold',
  complete: 'outcome',
  cancel: 'cancellation',
}
const MAIN: readonly Action[] = ['assign', 'accept', 'start', 'resume', 'complete']

const step = (client: Client, action: Action, id: string, code: string): Promise<ReferralView> =>
  ({
    assign: () => client.assign(id),
    accept: () => client.accept(id),
    start: () => client.start(id),
    resume: () => client.resume(id),
    decline: () => client.decline(id, code),
    hold: () => client.hold(id, code),
    complete: () => client.complete(id, code),
    cancel: () => client.cancel(id, code),
  })[action]()

interface Props {
  readonly referral: ReferralView
  changed(action: Action, next: ReferralView): void
  /** The referral has moved on under the person's eyes. */
  outdated(): void
}

/** Buttons for what the service allows now, and no others. */
export function Actions({ referral, changed, outdated }: Props) {
  const { t } = useWords()
  const { client, session } = useSignedIn()
  const [asking, setAsking] = useState<Action>()
  const work = useAction(async (action: Action, code: string) => {
    const next = await step(client, action, referral.id, code)
    setAsking(undefined)
    changed(action, next)
  })
  const mine = referral.assignedTo.includes(session.user)
  const open = ORDER.filter(action => referral.allowedActions.includes(action)).filter(
    action => action !== 'assign' || !mine,
  )
  const stale = work.problem?.code === 'step_not_allowed' || work.problem?.code === 'version_changed'
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">{t.referral.actions}</h2>
      <Problem problem={work.problem}>
        {stale && (
          <button type="button" class="secondary" onClick={outdated}>
            {t.app.reload}
          </button>
        )}
      </Problem>
      {open.length === 0 && <p>{t.referral.nothingToDo}</p>}
      {asking ? (
        <Coded
          action={asking}
          busy={work.busy}
          take={code => void work.run(asking, code)}
          leave={() => setAsking(undefined)}
        />
      ) : (
        <div class="buttons">
          {open.map(action => (
            <button
              key={action}
              type="button"
              class={MAIN.includes(action) ? undefined : 'secondary'}
              disabled={work.busy}
              onClick={() => (CODED[action] ? setAsking(action) : void work.run(action, ''))}
            >
              {t.referral[action]}
            </button>
          ))}
        </div>
      )}
    </section>
  )
}

interface CodedProps {
  readonly action: Action
  readonly busy: boolean
  take(code: string): void
  leave(): void
}

/** Asks for the coded reason or outcome. There is no free text: a code names no one. */
function Coded({ action, busy, take, leave }: CodedProps) {
  const { t, code, codesOf } = useWords()
  const [chosen, choose] = useState('')
  const [missing, setMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const list = CODED[action] ?? 'outcome'
  return (
    <form
      ref={form}
      class="panel"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (chosen === '') setMissing(true)
        else take(chosen)
      }}
    >
      <RadioGroup
        id="coded"
        label={t.referral[action]}
        hint={action === 'complete' ? t.referral.chooseOutcome : t.referral.chooseReason}
        fault={missing && chosen === '' ? t.form.faults.required : undefined}
        value={chosen}
        choices={codesOf(list).map(name => ({ code: name, label: code(list, name) }))}
        onValue={choose}
      />
      <div class="buttons">
        <button type="submit" disabled={busy}>
          {t.referral[action]}
        </button>
        <button type="button" class="secondary" onClick={leave}>
          {t.referral.confirmCancel}
        </button>
      </div>
    </form>
  )
}
