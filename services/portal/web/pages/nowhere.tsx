import { useWords } from '../app/context.ts'
import { addressOf } from '../app/route.ts'
import { Page } from '../ui/page.tsx'

/** The first page of whoever is signed in has all that they may see. */
export function Nowhere() {
  const { t } = useWords()
  return (
    <Page title={t.app.notFound} lead={t.app.notFoundNext}>
      <p>
        <a href={addressOf({ page: 'home' })}>{t.app.toStart}</a>
      </p>
    </Page>
  )
}
