import type { RefObject } from 'preact'
import { useWords } from '../../app/context.ts'
import type { FieldName } from '../../form/draft.ts'
import type { Fault } from '../../form/faults.ts'

/** What is to be corrected, first on the page, each with the way to its field. */
export function ErrorSummary(props: {
  readonly faults: readonly Fault[]
  readonly place: RefObject<HTMLElement | null>
  show(field: FieldName): void
}) {
  const { t } = useWords()
  const { faults, place, show } = props
  const texts: Readonly<Record<string, string>> = t.form.faults
  if (faults.length === 0) return null
  return (
    <section ref={place} class="problem" tabIndex={-1} aria-labelledby="summary-title">
      <h2 id="summary-title">{t.form.summary(faults.length)}</h2>
      <ul>
        {faults.map(({ field, code }) => (
          <li key={field}>
            <button type="button" class="link" onClick={() => show(field)}>
              {t.form.fields[field].label}
            </button>
            : {texts[code] ?? t.form.seeAbove}
          </li>
        ))}
      </ul>
    </section>
  )
}
