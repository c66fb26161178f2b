import type { OpenedRedaction } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useKeys } from '../../app/use-keys.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { BoxFields } from './box-fields.tsx'
import { fitsIn, type Size, type TypedBox } from './boxes.ts'
import { Canvas } from './canvas.tsx'
import type { Deciding } from './decided.ts'

type OpenedPicture = Extract<OpenedRedaction, { readonly kind: 'picture' }>

/** A picture and the boxes that are to be painted over, drawn or typed; those of reviewers before stay. */
export function PictureReview({ opened, decided, decide, done }: Deciding<OpenedPicture>) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { review } = t
  const [size, setSize] = useState<Size>()
  const [looked, setLooked] = useState(false)
  const [tried, setTried] = useState(false)
  const { boxes } = decided
  const { once } = useKeys()
  const setBoxes = (next: readonly TypedBox[]) => decide({ boxes: next })
  const add = (sides: Pick<TypedBox, 'x' | 'y' | 'width' | 'height'>) =>
    setBoxes([...boxes, { ...sides, id: 1 + Math.max(0, ...boxes.map(({ id }) => id)), reason: '' }])
  const keep = useAction(async () => {
    const diff = {
      kind: 'picture' as const,
      boxes: boxes.map(({ x, y, width, height, reason }) => ({
        ...{ x: Number(x), y: Number(y), width: Number(width), height: Number(height), reason },
      })),
    }
    await once([decided.of, diff], key => client.review(opened, diff, key))
    done(review.kept)
  })
  const isRight = (box: TypedBox) => size !== undefined && fitsIn(box, size) && box.reason !== ''
  const submit = () => {
    setTried(true)
    if (looked && boxes.every(isRight)) void keep.run()
  }
  return (
    <section aria-labelledby="picture">
      <h2 id="picture">{review.picture}</h2>
      <p>{review.pictureLead}</p>
      {opened.boxes.length > 0 && <p>{review.boxesStay(opened.boxes.length)}</p>}
      <Canvas opened={opened} boxes={boxes} onSize={setSize} onBox={add} />
      {size !== undefined && (
        <form
          noValidate
          onSubmit={event => {
            event.preventDefault()
            submit()
          }}
        >
          {boxes.map((box, i) => (
            <BoxFields
              {...{ key: box.id, box, size, tried, place: i + 1, reasons: opened.reasons.box }}
              onBox={next => setBoxes(boxes.map(one => (one.id === box.id ? next : one)))}
              onRemove={() => setBoxes(boxes.filter(one => one.id !== box.id))}
            />
          ))}
          <button
            type="button"
            class="secondary"
            onClick={() => add({ x: '0', y: '0', width: String(size.width), height: String(size.height) })}
          >
            {review.addBox}
          </button>
          <Checkbox
            id="looked"
            label={review.looked}
            fault={tried && !looked ? t.form.faults.required : undefined}
            checked={looked}
            onChecked={setLooked}
          />
          <Problem problem={keep.problem} />
          <Button type="submit" disabled={keep.busy}>
            {review.keepPicture}
          </Button>
        </form>
      )}
    </section>
  )
}
