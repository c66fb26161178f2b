import { useWords } from '../app/context.ts'
import { Page } from '../ui/page.tsx'

export function Nowhere() {
  const { t } = useWords()
  return <Page title={t.app.notFound} lead={t.app.notFoundNext} />
}
