import type { ComponentChildren } from 'preact'
import { useWords } from '../../app/context.ts'
import type { FieldName } from '../../form/draft.ts'
import { faultText } from '../../i18n/fault-text.ts'
import { idOf, useForm } from './form.ts'

interface Props<R> {
  readonly name: FieldName
  readonly rows: readonly R[]
  readonly empty: R
  readonly title: (n: number) => string
  readonly add: string
  change(rows: readonly R[]): void
  fields(row: R, set: (change: Partial<R>) => void, id: string): ComponentChildren
}

/** Any number of the same few fields, each row with a name of its own. */
export function Rows<R extends object>({ name, rows, empty, title, add, change, fields }: Props<R>) {
  const { t } = useWords()
  const { faults } = useForm()
  const id = idOf(name)
  const fault = faults.find(({ field }) => field === name)?.code
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={fault !== undefined ? `${id}-fault` : undefined}>
      <legend>{t.form.fields[name].label}</legend>
      {fault !== undefined && (
        <p class="fault" id={`${id}-fault`}>
          {faultText(t.form, fault)}
        </p>
      )}
      {rows.map((row, i) => (
        <fieldset key={i} class="repeated">
          <legend>{title(i + 1)}</legend>
          {fields(row, part => change(rows.map((other, k) => (k === i ? { ...other, ...part } : other))), `${id}-${i}`)}
          <button type="button" class="secondary" onClick={() => change(rows.filter((_, k) => k !== i))}>
            {t.app.remove(title(i + 1))}
          </button>
        </fieldset>
      ))}
      <button type="button" class="secondary" onClick={() => change([...rows, empty])}>
        {add}
      </button>
    </fieldset>
  )
}
