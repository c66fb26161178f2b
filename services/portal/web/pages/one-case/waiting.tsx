import type { WaitingCase } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Due } from '../../ui/due.tsx'
import { Checkbox, SelectField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { membersOf } from './members.ts'

interface Props {
  readonly one: WaitingCase
  done(said: string): void
}

/** A vital interest that waits, with what is recorded once the other focal point has agreed. */
export function Waiting({ one, done }: Props) {
  const { t, code, moment } = useWords()
  const { agencies } = useSignedIn()
  const { oneCase: says } = t
  const [open, setOpen] = useState(false)
  const { from, to } = one
  const recipient =
    to.agencyId === undefined
      ? says.anyOf(code('agencyType', to.agencyType), to.hub)
      : `${agencies.name(to.agencyId)} (${to.hub})`
  const form = `agree-${one.basisId}`
  return (
    <>
      <h3>{says.crosses(agencies.name(from.agencyId), recipient)}</h3>
      <p>
        {says.recorded}: <time dateTime={one.recordedAt}>{moment(one.recordedAt)}</time>
      </p>
      <Due at={one.endsAt} what={says.ends} />
      <button
        type="button"
        class="secondary"
        aria-expanded={open}
        aria-controls={form}
        onClick={() => setOpen(before => !before)}
      >
        {says.begin}
      </button>
      <div id={form}>{open && <Agree {...{ one, done }} />}</div>
    </>
  )
}

function Agree({ one: { basisId, from, to }, done }: Props) {
  const { t } = useWords()
  const { client, agencies } = useSignedIn()
  const { oneCase: says } = t
  const [chosen, setChosen] = useState(to.agencyId ?? '')
  const [sure, setSure] = useState(false)
  const [tried, setTried] = useState(false)
  const record = useAction(async () => {
    const { id } = await client.authoriseOneCase({ basisId, from, to: { hub: to.hub, agencyId: chosen } })
    done(`${says.done} ${says.tell(id)}`)
  })
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (chosen !== '' && sure) void record.run()
      }}
    >
      <Problem problem={record.problem} />
      {to.agencyId === undefined && (
        <SelectField
          {...{ id: `to-${basisId}`, label: says.to, value: chosen, empty: t.app.choose, onValue: setChosen }}
          fault={tried && chosen === '' ? t.form.faults.required : undefined}
          choices={membersOf(agencies, one => one.hub === to.hub && one.type === to.agencyType)}
        />
      )}
      <Checkbox
        {...{ id: `phone-${basisId}`, label: says.byPhone(to.hub), checked: sure, onChecked: setSure }}
        fault={tried && !sure ? t.form.faults.required : undefined}
      />
      <button type="submit" disabled={record.busy}>
        {says.send}
      </button>
    </form>
  )
}
