import type { ListedOneCase } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { Due } from '../../ui/due.tsx'
import { Fact } from '../../ui/fact.tsx'
import { SureForm } from '../../ui/sure-form.tsx'

interface Props {
  readonly one: ListedOneCase
  done(said: string): void
}

/** What was agreed, what became of it, and who has yet to stand behind it. */
export function Agreed({ one, done }: Props) {
  const { t, moment, hubName } = useWords()
  const { agencies } = useSignedIn()
  const { oneCase: says } = t
  const name = ({ hub, agencyId }: ListedOneCase['from']) => `${agencies.name(agencyId)} (${hubName(hub)})`
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
  return (
    <SureForm
      {...{ id: `sure-${one.id}`, label: says.sure, button: says.confirm }}
      send={async () => {
        await client.confirmOneCase(one.id)
        done(says.confirmed)
      }}
    />
  )
}
