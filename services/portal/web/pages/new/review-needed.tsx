import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'

/** The way there for whoever of another agency looks at it before it counts: the person had said no. */
export function ReviewNeeded({ basisId }: { basisId: string }) {
  const { t } = useWords()
  const { config } = useSignedIn()
  const link = `${config.publicUrl}/${addressOf({ page: 'confirm', id: basisId })}`
  return (
    <p>
      {t.form.reviewNeeded} <a href={link}>{t.form.reviewLink}</a>: <code>{link}</code>
    </p>
  )
}
