import type { ProblemError, RecallAnswer, RecallView, ReferralView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { asProblem } from '../../app/as-problem.ts'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { RadioGroup, SelectField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { confirmStop } from './confirm-stop.ts'

/** Of what an agency may retain something under. */
const BASES = ['child_safeguarding', 'court_order', 'legal_obligation']

interface Props {
  readonly recall: RecallView
  answered(after: Answered): void
}

export interface Answered {
  /** As it stands now that its own step has said the same. */
  readonly referral?: ReferralView | undefined
  /** Why that step was not taken: it is open on the referral. */
  readonly problem?: ProblemError
}

/** Said once: by the holder of what it has itself, or by the agency that sent the referral for a holder that is no member or is suspended. */
export function AnswerRecall({ recall, answered }: Props) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const forAnother = useIsForAnother(recall)
  const answer = useAction(async (said: RecallAnswer) => {
    const now = await client.answerRecall(recall.id, said)
    // The answer stands, whatever becomes of the step: it is not sent again.
    const after = confirmStop(client, now, forAnother).then(
      referral => ({ referral }),
      (error: unknown) => ({ problem: asProblem(error) }),
    )
    answered(await after)
  })
  if (recall.said !== undefined) return waitsForOthers(recall) ? <p>{t.record.recall.waits}</p> : null
  return (
    <>
      <Problem problem={answer.problem} focus />
      <AnswerForm recall={recall} busy={answer.busy} send={said => void answer.run(said)} />
    </>
  )
}

/** Of what is being destroyed here nobody else has to say anything. */
const waitsForOthers = ({ answeredAt, state }: RecallView): boolean =>
  answeredAt === undefined && state !== 'destroying'

/** Whether the own agency says what another has told it. */
export const useIsForAnother = ({ holder }: RecallView): boolean => {
  const { session } = useSignedIn()
  return holder.agencyId !== session.agency
}

interface FormProps {
  readonly recall: RecallView
  readonly busy: boolean
  send(said: RecallAnswer): void
}

/** An answer of law: nothing of it is chosen for them. */
function AnswerForm({ recall, busy, send }: FormProps) {
  const { t, code } = useWords()
  const { recall: says } = t.record
  const forAnother = useIsForAnother(recall)
  const [said, setSaid] = useState<RecallAnswer['answer']>()
  const [basis, setBasis] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const fault = (isGiven: boolean) => (tried && !isGiven ? t.form.faults.required : undefined)
  const isComplete = said !== 'retained' || (basis !== '' && reason !== '')
  const isAnswer = (one: string): one is RecallAnswer['answer'] => Object.hasOwn(says.said, one)
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (said && isComplete) send(said === 'retained' ? { answer: said, basis, reason } : { answer: said })
      }}
    >
      <RadioGroup
        id={`answer-${recall.id}`}
        label={forAnother ? says.itsAnswer : says.answer}
        fault={fault(said !== undefined)}
        value={said ?? ''}
        choices={Object.keys(says.said)
          .filter(isAnswer)
          .map(one => ({ code: one, label: forAnother ? t.held.states[one] : says.said[one] }))}
        onValue={one => isAnswer(one) && setSaid(one)}
      />
      {said === 'retained' && (
        <>
          <SelectField
            id={`retained-basis-${recall.id}`}
            label={says.basis}
            empty={t.app.choose}
            fault={fault(basis !== '')}
            value={basis}
            choices={BASES.map(one => ({ code: one, label: code('basis', one) }))}
            onValue={setBasis}
          />
          <SelectField
            id={`retained-reason-${recall.id}`}
            label={says.reason}
            empty={t.app.choose}
            fault={fault(reason !== '')}
            value={reason}
            choices={Object.entries(says.reasons).map(([one, label]) => ({ code: one, label }))}
            onValue={setReason}
          />
        </>
      )}
      <div class="buttons">
        <Button type="submit" disabled={busy}>
          {says.send}
        </Button>
      </div>
    </form>
  )
}
