import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { isId } from '../../app/route.ts'
import { useAction } from '../../app/use-action.ts'
import { useKeys } from '../../app/use-keys.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, RadioGroup, SelectField, TextField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { membersOf } from './members.ts'

type Direction = 'receives' | 'sends'
const isDirection = (one: string): one is Direction => one === 'receives' || one === 'sends'

interface Typed {
  readonly direction: Direction
  readonly number: string
  readonly from: string
  readonly to: string
  readonly sure: boolean
}
const EMPTY: Typed = { direction: 'receives', number: '', from: '', to: '', sure: false }

/** As it was said on the phone: with or without hyphens. */
function idOf(said: string): string {
  const digits = said.toLowerCase().replaceAll(/[\s-]/g, '')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** A case that comes to this hub under the number of the other focal point, or one of this hub that no list shows. */
export function Told({ done }: { done(said: string): void }) {
  const { t, hubName } = useWords()
  const { client, agencies, session } = useSignedIn()
  const { oneCase: says } = t
  const [typed, setTyped] = useState(EMPTY)
  const [tried, setTried] = useState(false)
  const change = (part: Partial<Typed>) => setTyped(before => ({ ...before, ...part }))
  const { direction, number, sure } = typed
  const sends = direction === 'sends'
  const id = idOf(number)
  const find = (agencyId: string) => agencies.all.find(agency => agency.agencyId === agencyId)
  const [from, to] = [find(typed.from), find(typed.to)]
  const other = sends ? to : from
  const { once } = useKeys()
  useUnsaved(typed !== EMPTY)
  const record = useAction(async () => {
    if (from === undefined || to === undefined) return
    const agreed = { from: refOf(from), to: refOf(to), ...(sends ? { basisId: id } : { number: id }) }
    const recorded = await once(agreed, key => client.authoriseOneCase(agreed, key))
    setTyped(EMPTY)
    setTried(false)
    done(sends ? `${says.done} ${says.tell(recorded.id)}` : says.done)
  })
  const missing = (is: boolean) => (tried && is ? t.form.faults.required : undefined)
  const own = membersOf({ agencies, hubName }, ({ hub }) => hub === session.hub)
  const others = membersOf({ agencies, hubName }, ({ hub }) => hub !== session.hub)
  return (
    <section aria-labelledby="told">
      <h2 id="told">{says.other.title}</h2>
      <p>{says.other.lead}</p>
      <form
        noValidate
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          if (isId(id) && from && to && sure) void record.run()
        }}
      >
        <Problem problem={record.problem} focus />
        <RadioGroup
          {...{ id: 'direction', label: says.direction, value: direction }}
          choices={Object.entries(says.directions).map(([one, label]) => ({ code: one, label }))}
          onValue={one => isDirection(one) && change({ direction: one, from: '', to: '' })}
        />
        <TextField
          {...{ id: 'said-number', label: sends ? says.record : says.number, value: number }}
          hint={sends ? says.recordHint : says.numberHint}
          fault={tried && !isId(id) ? says.wrong : undefined}
          onValue={value => change({ number: value })}
        />
        <SelectField
          {...{ id: 'case-from', label: says.from, value: typed.from, empty: t.app.choose }}
          fault={missing(!from)}
          choices={sends ? own : others}
          onValue={value => change({ from: value })}
        />
        <SelectField
          {...{ id: 'case-to', label: says.to, value: typed.to, empty: t.app.choose }}
          fault={missing(!to)}
          choices={sends ? others : own}
          onValue={value => change({ to: value })}
        />
        <Checkbox
          {...{ id: 'case-by-phone', label: says.byPhone(other ? hubName(other.hub) : says.otherHub), checked: sure }}
          fault={missing(!sure)}
          onChecked={value => change({ sure: value })}
        />
        <Button type="submit" disabled={record.busy}>
          {says.send}
        </Button>
      </form>
    </section>
  )
}

const refOf = ({ hub, agencyId }: { readonly hub: string; readonly agencyId: string }) => ({ hub, agencyId })
