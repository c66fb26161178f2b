import { useWords } from '../app/context.ts'
import { type ChecksProps, marks, Notes } from './fields.tsx'

/**
 * Several of a long list, one after another. Moving through the list adds nothing: arrow keys pass others before the right one.
 * What is chosen is added by the button, or on leaving the list.
 */
export function Picker({ values, choices, onValues, ...common }: ChecksProps) {
  const { t } = useWords()
  const labelOf = (code: string) => choices.find(choice => choice.code === code)?.label ?? code
  const add = () => {
    const select = document.getElementById(common.id)
    if (!(select instanceof HTMLSelectElement) || select.value === '') return
    if (!values.includes(select.value)) onValues([...values, select.value])
    select.value = ''
  }
  return (
    <div class="field">
      <label for={common.id}>{common.label}</label>
      <Notes {...common} />
      <div class="row">
        <select {...marks(common)} onBlur={add}>
          <option value="">{t.app.choose}</option>
          {choices.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </select>
        <button type="button" class="secondary" aria-label={`${t.app.add}${t.app.colon}${common.label}`} onClick={add}>
          {t.app.add}
        </button>
      </div>
      <ul class="chips" aria-label={common.label}>
        {values.map(code => (
          <li key={code}>
            <span>{labelOf(code)}</span>
            <button
              type="button"
              aria-label={t.app.remove(labelOf(code))}
              onClick={() => onValues(values.filter(value => value !== code))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
