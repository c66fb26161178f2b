import type { WaitingWithdrawal } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { RadioGroup } from '../../ui/fields.tsx'
import { SureForm } from '../../ui/sure-form.tsx'

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
  /** Nothing is chosen for them. */
  const [outcome, setOutcome] = useState<Outcome>()
  const { id, subjectRef, takenAt, effectAt } = withdrawal
  const send = async () => {
    if (outcome === undefined) return
    const { state } = await client.checkWelfare(id, outcome)
    done(says.done[outcome === 'wanted' && state === 'kept' ? 'unheard' : outcome])
  }
  return (
    <div class="panel">
      <SureForm {...{ id: `alone-${id}`, label: says.alone, button: says.send, complete: outcome !== undefined, send }}>
        {tried => (
          <>
            <p>
              {says.taken(moment(takenAt))} {effectAt && <strong>{says.counts(moment(effectAt))}</strong>}
            </p>
            {subjectRef && (
              <p>
                {says.reference}
                {t.app.colon}
                <code>{subjectRef}</code>
              </p>
            )}
            <RadioGroup
              id={`outcome-${id}`}
              label={says.outcome}
              fault={tried && outcome === undefined ? t.form.faults.required : undefined}
              value={outcome ?? ''}
              choices={Object.entries(says.outcomes).map(([code, label]) => ({ code, label }))}
              onValue={one => setOutcome(one === 'wanted' ? 'wanted' : 'under_duress')}
            />
          </>
        )}
      </SureForm>
    </div>
  )
}
