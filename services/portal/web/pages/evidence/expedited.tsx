import type { EvidenceDetail } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'

/** Data that would be lost: whoever leads the case has them preserved at once, and the own central authority confirms it afterwards. */
export function Expedited({ request, done }: { request: EvidenceDetail; done(what: string): Promise<void> }) {
  const { t } = useWords()
  const { client, agencies } = useSignedIn()
  const { evidence } = t
  const { id, version, fromHub, toHub, expedited } = request
  const authorities = (of: string) => agencies.all.filter(({ hub, type }) => hub === of && type === 'central_authority')
  const [here, there] = [authorities(fromHub), authorities(toHub)]
  const [confirmedBy, setConfirmedBy] = useState(here[0]?.agencyId ?? '')
  const [to, setTo] = useState(there[0]?.agencyId ?? '')
  const send = useAction(async () => {
    await client.sendExpedited(id, version, confirmedBy, to)
    await done(evidence.expedited.sent)
  })
  if (expedited === null) return null
  const choices = (of: typeof here) => of.map(({ agencyId, name }) => ({ code: agencyId, label: name }))
  return (
    <form
      class="panel"
      noValidate
      aria-labelledby="expedited"
      onSubmit={event => {
        event.preventDefault()
        void send.run()
      }}
    >
      <h2 id="expedited">{evidence.expedited.title}</h2>
      <Problem problem={send.problem} focus />
      <p class="hint">{evidence.expedited.lead(expedited.article)}</p>
      <SelectField
        id="expedited-by"
        label={evidence.expedited.confirmedBy}
        value={confirmedBy}
        empty={t.app.choose}
        choices={choices(here)}
        onValue={setConfirmedBy}
      />
      <SelectField
        id="expedited-to"
        label={evidence.authority}
        value={to}
        empty={t.app.choose}
        choices={choices(there)}
        onValue={setTo}
      />
      <div class="buttons">
        <Button type="submit" disabled={send.busy || confirmedBy === '' || to === ''}>
          {evidence.expedited.send}
        </Button>
      </div>
    </form>
  )
}
