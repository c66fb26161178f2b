import type { ListedOneCase } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Due } from '../../ui/due.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Checkbox } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'

interface Props {
  readonly one: ListedOneCase
  done(said: string): void
}

/** What was agreed, what became of it, and who has yet to stand behind it. */
export function Agreed({ one, done }: Props) {
  const { t, moment } = useWords()
  const { agencies } = useSignedIn()
  const { oneCase: says } = t
  const name = ({ hub, agencyId }: ListedOneCase['from']) => `${agencies.name(agencyId)} (${hub})`
  const awaits = one.state === 'awaits_confirmation'
  return (
    <>
      <h3>{says.crosses(name(one.from), name(one.to))}</h3>
      <p>
        <strong>{says.states[one.state]}</strong>
      </p>
      {awaits && one.confirmBy !== undefined && <Due at={one.confirmBy} what={says.confirm} />}
      <dl class="facts">
        <Fact name={says.number}>
          <code>{one.id}</code>
        </Fact>
        <Fact name={says.recorded}>{moment(one.authorisedAt)}</Fact>
        <Fact name={says.ends}>{moment(one.endsAt)}</Fact>
      </dl>
      {awaits && (one.mine ? <p class="hint">{says.notOwn}</p> : <Confirm {...{ one, done }} />)}
    </>
  )
}

function Confirm({ one, done }: Props) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { oneCase: says } = t
  const [sure, setSure] = useState(false)
  const [tried, setTried] = useState(false)
  const confirm = useAction(async () => {
    await client.confirmOneCase(one.id)
    done(says.confirmed)
  })
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (sure) void confirm.run()
      }}
    >
      <Problem problem={confirm.problem} />
      <Checkbox
        {...{ id: `sure-${one.id}`, label: says.sure, checked: sure, onChecked: setSure }}
        fault={tried && !sure ? t.form.faults.required : undefined}
      />
      <button type="submit" disabled={confirm.busy}>
        {says.confirm}
      </button>
    </form>
  )
}
