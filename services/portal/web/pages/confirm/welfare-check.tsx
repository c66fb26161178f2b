import type { WaitingWithdrawal } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Checkbox, RadioGroup } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'

type Outcome = 'wanted' | 'under_duress'

interface Props {
  readonly withdrawal: WaitingWithdrawal
  done(said: string): void
}

/** A colleague of whoever took it speaks with the person alone, and says what they want. */
export function WelfareCheck({ withdrawal, done }: Props) {
  const { t, moment } = useWords()
  const { client } = useSignedIn()
  const { welfare: says } = t.record
  const [alone, setAlone] = useState(false)
  /** Nothing is chosen for them. */
  const [outcome, setOutcome] = useState<Outcome>()
  const [looked, setLooked] = useState(false)
  const { id, subjectRef, takenAt, effectAt } = withdrawal
  const check = useAction(async (found: Outcome) => {
    const { state } = await client.checkWelfare(id, found)
    done(says.done[found === 'wanted' && state === 'kept' ? 'unheard' : found])
  })
  const fault = (isGiven: boolean) => (looked && !isGiven ? t.form.faults.required : undefined)
  return (
    <form
      class="panel"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setLooked(true)
        if (alone && outcome) void check.run(outcome)
      }}
    >
      <Problem problem={check.problem} />
      <p>
        {says.taken(moment(takenAt))} {effectAt && <strong>{says.counts(moment(effectAt))}</strong>}
      </p>
      {subjectRef && (
        <p>
          {says.reference}: <code>{subjectRef}</code>
        </p>
      )}
      <RadioGroup
        id={`outcome-${id}`}
        label={says.outcome}
        fault={fault(outcome !== undefined)}
        value={outcome ?? ''}
        choices={Object.entries(says.outcomes).map(([code, label]) => ({ code, label }))}
        onValue={one => setOutcome(one === 'wanted' ? 'wanted' : 'under_duress')}
      />
      <Checkbox id={`alone-${id}`} label={says.alone} fault={fault(alone)} checked={alone} onChecked={setAlone} />
      <button type="submit" disabled={check.busy}>
        {says.send}
      </button>
    </form>
  )
}
