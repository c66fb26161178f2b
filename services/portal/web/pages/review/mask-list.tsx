import type { OpenedRedaction, ProposedMask, ReasonedMask } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { SelectField } from '../../ui/fields.tsx'

interface Props {
  readonly opened: Extract<OpenedRedaction, { readonly kind: 'text' }>
  readonly lifted: readonly ReasonedMask[]
  onLifted(lifted: readonly ReasonedMask[]): void
}

/** Each mask, its words, who set it, and either why nobody lifts it or for which reason it is to be lifted. */
export function MaskList({ opened, lifted, onLifted }: Props) {
  const { t } = useWords()
  const { review } = t
  const { text, masks, reasons } = opened
  const choices = reasons.lift.map(code => ({ code, label: review.liftReasons[code] ?? code }))
  const set = ({ start, end, type }: ProposedMask, reason: string) => {
    const others = lifted.filter(mask => idOf(mask) !== idOf({ start, end, type }))
    onLifted(reason === '' ? others : [...others, { start, end, type, reason }])
  }
  return (
    <section aria-labelledby="masks">
      <h2 id="masks">{review.masks}</h2>
      {masks.length === 0 && <p>{review.noMasks}</p>}
      {masks.some(({ added }) => added !== undefined) && <p>{review.addedStays}</p>}
      <ol class="masks">
        {masks.map(mask => {
          const words = text.slice(mask.start, mask.end)
          const type = review.types[mask.type] ?? mask.type
          const why = mask.added && (review.addReasons[mask.added] ?? mask.added)
          const kind = why === undefined ? type : `${type}. ${review.addedBefore(why)}`
          const id = idOf(mask)
          return (
            <li key={id}>
              {mask.stays === undefined ? (
                <SelectField
                  {...{ id: `lift-${id}`, label: review.lift(words), hint: kind, empty: review.staysMasked }}
                  {...{ choices, value: lifted.find(one => idOf(one) === id)?.reason ?? '' }}
                  onValue={reason => set(mask, reason)}
                />
              ) : (
                <p>
                  <q>{words}</q> <span class="hint">{kind}</span> {review.staysMasked}
                  {t.app.colon}
                  {review.stays[mask.stays] ?? mask.stays}.
                </p>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** What was added may begin where another mask begins. */
const idOf = ({ start, end, type }: Pick<ProposedMask, 'start' | 'end' | 'type'>): string => `${start}-${end}-${type}`
