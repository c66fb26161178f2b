import { useSignedIn, useWords } from '../../app/context.ts'
import { isId } from '../../app/route.ts'
import { DayField, SelectField, TextField } from '../../ui/fields.tsx'
import { choicesIn } from './choices.ts'
import { referenceIn, ShortForm, useShortForm } from './short-form.tsx'

const EMPTY = { subjectRef: '', authority: '', reference: '', reviewOn: '' }
/** As the service takes it: a digit at least, and no word of its own. */
const NUMBER = /^(?=.*\d)[A-Z0-9][A-Z0-9./-]{2,39}$/
const asSent = (form: typeof EMPTY): typeof EMPTY => ({
  ...form,
  subjectRef: referenceIn(form.subjectRef),
  reference: form.reference.trim().toUpperCase(),
})

export function PlaceHold({ done }: { done(said: string): void }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { custody, app } = t
  const form = useShortForm(
    EMPTY,
    typed => {
      const { subjectRef, authority, reference, reviewOn } = asSent(typed)
      return {
        subjectRef: isId(subjectRef) ? undefined : custody.invalidReference,
        authority: authority === '' ? app.choose : undefined,
        reference: NUMBER.test(reference) ? undefined : custody.numberHint,
        reviewOn: reviewOn === '' ? app.choose : undefined,
      }
    },
    async typed => {
      await client.placeHold(asSent(typed))
      done(custody.placed)
    },
  )
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
