import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, MomentField, SelectField } from '../../ui/fields.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useWork } from '../../work/context.tsx'

/** As the service has it. */
const LONGEST_MS = 31 * 86_400_000

/** What is wrong with the end of a shift, both written as the clock on the wall tells them; undefined: nothing, or one is missing. */
function wrongEnd(from: string, to: string, now: number): 'endsFirst' | 'over' | 'tooLong' | undefined {
  const [begin, end] = [Date.parse(from), Date.parse(to)]
  if (Number.isNaN(begin) || Number.isNaN(end)) return undefined
  if (end <= begin) return 'endsFirst'
  if (end <= now) return 'over'
  return end - begin > LONGEST_MS ? 'tooLong' : undefined
}

type Missing = 'who' | 'from' | 'to'

interface Props {
  /** The rota on which it is decided. */
  readonly on: { readonly version?: number }
  changing(work: Promise<unknown>): Promise<unknown>
  /** What was told of another change is not told beside this one. */
  begin(): void
}

/** One shift of one colleague; after it is planned the next begins where it ends. */
export function PlanShift({ on, changing, begin }: Props) {
  const words = useWords()
  const { t } = words
  const { client } = useSignedIn()
  const { colleagues } = useWork()
  const [who, setWho] = useState('')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [supervises, setSupervises] = useState(false)
  const [missing, setMissing] = useState<readonly Missing[]>([])
  const [told, setTold] = useState('')
  const plan = useAction(async () => {
    setTold('')
    begin()
    const times = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
    await changing(client.planShift({ userId: who, ...times, supervises }, undefined, on))
    setFrom(to)
    setTo('')
    setTold(t.duty.added(colleagues.name(who, words), `${words.moment(times.from)} – ${words.moment(times.to)}`))
  })
  const wrong = wrongEnd(from, to, Date.now())
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
        else if (wrong) document.getElementById('shift-to')?.focus()
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
          fault={wrong ? t.duty[wrong] : fault('to')}
          value={to}
          onValue={setTo}
        />
        <Checkbox id="shift-supervises" label={t.duty.supervises} checked={supervises} onChecked={setSupervises} />
        <Button type="submit" disabled={plan.busy}>
          {t.duty.add}
        </Button>
      </div>
      <Status>{told}</Status>
    </form>
  )
}
