import type { OpenedRedaction } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useKeys } from '../../app/use-keys.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/fields.tsx'
import { MaskedText } from '../../ui/masked-text.tsx'
import { Problem } from '../../ui/problem.tsx'
import { AddMask } from './add-mask.tsx'
import type { Deciding } from './decided.ts'
import { MaskList } from './mask-list.tsx'
import { piecesOf } from './pieces.ts'

type OpenedText = Extract<OpenedRedaction, { readonly kind: 'text' }>

/** The text with what is masked in it; masks are added by their words, and lifted one by one, each with a reason. */
export function TextReview({ opened, decided, decide, done }: Deciding<OpenedText>) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { review } = t
  const [right, setRight] = useState(false)
  const [tried, setTried] = useState(false)
  const { added, lifted } = decided
  const isNothing = added.length + lifted.length === 0
  const { once } = useKeys()
  const keep = useAction(async () => {
    const diff = { kind: 'text', added, lifted } as const
    const { state } = await once([decided.of, diff], key => client.review(opened, diff, key))
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
        {opened.shown === null ? <p>{review.withheldNow}</p> : <MaskedText text={opened.shown} lang={opened.lang} />}
      </section>
      <MaskList opened={opened} lifted={lifted} onLifted={next => decide({ lifted: next })} />
      <AddMask opened={opened} added={added} onAdded={next => decide({ added: next })} />
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
        <Button type="submit" disabled={keep.busy}>
          {review.keep}
        </Button>
      </form>
    </>
  )
}
