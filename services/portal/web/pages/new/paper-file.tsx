import { useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { hashOfFile } from '../../form/hash-of-file.ts'
import { FileField } from '../../ui/fields.tsx'
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
  const fault = isAtFault ? t.form.faults.required : undefined
  return (
    <>
      <FileField {...{ id, hint, fault }} label={t.form.fields[name].label} onFile={file => void take(file)} />
      <p role="status">{!busy && draft[name] !== '' && t.form.orderFileDone}</p>
    </>
  )
}
