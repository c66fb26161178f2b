import type { OpenedRedaction, ReasonedMask } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import { Checkbox } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { AddMask } from './add-mask.tsx'
import { MaskList } from './mask-list.tsx'
import { piecesOf } from './pieces.ts'

type OpenedText = Extract<OpenedRedaction, { readonly kind: 'text' }>

interface Props {
  readonly opened: OpenedText
  done(said: string): void
}

/** The text with what is masked in it; masks are added by their words, and lifted one by one, each with a reason. */
export function TextReview({ opened, done }: Props) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { review } = t
  const [added, setAdded] = useState<readonly ReasonedMask[]>([])
  const [lifted, setLifted] = useState<readonly ReasonedMask[]>([])
  const [right, setRight] = useState(false)
  const [tried, setTried] = useState(false)
  const isNothing = added.length + lifted.length === 0
  useUnsaved(!isNothing)
  const keep = useAction(async () => {
    const { state } = await client.review(opened, { kind: 'text', added, lifted })
    done(state === 'proposed' ? review.proposed : review.kept)
  })
  const submit = () => {
    setTried(true)
    if (!isNothing || right) void keep.run()
  }
  return (
    <>
      <section aria-labelledby="original">
        <h2 id="original">{review.original}</h2>
        <p class="account" lang={opened.lang}>
          {piecesOf(opened.text, [...opened.masks, ...added]).map(({ start, text, masked }) =>
            masked ? <mark key={start}>{text}</mark> : text,
          )}
        </p>
        <h2 id="shown-now">{review.shownNow}</h2>
        {opened.shown === null ? (
          <p>{review.withheldNow}</p>
        ) : (
          <p class="account" lang={opened.lang}>
            {opened.shown}
          </p>
        )}
      </section>
      <MaskList opened={opened} lifted={lifted} onLifted={setLifted} />
      <AddMask opened={opened} added={added} onAdded={setAdded} />
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        {isNothing && (
          <Checkbox
            id="right"
            label={review.nothingDecided}
            fault={tried && !right ? t.form.faults.required : undefined}
            checked={right}
            onChecked={setRight}
          />
        )}
        <Problem problem={keep.problem} />
        <button type="submit" disabled={keep.busy}>
          {review.keep}
        </button>
      </form>
    </>
  )
}
