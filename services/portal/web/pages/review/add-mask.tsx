import type { OpenedRedaction, ReasonedMask } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { choicesIn } from '../custody/choices.ts'
import { ShortForm, useShortForm } from '../custody/short-form.tsx'
import { placesOf } from './pieces.ts'

interface Props {
  readonly opened: Extract<OpenedRedaction, { readonly kind: 'text' }>
  readonly added: readonly ReasonedMask[]
  onAdded(added: readonly ReasonedMask[]): void
}

/** By the words themselves, wherever they stand: that works with a keyboard and a screen reader as with eyes and a mouse. */
export function AddMask({ opened, added, onAdded }: Props) {
  const { t } = useWords()
  const { review, app } = t
  const { text, masks, reasons } = opened
  const places = (words: string) => placesOf(text, words.trim(), [...masks, ...added])
  const form = useShortForm(
    { words: '', type: '', reason: '' },
    ({ words, type, reason }) => ({
      words: places(words).length === 0 ? review.notFound : undefined,
      type: type === '' ? app.choose : undefined,
      reason: reason === '' ? app.choose : undefined,
    }),
    async ({ words, type, reason }) => onAdded([...added, ...places(words).map(place => ({ ...place, type, reason }))]),
  )
  return (
    <section aria-labelledby="add">
      <h2 id="add">{review.add}</h2>
      <p>{review.addLead}</p>
      <ShortForm form={form} send={review.addMask}>
        <TextField {...{ id: 'mask-words', label: review.words, hint: review.wordsHint }} {...form.input('words')} />
        <SelectField
          {...{ id: 'mask-type', label: review.type, empty: app.choose, choices: choicesIn(review.types) }}
          {...form.input('type')}
        />
        <SelectField
          {...{ id: 'mask-reason', label: review.addReason, empty: app.choose }}
          choices={reasons.add.map(code => ({ code, label: review.addReasons[code] ?? code }))}
          {...form.input('reason')}
        />
      </ShortForm>
      {added.length > 0 && <h3 id="added">{review.added(added.length)}</h3>}
      <ul class="masks">
        {added.map(mask => (
          <li key={mask.start}>
            <span id={`added-${mask.start}`}>
              <q>{text.slice(mask.start, mask.end)}</q> {review.types[mask.type] ?? mask.type}
            </span>{' '}
            <button
              type="button"
              class="secondary"
              aria-describedby={`added-${mask.start}`}
              onClick={() => onAdded(added.filter(one => one !== mask))}
            >
              {review.remove}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
