import type { ConsentView } from '@amparo/client'
import { useMemo, useState } from 'preact/hooks'
import { asProblem } from '../app/as-problem.ts'
import { useSignedIn, useWords } from '../app/context.ts'
import { ownAgency } from '../app/is-own.ts'
import { isId } from '../app/route.ts'
import { useAction } from '../app/use-action.ts'
import { useKeys } from '../app/use-keys.ts'
import { useUnsaved } from '../app/use-unsaved.ts'
import { needsSecondPerson } from '../form/draft.ts'
import { type Fault, faultsOf } from '../form/faults.ts'
import { NAME_BASES, nameBasisOf, nameDraft, nameFaults } from '../form/name-basis.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Justification } from './new/basis-step.tsx'
import { Day, Radios } from './new/bound.tsx'
import { FormContext } from './new/form.ts'
import { SecondPerson } from './new/second-person.tsx'

/** An order, a danger or a duty on which a custodian of the own agency may be told who somebody is, under the number of the request. */
export function NameBasis() {
  const { t } = useWords()
  const [recorded, setRecorded] = useState<ConsentView>()
  const { nameBasis: says } = t.finding
  return (
    <Page title={says.title} lead={says.lead}>
      <Status>{recorded && says.done}</Status>
      {recorded ? <SecondPerson consent={recorded} /> : <Form recorded={setRecorded} />}
    </Page>
  )
}

function Form({ recorded }: { recorded(basis: ConsentView): void }) {
  const { t, language } = useWords()
  const { client, session, agencies } = useSignedIn()
  const { nameBasis: says } = t.finding
  const [number, setNumber] = useState('')
  const [draft, setDraft] = useState(() => nameDraft(session.hub, language))
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<readonly Fault[]>([])
  const requestId = number.trim().toLowerCase()
  const own = ownAgency({ agencies, session })
  const faults = tried ? [...nameFaults(draft, new Date()), ...refused] : refused
  const [isTouched, setTouched] = useState(false)
  useUnsaved(isTouched || number !== '')
  // What was refused of a field is not said of what stands there now.
  const change = (part: Partial<typeof draft>) => {
    setTouched(true)
    setDraft(before => ({ ...before, ...part }))
    setRefused(before => before.filter(({ field }) => !(field in part)))
  }
  const form = useMemo(() => ({ draft, faults, set: change }), [draft, tried, refused])
  const { once } = useKeys()
  const send = useAction(async () => {
    if (own === undefined) return
    setRefused([])
    try {
      const basis = nameBasisOf({ requestId, draft, own })
      recorded(await once(basis, key => client.recordConsent(basis, key)))
    } catch (error) {
      setRefused(faultsOf('consent', asProblem(error)))
      throw error
    }
  })
  return (
    <FormContext.Provider value={form}>
      <form
        noValidate
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          if (isId(requestId) && nameFaults(draft, new Date()).length === 0) void send.run()
        }}
      >
        <TextField
          {...{ id: 'request-number', label: says.number, hint: says.numberHint, value: number, onValue: setNumber }}
          fault={tried && !isId(requestId) ? t.confirm.invalidId : undefined}
        />
        <Radios name="basis" list="basis" only={NAME_BASES} />
        {needsSecondPerson(draft) && <p class="notice">{t.form.secondPerson}</p>}
        {draft.basis !== '' && <Justification asksOne={false} />}
        <Day name="validUntil" />
        <Problem problem={send.problem} />
        <Button type="submit" disabled={send.busy}>
          {says.send}
        </Button>
      </form>
    </FormContext.Provider>
  )
}
