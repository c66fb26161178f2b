import { useWords } from '../../app/context.ts'
import { Status } from '../../ui/page.tsx'
import type { OpenedLetters } from './use-letters.ts'

/** For how long letters stay on the screen, and the way to clear them now. */
export function Clearing({ view, cleared, minutes, clear, none }: OpenedLetters & { none: string }) {
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
