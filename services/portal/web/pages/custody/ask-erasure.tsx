import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { isId } from '../../app/route.ts'
import { useAction } from '../../app/use-action.ts'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { choicesIn } from './choices.ts'

export function AskErasure({ done }: { done(said: string): void }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const subjectRef = text.trim().toLowerCase()
  const ask = useAction(async () => {
    await client.requestErasure({ subjectRef, reason })
    setText('')
    setReason('')
    setTried(false)
    done(t.custody.asked)
  })
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (isId(subjectRef) && reason !== '') void ask.run()
      }}
    >
      <TextField
        id="erase-reference"
        label={t.custody.reference}
        hint={t.custody.referenceHint}
        fault={tried && !isId(subjectRef) ? t.custody.invalidReference : undefined}
        value={text}
        onValue={setText}
      />
      <SelectField
        id="erase-reason"
        label={t.custody.reason}
        fault={tried && reason === '' ? t.app.choose : undefined}
        value={reason}
        choices={choicesIn(t.custody.reasons)}
        empty={t.app.choose}
        onValue={setReason}
      />
      <Problem problem={ask.problem} />
      <button type="submit" disabled={ask.busy}>
        {t.custody.ask}
      </button>
    </form>
  )
}
