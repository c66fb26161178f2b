import { useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { hashOfFile } from '../../form/hash-of-file.ts'
import { idOf, useForm } from './form.ts'

/** The paper itself stays where it is; what is recorded can prove later which one it was. */
export function PaperFile({ name, hint }: { name: 'orderHash' | 'guardianDocument'; hint: string }) {
  const { t } = useWords()
  const { draft, set, faults } = useForm()
  const [busy, setBusy] = useState(false)
  const id = idOf(name)
  const isAtFault = draft[name] === '' && faults.some(({ field }) => field === name)
  const take = async (file: File | undefined) => {
    setBusy(true)
    set({ [name]: file ? await hashOfFile(file) : '' })
    setBusy(false)
  }
  return (
    <div class="field">
      <label for={id}>{t.form.fields[name].label}</label>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      {isAtFault && (
        <p class="fault" id={`${id}-fault`}>
          {t.form.faults.required}
        </p>
      )}
      <input
        id={id}
        type="file"
        aria-describedby={isAtFault ? `${id}-hint ${id}-fault` : `${id}-hint`}
        aria-invalid={isAtFault ? 'true' : undefined}
        onChange={event => void take(event.currentTarget.files?.[0])}
      />
      <p role="status">{!busy && draft[name] !== '' && t.form.orderFileDone}</p>
    </div>
  )
}
