import { useSignedIn, useWords } from '../../app/context.ts'
import { DayField, SelectField, TextField } from '../../ui/fields.tsx'
import { choicesIn } from './choices.ts'
import { asSent, useOrderFaults } from './order.ts'
import { ShortForm, useShortForm } from './short-form.tsx'

const EMPTY = { subjectRef: '', authority: '', reference: '', reviewOn: '' }

export function PlaceHold({ done }: { done(said: string): void }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { custody, app } = t
  const form = useShortForm(EMPTY, useOrderFaults(), async typed => {
    await client.placeHold(asSent(typed))
    done(custody.placed)
  })
  return (
    <ShortForm form={form} send={custody.place}>
      <TextField {...{ id: 'hold-subject', label: custody.reference }} {...form.input('subjectRef')} />
      <SelectField
        {...{ id: 'hold-authority', label: custody.authority, empty: app.choose }}
        choices={choicesIn(custody.authorities)}
        {...form.input('authority')}
      />
      <TextField
        {...{ id: 'hold-number', label: custody.number, hint: custody.numberHint }}
        {...form.input('reference')}
      />
      <DayField {...{ id: 'hold-review', label: custody.reviewOn }} {...form.input('reviewOn')} />
    </ShortForm>
  )
}
