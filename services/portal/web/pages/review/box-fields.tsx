import { useWords } from '../../app/context.ts'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { fitsIn, type Size, type TypedBox } from './boxes.ts'

interface Props {
  readonly box: TypedBox
  readonly place: number
  readonly size: Size
  readonly tried: boolean
  readonly reasons: readonly string[]
  onBox(box: TypedBox): void
  onRemove(): void
}

const SIDES = ['x', 'y', 'width', 'height'] as const

/** One box by numbers: whoever does not draw writes. */
export function BoxFields({ box, place, size, tried, reasons, onBox, onRemove }: Props) {
  const { t } = useWords()
  const { review, app } = t
  const id = `box-${box.id}`
  const fault = tried && !fitsIn(box, size) ? review.boxFault : undefined
  return (
    <fieldset class="box" aria-describedby={fault === undefined ? undefined : `${id}-fault`}>
      <legend>{review.box(place)}</legend>
      {fault !== undefined && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      <div class="sides">
        {SIDES.map(side => (
          <TextField
            key={side}
            id={`${id}-${side}`}
            label={review.sides[side]}
            value={box[side]}
            onValue={value => onBox({ ...box, [side]: value.trim() })}
          />
        ))}
      </div>
      <SelectField
        {...{ id: `${id}-reason`, label: review.boxReason, empty: app.choose, value: box.reason }}
        choices={reasons.map(code => ({ code, label: review.boxReasons[code] ?? code }))}
        fault={tried && box.reason === '' ? app.choose : undefined}
        onValue={reason => onBox({ ...box, reason })}
      />
      <button type="button" class="secondary" onClick={onRemove}>
        {review.remove}
      </button>
    </fieldset>
  )
}
