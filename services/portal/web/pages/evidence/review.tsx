import type { EvidenceDetail } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SealedNotice } from '../../ui/sealed-notice.tsx'
import { filesIn } from './item-codes.ts'

/** The own central authority signs it, or gives it back with a reason. */
export function Review({ request, done }: { request: EvidenceDetail; done(what: string): Promise<void> }) {
  const { t } = useWords()
  const { client, agencies } = useSignedIn()
  const { evidence } = t
  const { id, version, toHub } = request
  const there = agencies.all.filter(({ hub, type }) => hub === toHub && type === 'central_authority')
  const [to, setTo] = useState(there[0]?.agencyId ?? '')
  const [reason, setReason] = useState('')
  const sign = useAction(async () => {
    await client.signEvidence(id, version, to)
    // What it names as annexes goes along; one that does not get away now is handed over from the list of files.
    const annexes = filesIn(request.answers['annexes'])
    await Promise.allSettled(annexes.map(({ item }) => client.requestFiles.handOver(item, id)))
    await done(evidence.signed)
  })
  const giveBack = useAction(async () => {
    await client.returnEvidence(id, version, reason)
    await done(evidence.givenBack)
  })
  const busy = sign.busy || giveBack.busy
  const reasons = Object.entries(evidence.reasons).map(([code, label]) => ({ code, label }))
  return (
    <section aria-labelledby="review">
      <h2 id="review">{evidence.review}</h2>
      <Problem problem={sign.problem ?? giveBack.problem} />
      <form
        class="panel"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void sign.run()
        }}
      >
        <p class="hint">{evidence.signLead}</p>
        <SelectField
          id="review-to"
          label={evidence.authority}
          value={to}
          empty={t.app.choose}
          choices={there.map(({ agencyId, name }) => ({ code: agencyId, label: name }))}
          onValue={setTo}
        />
        <SealedNotice to={{ hub: toHub, agencyId: to }} />
        <div class="buttons">
          <Button type="submit" disabled={busy || to === ''}>
            {evidence.sign}
          </Button>
        </div>
      </form>
      <form
        class="panel"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void giveBack.run()
        }}
      >
        <SelectField
          id="review-reason"
          label={evidence.reason}
          value={reason}
          empty={t.app.choose}
          choices={reasons}
          onValue={setReason}
        />
        <div class="buttons">
          <Button type="submit" class="secondary" disabled={busy || reason === ''}>
            {evidence.giveBack}
          </Button>
        </div>
      </form>
    </section>
  )
}
