import type { SheetFile } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useWords } from '../app/context.ts'
import { SHEET_KINDS, sheetOf } from '../form/sheet-file.ts'
import { FileField } from './fields.tsx'

interface Props {
  readonly id: string
  readonly fault?: string | undefined
  /** null: none, or one that cannot be used. */
  onSheet(sheet: SheetFile | null): void
}

/** A photo or PDF of the paper that was signed. It stays in the page's memory until it is sealed. */
export function SheetField({ id, fault, onSheet }: Props) {
  const { t } = useWords()
  const { label, hint } = t.form.fields.sheet
  const [state, setState] = useState<'none' | 'busy' | 'taken' | 'unfit'>('none')
  const take = async (file: File | undefined) => {
    setState(file ? 'busy' : 'none')
    onSheet(null)
    const sheet = file && (await sheetOf(file))
    if (sheet) onSheet(sheet)
    if (file) setState(sheet ? 'taken' : 'unfit')
  }
  const wrong = state === 'unfit' ? t.form.sheetUnfit : state === 'taken' ? undefined : fault
  return (
    <>
      <FileField {...{ id, label, hint }} accept={SHEET_KINDS} fault={wrong} onFile={file => void take(file)} />
      <p role="status">{state === 'taken' && t.form.sheetTaken}</p>
    </>
  )
}
