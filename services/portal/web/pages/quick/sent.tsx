import { useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import type { Sent } from '../../form/send.ts'
import { Page } from '../../ui/page.tsx'
import { SecondPerson } from '../new/second-person.tsx'

/** It is on its way: what comes next, and who else has to do something about it. */
export function QuickSent({ sent, tookMs }: { sent: Sent; tookMs: number }) {
  const { t, span } = useWords()
  const { referral, consent } = sent
  const { quick } = t.case
  return (
    <Page title={quick.sentTitle} lead={quick.sentLead}>
      <p class="hint">{quick.minutes(span(tookMs))}</p>
      <SecondPerson consent={consent} />
      <div class="buttons">
        <a class="button" href={addressOf({ page: 'record', id: referral.id })}>
          {quick.complete}
        </a>
        <a class="button secondary" href={addressOf({ page: 'referral', id: referral.id })}>
          {t.form.openReferral}
        </a>
      </div>
    </Page>
  )
}
