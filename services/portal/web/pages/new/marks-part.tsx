import { useWords } from '../../app/context.ts'
import { Marks } from '../../ui/marks.tsx'
import { idOf, useForm } from './form.ts'

/** What of the account could be held against the person. */
export function MarksPart() {
  const { t } = useWords()
  const { draft, set, faults } = useForm()
  return (
    <Marks
      id={idOf('incriminating')}
      field={idOf('narrative')}
      text={draft.narrative}
      marks={draft.incriminating}
      fault={faults.some(({ field }) => field === 'incriminating') ? t.form.faults.invalid : undefined}
      onMarks={incriminating => set({ incriminating })}
    />
  )
}
