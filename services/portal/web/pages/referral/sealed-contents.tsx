import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { save } from '../../case/save-file.ts'
import { Button } from '../../ui/button.tsx'
import { OpenProgram } from '../../ui/open-program.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'

/** What was sealed to the agency itself, to be opened at the agency: this page cannot. */
export function SealedContents({ referralId }: { referralId: string }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const [fetched, setFetched] = useState<{ readonly name: string; readonly sealedTo: string }>()
  const fetch = useAction(async () => {
    const { name, zip, sealedTo } = await client.sealedContents(referralId)
    save({ name: `${name}.zip`, base64: zip, mediaType: 'application/zip' })
    setFetched({ name, sealedTo })
  })
  return (
    <section aria-labelledby="sealed-contents">
      <h2 id="sealed-contents">{t.sealed.title}</h2>
      <p>{t.sealed.lead}</p>
      <p class="notice">{t.sealed.limits}</p>
      <Problem problem={fetch.problem} />
      <Status>{fetch.busy ? t.sealed.fetching : fetched && t.sealed.fetched(fetched.name, fetched.sealedTo)}</Status>
      <Button type="button" disabled={fetch.busy} onClick={() => void fetch.run()}>
        {t.sealed.fetch}
      </Button>
      <OpenProgram />
    </section>
  )
}
