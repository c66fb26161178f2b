import type { WithdrawalView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { useAction } from '../app/use-action.ts'
import { useLoad } from '../app/use-load.ts'
import { Checkbox, RadioGroup } from '../ui/fields.tsx'
import { Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

/** What was taken back under what may be pressure: a colleague of whoever took it speaks with the person alone, and says what they want. */
export function WelfareChecks() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { welfare: says } = t.record
  const { data, problem, reload } = useLoad('', () => client.waitingWithdrawals())
  const [said, setSaid] = useState('')
  if (data?.length === 0 && said === '') return null
  return (
    <section aria-labelledby="welfare">
      <h2 id="welfare">{says.title}</h2>
      <p>{says.lead}</p>
      <Problem problem={problem} />
      <Status>{said}</Status>
      {data?.map(withdrawal => (
        <Check
          key={withdrawal.id}
          withdrawal={withdrawal}
          done={became => {
            setSaid(says.done[became])
            void reload()
          }}
        />
      ))}
    </section>
  )
}

type Outcome = 'wanted' | 'under_duress'
type Waiting = WithdrawalView & { readonly subjectRef?: string }

function Check({ withdrawal, done }: { withdrawal: Waiting; done(became: Outcome | 'unheard'): void }) {
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
    done(found === 'wanted' && state === 'kept' ? 'unheard' : found)
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
