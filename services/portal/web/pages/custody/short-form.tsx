import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { type ActionState, useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'

type Fields = Readonly<Record<string, string>>

interface ShortForm<T extends Fields> {
  readonly sending: ActionState<[]>
  /** What an input of that name shows, and how it changes. */
  input(name: keyof T): { value: string; fault: string | undefined; onValue(value: string): void }
  submit(): void
}

/** A few fields that are sent together: their faults are shown once that was tried, and they are empty again once it was done. */
export function useShortForm<T extends Fields>(
  empty: T,
  faultsOf: (form: T) => Readonly<Record<keyof T, string | undefined>>,
  send: (form: T) => Promise<void>,
): ShortForm<T> {
  const [form, setForm] = useState(empty)
  const [tried, setTried] = useState(false)
  const faults = faultsOf(form)
  const sending = useAction(async () => {
    await send(form)
    setForm(empty)
    setTried(false)
  })
  return {
    sending,
    input: name => ({
      value: form[name] ?? '',
      fault: tried ? faults[name] : undefined,
      onValue: value => setForm({ ...form, [name]: value }),
    }),
    submit() {
      setTried(true)
      if (Object.values(faults).every(fault => fault === undefined)) void sending.run()
    },
  }
}

interface Props<T extends Fields> {
  readonly form: ShortForm<T>
  /** What its button says. */
  readonly send: string
  readonly children: ComponentChildren
}

export function ShortForm<T extends Fields>({ form: { sending, submit }, send, children }: Props<T>) {
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      {children}
      <Problem problem={sending.problem} />
      <Button type="submit" disabled={sending.busy}>
        {send}
      </Button>
    </form>
  )
}

/** A reference to a person as it is sent, however it was copied. */
export const referenceIn = (text: string): string => text.trim().toLowerCase()
