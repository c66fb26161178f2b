import type { RefObject } from 'preact'
import { useWords } from '../../app/context.ts'
import type { FieldName } from '../../form/draft.ts'
import type { Fault } from '../../form/faults.ts'
import { faultText } from '../../i18n/fault-text.ts'

/** What is to be corrected, first on the page, each with the way to its field. */
export function ErrorSummary(props: {
  readonly faults: readonly Fault[]
  readonly place: RefObject<HTMLElement | null>
  show(field: FieldName): void
}) {
  const { t, after } = useWords()
  const { faults, place, show } = props
  if (faults.length === 0) return null
  return (
    <section ref={place} class="problem" tabIndex={-1} aria-labelledby="summary-title">
      <h2 id="summary-title">{t.form.summary(faults.length)}</h2>
      <ul>
        {faults.map(({ field, code }) => (
          <li key={field}>
            <button type="button" class="link" onClick={() => show(field)}>
              {/* What follows a button whose label takes several lines begins a new one. */}
              {`${t.form.fields[field].label}${after(t.form.fields[field].label)}`.trimEnd()}
            </button>{' '}
            {faultText(t.form, code)}
          </li>
        ))}
      </ul>
    </section>
  )
}
