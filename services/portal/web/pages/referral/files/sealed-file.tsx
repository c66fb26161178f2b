import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../../app/context.ts'
import { useAction } from '../../../app/use-action.ts'
import { saveBlob } from '../../../case/save-file.ts'
import { Status } from '../../../ui/page.tsx'
import { Problem } from '../../../ui/problem.tsx'

interface Props {
  readonly referralId: string
  readonly deliveryId: string
  readonly sealedTo: string
  readonly name: string
}

/** A file that is sealed to the agency itself, to be opened at the agency: this page cannot. */
export function SealedFile({ referralId, deliveryId, sealedTo, name }: Props) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const [saved, setSaved] = useState<string>()
  const fetch = useAction(async () => {
    const folder = `amparo-${deliveryId}`
    saveBlob(await (await client.sealedFile(referralId, deliveryId)).blob(), `${folder}.zip`)
    setSaved(folder)
  })
  return (
    <>
      <p class="notice">{t.sealed.file}</p>
      <Problem problem={fetch.problem} />
      <Status>{fetch.busy ? t.sealed.fetching : saved !== undefined && t.sealed.fetched(saved, sealedTo)}</Status>
      <div class="buttons">
        <button
          type="button"
          class="secondary"
          disabled={fetch.busy}
          aria-label={`${t.sealed.fetch}: ${name}`}
          onClick={() => void fetch.run()}
        >
          {t.sealed.fetch}
        </button>
      </div>
    </>
  )
}
