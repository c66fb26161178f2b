import type { OpenedRequestLetters } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import type { Opened } from '../../app/use-opened.ts'
import { Status } from '../../ui/page.tsx'

/** For how long letters stay on the screen, and the way to clear them now. */
export function Clearing({ view, cleared, minutes, clear, none }: Opened<OpenedRequestLetters> & { none: string }) {
  const { t } = useWords()
  const isEmpty = view !== undefined && view.letters.length + view.sealed.length === 0
  return (
    <>
      <Status>{isEmpty ? none : view ? t.view.remaining(minutes) : cleared && t.view.cleared}</Status>
      {view && !isEmpty && (
        <button type="button" class="secondary" onClick={clear}>
          {t.view.close}
        </button>
      )}
    </>
  )
}
