import { useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import type { Sent as SentReferral } from '../../form/send.ts'
import { Page } from '../../ui/page.tsx'
import { SecondPerson } from './second-person.tsx'

/** It is on its way; and who else has to do something about it. */
export function Sent({ sent, another }: { sent: SentReferral; another(): void }) {
  const { t } = useWords()
  const { referral, consent } = sent
  return (
    <Page title={t.form.sentTitle} lead={t.form.sentLead}>
      <SecondPerson consent={consent} />
      <div class="buttons">
        <a class="button" href={addressOf({ page: 'referral', id: referral.id })}>
          {t.form.openReferral}
        </a>
        <button type="button" class="secondary" onClick={another}>
          {t.form.another}
        </button>
      </div>
    </Page>
  )
}
