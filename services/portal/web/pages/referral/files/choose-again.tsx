import { useWords } from '../../../app/context.ts'
import type { Uploads } from '../../../files/uploads.ts'
import { FileField } from '../../../ui/fields.tsx'

interface Props {
  readonly uploads: Uploads
  readonly referralId: string
  readonly fileId: string
}

/** A browser gives no page a file of before again: whoever began the upload chooses it once more. */
export function ChooseAgain({ uploads, referralId, fileId }: Props) {
  const { t } = useWords()
  return (
    <FileField
      id={`again-${fileId}`}
      label={t.files.again}
      hint={t.files.againHint}
      onFile={file => file && uploads.goOn(referralId, { fileId, file })}
    />
  )
}
