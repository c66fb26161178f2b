import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { Page, Status } from '../ui/page.tsx'
import { SureForm } from '../ui/sure-form.tsx'

/** Where a second officer stands by a code sheet of a person's own record, once they have spoken with the person alone. */
export function StandBy({ id }: { id: string }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const [done, setDone] = useState(false)
  const { standBy: says } = t.record
  return (
    <Page title={says.title} lead={says.lead}>
      <Status>{done && says.done}</Status>
      {!done && (
        <SureForm
          {...{ id: 'sure', label: says.sure, button: says.button }}
          send={async () => {
            await client.standBySheet(id)
            setDone(true)
          }}
        />
      )}
    </Page>
  )
}
