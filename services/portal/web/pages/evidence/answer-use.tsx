import type { EvidenceDetail, EvidencePermission } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, DayField, RadioGroup } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { codesOfStep, useCode } from './said.ts'
import { shortOf, useStep } from './use-step.ts'
import type { UseSteps } from './use-steps.ts'

interface Props {
  readonly request: EvidenceDetail
  readonly steps: UseSteps
  /** The first that is not answered: answers come in the order of what was asked. */
  readonly asked: EvidencePermission
  done(what: string): Promise<void>
  outdated(): void
}

/** The side that sent it permits another use within limits, or refuses it with a reason. */
export function AnswerUse({ request, steps, asked, done, outdated }: Props) {
  const { t } = useWords()
  const word = useCode(request)
  const { uses } = t.evidence
  const [answer, setAnswer] = useState('')
  const [until, setUntil] = useState('')
  const [reasonsSent, setReasonsSent] = useState(false)
  const work = useStep(request, { done, outdated })
  const id = `answer-${steps.id}`
  const permitting = codesOfStep(request, steps.permit, 'permitted')
  const isPermitted = permitting.includes(answer)
  const refusing = codesOfStep(request, steps.refuse, 'reason')
  const choices = [
    ...permitting.map(code => ({ code, label: uses.permit(word(code)) })),
    ...refusing.map(code => ({ code, label: uses.refuse(word(code)) })),
  ]
  return (
    <form
      class="panel"
      noValidate
      aria-labelledby={`${id}-title`}
      onSubmit={event => {
        event.preventDefault()
        if (isPermitted) void work.run(steps.permit, { permitted: answer, ...(until !== '' && { until }) })
        else void work.run(steps.refuse, { reason: answer, reasonsSent })
      }}
    >
      <h3 id={`${id}-title`}>
        {uses.answer}
        {t.app.colon}
        {word(asked.use)}
        {asked.to && ` (${asked.to})`}
      </h3>
      <p>{asked.items === null ? uses.all : asked.items.map(item => uses.item(shortOf(item))).join(', ')}</p>
      <Problem problem={work.problem} focus />
      <RadioGroup id={`${id}-how`} label={uses.answer} value={answer} choices={choices} onValue={setAnswer} />
      {isPermitted && <DayField id={`${id}-until`} label={word('until')} value={until} onValue={setUntil} />}
      {refusing.includes(answer) && (
        <Checkbox
          id={`${id}-reasons`}
          label={word('reasonsSent')}
          hint={uses.reasonsHint}
          checked={reasonsSent}
          onChecked={setReasonsSent}
        />
      )}
      <div class="buttons">
        <Button type="submit" disabled={work.busy || answer === ''}>
          {uses.send}
        </Button>
      </div>
    </form>
  )
}
