import { useSignedIn, useWords } from '../../app/context.ts'
import { isId } from '../../app/route.ts'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { choicesIn } from './choices.ts'
import { referenceIn, ShortForm, useShortForm } from './short-form.tsx'

const EMPTY = { subjectRef: '', reason: '' }

export function AskErasure({ done }: { done(said: string): void }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { custody, app } = t
  const form = useShortForm(
    EMPTY,
    ({ subjectRef, reason }) => ({
      subjectRef: isId(referenceIn(subjectRef)) ? undefined : custody.invalidReference,
      reason: reason === '' ? app.choose : undefined,
    }),
    async ({ subjectRef, reason }) => {
      await client.requestErasure({ subjectRef: referenceIn(subjectRef), reason })
      done(custody.asked)
    },
  )
  return (
    <ShortForm form={form} send={custody.ask}>
      <TextField
        {...{ id: 'erase-reference', label: custody.reference, hint: custody.referenceHint }}
        {...form.input('subjectRef')}
      />
      <SelectField
        {...{ id: 'erase-reason', label: custody.reason, empty: app.choose }}
        choices={choicesIn(custody.reasons)}
        {...form.input('reason')}
      />
    </ShortForm>
  )
}
