import { useRef } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { Button } from '../../ui/button.tsx'
import { useFocusAtOnce } from '../../ui/focus.ts'

interface Props {
  /** What comes of it. */
  readonly why: string
  /** What is about to be done, as its button said. */
  readonly what: string
  readonly busy: boolean
  goOn(): void
  goBack(): void
}

/** Once more, in place of the buttons: before something is lost or left out by one press. */
export function AskFirst({ why, what, busy, goOn, goBack }: Props) {
  const { act } = useWords().t.case
  const place = useRef<HTMLParagraphElement>(null)
  useFocusAtOnce(place)
  return (
    <div class="notice">
      <p ref={place} tabIndex={-1}>
        {why}
      </p>
      <div class="buttons">
        <Button type="button" disabled={busy} onClick={goOn}>
          {act.sure(what)}
        </Button>
        <Button type="button" class="secondary" disabled={busy} onClick={goBack}>
          {act.goBack}
        </Button>
      </div>
    </div>
  )
}
