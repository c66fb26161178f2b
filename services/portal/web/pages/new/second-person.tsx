import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import type { Sent } from '../../form/send.ts'

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
        <a href={link}>{t.form.confirmLink}</a>: <code>{link}</code>
      </p>
    </div>
  )
}
