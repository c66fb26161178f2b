import type { RefObject } from 'preact'
import { useWords } from '../../app/context.ts'
import { faultText } from '../../i18n/fault-text.ts'
import { focusIn } from '../../ui/focus.ts'
import type { IntakeFaults } from '../../work/intake/check.ts'
import type { IntakeRow } from '../../work/intake/draft.ts'
import { idOf } from '../new/form.ts'
import { cellId } from './row.tsx'

interface Props {
  readonly faults: IntakeFaults | undefined
  readonly rows: readonly IntakeRow[]
  readonly place: RefObject<HTMLElement | null>
}

/** What is to be corrected, with the way to it: of the event, of the children, and row by row. */
export function Faults({ faults, rows, place }: Props) {
  const { t, after } = useWords()
  if (!faults) return null
  const childLabels: Readonly<Record<string, string>> = {
    protocol: t.intake.childProtocol,
    agency: t.intake.childRecipient,
    reason: t.intake.childReason,
  }
  const lines = [
    ...faults.shared.map(({ field, code }) => ({
      id: idOf(field),
      label: t.form.fields[field].label,
      text: faultText(t.form, code),
    })),
    ...faults.children.map(name => ({
      id: `children-${name}`,
      label: childLabels[name] ?? name,
      text: t.form.faults.required,
    })),
    ...rows.flatMap((row, i) =>
      (faults.rows.get(row.key) ?? []).map(({ field, code }) => ({
        id: cellId(row.key, field),
        label: `${t.intake.row(i + 1)}${t.app.colon}${field === 'fearAnswer' ? t.intake.fear : t.form.fields[field].label}`,
        text: faultText(t.form, code),
      })),
    ),
    ...(faults.nobody && rows[0]
      ? [{ id: cellId(rows[0].key, 'names'), label: t.intake.people, text: t.form.faults.required }]
      : []),
  ]
  if (lines.length === 0) return null
  return (
    <section ref={place} class="problem" tabIndex={-1} aria-labelledby="summary-title">
      <h2 id="summary-title">{t.form.summary(lines.length)}</h2>
      <ul>
        {lines.map(({ id, label, text }) => (
          <li key={id}>
            <button type="button" class="link" onClick={() => focusIn(id)}>
              {`${label}${after(label)}`.trimEnd()}
            </button>{' '}
            {text}
          </li>
        ))}
      </ul>
    </section>
  )
}
