import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'

/**
 * The way there for whoever looks at it before it counts: somebody of another agency, where the person had said no, or a second person, where the
 * agency had claimed a danger for them before.
 */
export function ReviewNeeded({ basisId, first }: { basisId: string; first: 'independent' | 'second' }) {
  const { t } = useWords()
  const { config } = useSignedIn()
  const link = `${config.publicUrl}/${addressOf({ page: 'confirm', id: basisId })}`
  return (
    <p>
      {first === 'second' ? t.form.secondNeeded : t.form.reviewNeeded} <a href={link}>{t.form.reviewLink}</a>:{' '}
      <code>{link}</code>
    </p>
  )
}
