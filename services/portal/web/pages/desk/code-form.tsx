import type { Text } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'

interface Props {
  readonly id: string
  readonly label: string
  readonly button: string
  /** What the hub says for each code, in its order. */
  readonly choices: Readonly<Record<string, Text>>
  /** What is said after some of them. */
  readonly note?: (code: string) => string | undefined
  send(code: string): Promise<void>
}

/** One code is chosen and sent: there are no words of anybody's own at the desk, since they could name somebody. */
export function CodeForm({ id, label, button, choices, note, send }: Props) {
  const { t, say } = useWords()
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const sending = useAction(async () => {
    await send(code)
    setCode('')
    setTried(false)
  })
  const worded = Object.entries(choices).map(([one, text]) => {
    const more = note?.(one)
    return { code: one, label: more === undefined ? say(text) : `${say(text)} (${more})` }
  })
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (code !== '') void sending.run()
      }}
    >
      <SelectField
        {...{ id, label, empty: t.app.choose, choices: worded, value: code, onValue: setCode }}
        fault={tried && code === '' ? t.form.faults.required : undefined}
      />
      <Problem problem={sending.problem} />
      <Button type="submit" disabled={sending.busy}>
        {button}
      </Button>
    </form>
  )
}
