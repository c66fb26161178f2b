import type { SheetFile } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { SHEET_KINDS, sheetOf } from '../../form/sheet-file.ts'

interface Props {
  readonly id: string
  readonly disabled: boolean
  readonly 'aria-invalid': 'true' | undefined
  readonly 'aria-describedby': string | undefined
  readonly isTaken: boolean
  /** null: none, or one that cannot be used. */
  take(sheet: SheetFile | null): void
}

/** The paper that one person of many has signed, in their row. */
export function SheetInput({ isTaken, take, ...marks }: Props) {
  const { t } = useWords()
  const [isUnfit, setUnfit] = useState(false)
  const read = async (file: File | undefined) => {
    setUnfit(false)
    take(null)
    const sheet = file && (await sheetOf(file))
    if (sheet) take(sheet)
    setUnfit(file !== undefined && sheet === undefined)
  }
  return (
    <>
      <input
        {...marks}
        type="file"
        accept={SHEET_KINDS}
        onChange={event => void read(event.currentTarget.files?.[0])}
      />
      <span role="status" class="hint">
        {isUnfit ? t.form.sheetUnfit : isTaken && t.intake.sheetTaken}
      </span>
    </>
  )
}
