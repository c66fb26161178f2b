import { useMemo, useState } from 'preact/hooks'
import { asProblem } from '../app/as-problem.ts'
import { useSignedIn, useWords } from '../app/context.ts'
import { addressOf } from '../app/route.ts'
import { useAction } from '../app/use-action.ts'
import { useKeys } from '../app/use-keys.ts'
import { useUnsaved } from '../app/use-unsaved.ts'
import { type Draft, emptyDraft } from '../form/draft.ts'
import { type Fault, faultsOf } from '../form/faults.ts'
import { supplementOf } from '../form/supplement.ts'
import { Button } from '../ui/button.tsx'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { FactsStep } from './new/facts-step.tsx'
import { FormContext } from './new/form.ts'
import { NarrativeStep } from './new/narrative-step.tsx'
import { PersonStep } from './new/person-step.tsx'
import { SafetyStep } from './new/safety-step.tsx'

/** Adds what was not known when a referral went out in a hurry. */
export function CompleteRecord({ id }: { id: string }) {
  const { t, language } = useWords()
  const { session, client } = useSignedIn()
  const { record } = t.case
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(session.hub, language))
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [isEmpty, setEmpty] = useState(false)
  const [done, setDone] = useState(false)
  useUnsaved(!done && supplementOf(draft, id, new Date()) !== undefined)
  const set = (change: Partial<Draft>) => {
    setEmpty(false)
    setDraft(before => ({ ...before, ...change }))
    setFaults(before => before.filter(({ field }) => !(field in change)))
  }
  const { once } = useKeys()
  const work = useAction(async () => {
    const supplement = supplementOf(draft, id, new Date())
    setEmpty(supplement === undefined)
    if (supplement === undefined) return
    try {
      // Who completes a record works on the referral, and stands in the log as who does. Done already, it is done once.
      await client.assign(id)
      await once(supplement, key => client.supplement(supplement, key))
      setDraft(emptyDraft(session.hub, language))
      setDone(true)
    } catch (error) {
      setFaults(faultsOf('subject', asProblem(error)))
      throw error
    }
  })
  const form = useMemo(() => ({ draft, set, faults }), [draft, faults])
  const back = addressOf({ page: 'referral', id })
  return (
    <FormContext.Provider value={form}>
      <Page title={record.title} lead={record.lead}>
        <p>
          <a href={back}>{record.back}</a>
        </p>
        <Status>{done ? record.done : work.busy ? record.sealing : isEmpty ? record.nothing : undefined}</Status>
        {!done && (
          <form
            noValidate
            autocomplete="off"
            onSubmit={event => {
              event.preventDefault()
              void work.run()
            }}
          >
            <p class="notice">{record.only}</p>
            <h2>{t.form.steps.person}</h2>
            <PersonStep />
            <h2>{t.form.steps.safety}</h2>
            <SafetyStep />
            <h2>{t.form.steps.facts}</h2>
            <FactsStep />
            <h2>{t.form.steps.narrative}</h2>
            <NarrativeStep />
            <Problem problem={work.problem} />
            <div class="buttons">
              <Button type="submit" disabled={work.busy}>
                {record.button}
              </Button>
            </div>
          </form>
        )}
      </Page>
    </FormContext.Provider>
  )
}
