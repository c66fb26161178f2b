import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useWords } from '../app/context.ts'
import { useAction } from '../app/use-action.ts'
import { Button } from './button.tsx'
import { Checkbox } from './fields.tsx'
import { Problem } from './problem.tsx'

interface Props {
  readonly id: string
  /** What whoever sends it says of themselves, by a tick of their own. */
  readonly label: string
  readonly button: string
  /** False while something else is missing. */
  readonly complete?: boolean
  send(): Promise<void>
  /** What is chosen before; it is told whether somebody has tried to send it. */
  readonly children?: (tried: boolean) => ComponentChildren
}

export function SureForm({ id, label, button, complete = true, send, children }: Props) {
  const { t } = useWords()
  const [sure, setSure] = useState(false)
  const [tried, setTried] = useState(false)
  const sending = useAction(send)
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (complete && sure) void sending.run()
      }}
    >
      <Problem problem={sending.problem} focus />
      {children?.(tried)}
      <Checkbox
        {...{ id, label, checked: sure, onChecked: setSure }}
        fault={tried && !sure ? t.form.faults.required : undefined}
      />
      <Button type="submit" disabled={sending.busy}>
        {button}
      </Button>
    </form>
  )
}
