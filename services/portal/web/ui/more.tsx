import { useWords } from '../app/context.ts'
import type { Pages } from '../app/use-pages.ts'
import { Button } from './button.tsx'

interface Props {
  readonly list: Pick<Pages<unknown>, 'data' | 'more'>
  /** The id of the heading, where a page has several lists. */
  readonly of?: string
}

/** Where a list goes on. */
export function More({ list: { data, more }, of }: Props) {
  const { t } = useWords()
  if (!data?.nextCursor) return null
  return (
    <Button type="button" class="secondary" aria-describedby={of} disabled={more.busy} onClick={() => void more.run()}>
      {t.list.more}
    </Button>
  )
}
