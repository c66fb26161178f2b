import { useWords } from '../../app/context.ts'
import { Button } from '../../ui/button.tsx'
import type { OpenedLetters } from './use-letters.ts'

/** Where what was written goes on, further back; each page is an entry in the log. */
export function Older({ view, open }: OpenedLetters) {
  const { t } = useWords()
  if (!view?.more || view.oldest === null) return null
  const { oldest } = view
  return (
    <Button type="button" class="secondary" disabled={open.busy} onClick={() => void open.run(oldest)}>
      {t.list.more}
    </Button>
  )
}
