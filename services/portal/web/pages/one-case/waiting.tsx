import type { WaitingCase } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useKeys } from '../../app/use-keys.ts'
import { Due } from '../../ui/due.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { SureForm } from '../../ui/sure-form.tsx'
import { Unfold } from '../../ui/unfold.tsx'
import { membersOf } from './members.ts'

interface Props {
  readonly one: WaitingCase
  done(said: string): void
}

/** A vital interest that waits, with what is recorded once the other focal point has agreed. */
export function Waiting({ one, done }: Props) {
  const { t, code, moment, hubName } = useWords()
  const { agencies } = useSignedIn()
  const { oneCase: says } = t
  const { from, to } = one
  const recipient =
    to.agencyId === undefined
      ? says.anyOf(code('agencyType', to.agencyType), hubName(to.hub))
      : `${agencies.name(to.agencyId)} (${hubName(to.hub)})`
  return (
    <>
      <h3>{says.crosses(agencies.name(from.agencyId), recipient)}</h3>
      <p>
        {says.recorded}
        {t.app.colon}
        <time dateTime={one.recordedAt}>{moment(one.recordedAt)}</time>
      </p>
      <Due at={one.endsAt} what={says.ends} />
      <Unfold id={`agree-${one.basisId}`} label={says.begin}>
        <Agree {...{ one, done }} />
      </Unfold>
    </>
  )
}

function Agree({ one: { basisId, from, to }, done }: Props) {
  const { t, hubName } = useWords()
  const { client, agencies } = useSignedIn()
  const { oneCase: says } = t
  const { once } = useKeys()
  const [chosen, setChosen] = useState(to.agencyId ?? '')
  return (
    <SureForm
      {...{ id: `phone-${basisId}`, label: says.byPhone(hubName(to.hub)), button: says.send, complete: chosen !== '' }}
      send={async () => {
        const agreed = { basisId, from, to: { hub: to.hub, agencyId: chosen } }
        const { id } = await once(agreed, key => client.authoriseOneCase(agreed, key))
        done(`${says.done} ${says.tell(id)}`)
      }}
    >
      {tried =>
        to.agencyId === undefined && (
          <SelectField
            {...{ id: `to-${basisId}`, label: says.to, value: chosen, empty: t.app.choose, onValue: setChosen }}
            fault={tried && chosen === '' ? t.form.faults.required : undefined}
            choices={membersOf({ agencies, hubName }, one => one.hub === to.hub && one.type === to.agencyType)}
          />
        )
      }
    </SureForm>
  )
}
