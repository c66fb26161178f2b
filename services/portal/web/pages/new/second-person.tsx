import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useLoad } from '../../app/use-load.ts'
import type { Sent } from '../../form/send.ts'
import { useWork } from '../../work/context.tsx'

/** Who else has to do something about it, until when, and the way there for that colleague. */
export function SecondPerson({ consent }: Pick<Sent, 'consent'>) {
  const { t, moment } = useWords()
  const { config } = useSignedIn()
  if (consent.confirmBy === undefined) return null
  const link = `${config.publicUrl}/${addressOf({ page: 'confirm', id: consent.id })}`
  return (
    <div class="notice">
      <p>{t.form.confirmNeeded(moment(consent.confirmBy))}</p>
      <p>
        <a href={link}>{t.form.confirmLink}</a>
        {t.app.colon}
        <code>{link}</code>
      </p>
      <OnDuty />
    </div>
  )
}

/** Whom of the own agency's roster to ask now: nobody confirms what they did themselves. */
function OnDuty() {
  const words = useWords()
  const { t } = words
  const { client, session } = useSignedIn()
  const { colleagues } = useWork()
  const { data } = useLoad('on-duty', () => client.rota())
  if (!data) return null
  const others = data.onDuty.filter(user => user !== session.user)
  if (others.length === 0) return <p>{t.duty.nobody}</p>
  return (
    <p>
      {t.duty.now}
      {t.app.colon}
      {others.map(user => colleagues.name(user, words)).join(', ')}
    </p>
  )
}
