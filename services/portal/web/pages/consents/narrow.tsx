import type { ConsentView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useKeys } from '../../app/use-keys.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import { allOf, type Left, leavesNothing, narrowingOf } from '../../form/narrowing.ts'
import { Checkbox, CheckboxGroup, DayField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SendOrLeave } from '../../ui/send-or-leave.tsx'
import { type How, HowTaken } from './how-taken.tsx'

interface Props {
  readonly consent: ConsentView
  done(): void
  leave(): void
}

/** What stands is what stays ticked. It is taken as a withdrawal is: in private, and under pressure not at once. */
export function Narrow({ consent, done, leave }: Props) {
  const { t, code, hubName } = useWords()
  const { client, agencies } = useSignedIn()
  const { change: says } = t.held
  const [left, setLeft] = useState(() => allOf(consent))
  const ofGuardian = consent.grantedBy === 'guardian'
  // What the person gave nobody else takes back.
  const [how, setHow] = useState<How>({ by: ofGuardian ? undefined : 'self', duress: undefined, alone: false })
  const [fault, setFault] = useState<'nothingLeft' | 'nothingLess'>()
  const [looked, setLooked] = useState(false)
  const { once } = useKeys()
  const [isTouched, setTouched] = useState(false)
  useUnsaved(isTouched)
  const set = (part: Partial<Left>) => {
    setTouched(true)
    setFault(undefined)
    setLeft(before => ({ ...before, ...part }))
  }
  const { purposes = [], dataCategories = [], recipients = [], reportBack, onward, selfIncriminating } = consent
  const required = (isGiven: boolean) => (looked && !isGiven ? t.form.faults.required : undefined)
  const send = useAction(async () => {
    const narrowing = narrowingOf(consent, left)
    const { by, duress } = how
    if (narrowing === undefined || by === undefined || duress === undefined) return
    const taken = { ...narrowing, by, duress, inPrivate: true, duressChecked: true } as const
    await once(taken, key => client.narrowConsent(consent.id, taken, key))
    done()
  })
  const id = (part: string) => `narrow-${part}`
  return (
    <form
      class="panel"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        const found = leavesNothing(left) ? 'nothingLeft' : narrowingOf(consent, left) ? undefined : 'nothingLess'
        setFault(found)
        setLooked(true)
        if (found === undefined && how.by && how.duress === 'none' && how.alone) void send.run()
      }}
    >
      <p>{says.narrowLead}</p>
      <Problem problem={send.problem} focus />
      <CheckboxGroup
        {...{ id: id('purposes'), label: t.held.purposes, fault: fault && says[fault] }}
        values={left.purposes}
        choices={purposes.map(one => ({ code: one, label: code('purpose', one) }))}
        onValues={values => set({ purposes: values })}
      />
      <CheckboxGroup
        {...{ id: id('categories'), label: t.held.categories, values: left.categories }}
        choices={dataCategories.map(one => ({ code: one, label: code('category', one) }))}
        onValues={values => set({ categories: values })}
      />
      <CheckboxGroup
        {...{ id: id('recipients'), label: says.recipients, values: left.recipients }}
        choices={recipients.map(({ hub, agencyType, agencyId }, place) => ({
          code: String(place),
          label: `${(agencyId && agencies.find({ hub, agencyId })?.name) ?? code('agencyType', agencyType)} (${hubName(hub)})`,
        }))}
        onValues={values => set({ recipients: values })}
      />
      <DayField
        {...{ id: id('until'), label: says.lastDay, value: left.validUntil }}
        onValue={validUntil => set({ validUntil })}
      />
      {reportBack && (
        <Checkbox
          {...{ id: id('report'), label: says.reportBack, checked: left.reportBack }}
          onChecked={checked => set({ reportBack: checked })}
        />
      )}
      {onward && (
        <Checkbox
          {...{ id: id('onward'), label: says.onward, checked: left.onward }}
          onChecked={checked => set({ onward: checked })}
        />
      )}
      {selfIncriminating && (
        <Checkbox
          {...{ id: id('own-words'), label: says.ownWords, checked: left.ownWords }}
          onChecked={checked => set({ ownWords: checked })}
        />
      )}
      <HowTaken
        {...{ id, how, ofGuardian }}
        faults={{
          by: required(how.by !== undefined),
          duress: looked && how.duress === 'suspected' ? says.underPressure : required(how.duress !== undefined),
          alone: required(how.alone),
        }}
        change={part => setHow(before => ({ ...before, ...part }))}
      />
      <SendOrLeave send={says.send.narrow} leaveIt={says.leave} busy={send.busy} leave={leave} />
    </form>
  )
}
