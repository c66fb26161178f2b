import { useSignedIn, useWords } from '../../../app/context.ts'
import { FileField } from '../../../ui/fields.tsx'

/** A browser gives no page a file of before again: whoever began the upload chooses it once more. */
export function ChooseAgain({ referralId, fileId }: { referralId: string; fileId: string }) {
  const { t } = useWords()
  const { uploads } = useSignedIn()
  return (
    <FileField
      id={`again-${fileId}`}
      label={t.files.again}
      hint={t.files.againHint}
      onFile={file => file && uploads.goOn(referralId, { fileId, file })}
    />
  )
}
