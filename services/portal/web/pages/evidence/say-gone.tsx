import type { EvidenceDetail } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { AskAgain } from '../../ui/ask-again.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckboxGroup, DayField, SelectField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { goneStepsOf } from './gone-steps.ts'
import { codesOfStep, useCode } from './said.ts'
import { shortOf, useStep } from './use-step.ts'

interface Props {
  readonly request: EvidenceDetail
  done(what: string): Promise<void>
  outdated(): void
}

/** What else a step says: one choice of codes, under its name. */
const SAID = ['condition', 'why'] as const

/** Whoever received items says that they went back or were destroyed; whoever handed them over, whether they came. Each by its number. */
export function SayGone({ request, done, outdated }: Props) {
  const { t, say } = useWords()
  const word = useCode(request)
  const { uses } = t.evidence
  const steps = goneStepsOf(request)
  const [step, setStep] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [day, setDay] = useState('')
  const [said, setSaid] = useState('')
  const [sure, setSure] = useState(false)
  const work = useStep(request, { done, outdated })
  if (steps.length === 0) return null
  const taken = steps.find(({ action }) => action.step === step)
  const field = SAID.find(name => codesOfStep(request, step, name).length > 0)
  const asksDay = step !== 'deny-return'
  const items = taken?.items.filter(({ item }) => chosen.includes(item)).map(({ item }) => ({ item })) ?? []
  const isWhole = items.length > 0 && (!asksDay || day !== '') && (field === undefined || said !== '')
  const changing =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value)
      setSure(false)
    }
  const name = taken === undefined ? uses.sayGone : say(taken.action.text)
  return (
    <form
      class="panel"
      noValidate
      aria-labelledby="say-gone-title"
      onSubmit={event => {
        event.preventDefault()
        if (taken?.action.grave === true && !sure) setSure(true)
        else void work.run(step, { ...(asksDay && { day }), ...(field && { [field]: said }), items })
      }}
    >
      <h3 id="say-gone-title">{uses.sayGone}</h3>
      <Problem problem={work.problem} />
      <SelectField
        id="say-gone-what"
        label={uses.whatBecame}
        value={step}
        empty={t.app.choose}
        choices={steps.map(({ action }) => ({ code: action.step, label: say(action.text) }))}
        onValue={changing(value => {
          setStep(value)
          setSaid('')
          setChosen([])
        })}
      />
      {taken && (
        <>
          {taken.action.hint && <p class="hint">{say(taken.action.hint)}</p>}
          <CheckboxGroup
            id="say-gone-items"
            label={word('items')}
            values={chosen}
            choices={taken.items.map(({ item, kind }) => ({
              code: item,
              label: `${word(kind)} ${uses.item(shortOf(item))}`,
            }))}
            onValues={changing(setChosen)}
          />
          {asksDay && <DayField id="say-gone-day" label={word('day')} value={day} onValue={changing(setDay)} />}
          {field && (
            <SelectField
              id="say-gone-said"
              label={word(field)}
              value={said}
              empty={t.app.choose}
              choices={codesOfStep(request, step, field).map(code => ({ code, label: word(code) }))}
              onValue={changing(setSaid)}
            />
          )}
        </>
      )}
      {sure ? (
        <AskAgain what={name} busy={work.busy} back={() => setSure(false)} />
      ) : (
        <div class="buttons">
          <Button type="submit" disabled={work.busy || !isWhole}>
            {name}
          </Button>
        </div>
      )}
    </form>
  )
}
