import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, MomentField, SelectField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useWork } from '../../work/context.tsx'

type Missing = 'who' | 'from' | 'to'

interface Props {
  /** The rota on which it is decided. */
  readonly on: { readonly version?: number }
  changing(work: Promise<unknown>): Promise<unknown>
  planned(): void
}

/** One shift of one colleague; after it is planned the next begins where it ends. */
export function PlanShift({ on, changing, planned }: Props) {
  const words = useWords()
  const { t } = words
  const { client } = useSignedIn()
  const { colleagues } = useWork()
  const [who, setWho] = useState('')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [supervises, setSupervises] = useState(false)
  const [missing, setMissing] = useState<readonly Missing[]>([])
  const plan = useAction(async () => {
    const times = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
    await changing(client.planShift({ userId: who, ...times, supervises }, undefined, on))
    setFrom(to)
    setTo('')
    planned()
  })
  const ends = from !== '' && to !== '' && to <= from
  const fault = (name: Missing) => (missing.includes(name) ? t.form.faults.required : undefined)
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        const empty = (
          [
            ['who', who],
            ['from', from],
            ['to', to],
          ] as const
        ).flatMap(([name, text]) => (text === '' ? [name] : []))
        setMissing(empty)
        if (empty[0] !== undefined) document.getElementById(`shift-${empty[0]}`)?.focus()
        else if (ends) document.getElementById('shift-to')?.focus()
        else void plan.run()
      }}
    >
      <h2>{t.duty.plan}</h2>
      <Problem problem={plan.problem} focus />
      <div class="filter">
        <SelectField
          id="shift-who"
          label={t.duty.who}
          fault={fault('who')}
          value={who}
          empty={t.app.choose}
          choices={colleagues.all.map(({ userId }) => ({ code: userId, label: colleagues.name(userId, words) }))}
          onValue={setWho}
        />
        <MomentField id="shift-from" label={t.duty.from} fault={fault('from')} value={from} onValue={setFrom} />
        <MomentField
          id="shift-to"
          label={t.duty.to}
          fault={ends ? t.duty.endsFirst : fault('to')}
          value={to}
          onValue={setTo}
        />
        <Checkbox id="shift-supervises" label={t.duty.supervises} checked={supervises} onChecked={setSupervises} />
        <Button type="submit" disabled={plan.busy}>
          {t.duty.add}
        </Button>
      </div>
    </form>
  )
}
