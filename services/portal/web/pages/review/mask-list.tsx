import type { OpenedRedaction, ProposedMask, ReasonedMask } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { SelectField } from '../../ui/fields.tsx'

interface Props {
  readonly opened: Extract<OpenedRedaction, { readonly kind: 'text' }>
  readonly lifted: readonly ReasonedMask[]
  onLifted(lifted: readonly ReasonedMask[]): void
}

/** Each mask, its words, and either why nobody lifts it or for which reason it is to be lifted. */
export function MaskList({ opened, lifted, onLifted }: Props) {
  const { t } = useWords()
  const { review } = t
  const { text, masks, reasons } = opened
  const choices = reasons.lift.map(code => ({ code, label: review.liftReasons[code] ?? code }))
  const set = ({ start, end, type }: ProposedMask, reason: string) => {
    const others = lifted.filter(mask => mask.start !== start)
    onLifted(reason === '' ? others : [...others, { start, end, type, reason }])
  }
  return (
    <section aria-labelledby="masks">
      <h2 id="masks">{review.masks}</h2>
      {masks.length === 0 && <p>{review.noMasks}</p>}
      <ol class="masks">
        {masks.map(mask => {
          const words = text.slice(mask.start, mask.end)
          const kind = review.types[mask.type] ?? mask.type
          return (
            <li key={mask.start}>
              {mask.stays === undefined ? (
                <SelectField
                  {...{ id: `lift-${mask.start}`, label: review.lift(words), hint: kind, empty: review.staysMasked }}
                  {...{ choices, value: lifted.find(one => one.start === mask.start)?.reason ?? '' }}
                  onValue={reason => set(mask, reason)}
                />
              ) : (
                <p>
                  <q>{words}</q> <span class="hint">{kind}</span> {review.staysMasked}:{' '}
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
