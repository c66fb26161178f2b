import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { isId } from '../../app/route.ts'
import { useAction } from '../../app/use-action.ts'
import { DayField, SelectField, TextField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { choicesIn } from './choices.ts'

const EMPTY = { subjectRef: '', authority: '', reference: '', reviewOn: '' }
/** As the service takes it: a digit at least, and no word of its own. */
const NUMBER = /^(?=.*\d)[A-Z0-9][A-Z0-9./-]{2,39}$/

export function PlaceHold({ done }: { done(said: string): void }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const [form, setForm] = useState(EMPTY)
  const [tried, setTried] = useState(false)
  const set = (name: keyof typeof EMPTY) => (value: string) => setForm({ ...form, [name]: value })
  const hold = {
    ...form,
    subjectRef: form.subjectRef.trim().toLowerCase(),
    reference: form.reference.trim().toUpperCase(),
  }
  const faults = {
    subjectRef: isId(hold.subjectRef) ? undefined : t.custody.invalidReference,
    authority: hold.authority === '' ? t.app.choose : undefined,
    reference: NUMBER.test(hold.reference) ? undefined : t.custody.numberHint,
    reviewOn: hold.reviewOn === '' ? t.app.choose : undefined,
  }
  const place = useAction(async () => {
    await client.placeHold(hold)
    setForm(EMPTY)
    setTried(false)
    done(t.custody.placed)
  })
  const fault = (name: keyof typeof EMPTY) => (tried ? faults[name] : undefined)
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (Object.values(faults).every(one => one === undefined)) void place.run()
      }}
    >
      <TextField
        {...{ id: 'hold-subject', label: t.custody.reference, fault: fault('subjectRef') }}
        value={form.subjectRef}
        onValue={set('subjectRef')}
      />
      <SelectField
        {...{ id: 'hold-authority', label: t.custody.authority, fault: fault('authority'), empty: t.app.choose }}
        value={form.authority}
        choices={choicesIn(t.custody.authorities)}
        onValue={set('authority')}
      />
      <TextField
        {...{ id: 'hold-number', label: t.custody.number, hint: t.custody.numberHint, fault: fault('reference') }}
        value={form.reference}
        onValue={set('reference')}
      />
      <DayField
        {...{ id: 'hold-review', label: t.custody.reviewOn, fault: fault('reviewOn') }}
        value={form.reviewOn}
        onValue={set('reviewOn')}
      />
      <Problem problem={place.problem} />
      <button type="submit" disabled={place.busy}>
        {t.custody.place}
      </button>
    </form>
  )
}
