import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import type { Sent as SentReferral } from '../../form/send.ts'
import { Page } from '../../ui/page.tsx'

/** It is on its way; and who else has to do something about it. */
export function Sent({ sent, another }: { sent: SentReferral; another(): void }) {
  const { t, moment } = useWords()
  const { config } = useSignedIn()
  const { referral, consent } = sent
  const link = `${config.publicUrl}/${addressOf({ page: 'confirm', id: consent.id })}`
  return (
    <Page title={t.form.sentTitle} lead={t.form.sentLead}>
      {consent.confirmBy !== undefined && (
        <div class="notice">
          <p>{t.form.confirmNeeded(moment(consent.confirmBy))}</p>
          <p>
            <a href={link}>{t.form.confirmLink}</a>: <code>{link}</code>
          </p>
        </div>
      )}
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
