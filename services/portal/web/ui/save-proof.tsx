import type { CourtProof } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { useAction } from '../app/use-action.ts'
import { save } from '../case/save-file.ts'
import type { LogTexts } from '../i18n/texts/log/log-texts.ts'
import { Button } from './button.tsx'
import { Status } from './page.tsx'
import { Problem } from './problem.tsx'

const VERIFY = 'npm run audit:verify -- --proof FILE --keys KEYS'
/** Certificates of the jurisdictions whose hubs have stated something. */
const WITH_STATEMENTS = `${VERIFY} --jurisdiction CERTIFICATE`

/** The one file with which the entry is shown to a court: its proof, and what hubs have stated about what left by it. */
export function SaveProof({ entryId }: { entryId: string }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const [saved, setSaved] = useState<CourtProof>()
  const saving = useAction(async () => {
    setSaved(undefined)
    const proof = await client.courtProof(entryId)
    save({ name: `${entryId}.tlog-proof`, text: proof.file, mediaType: 'text/vnd.tlog-proof' })
    setSaved(proof)
  })
  return (
    <>
      <div class="buttons">
        <Button type="button" class="secondary" disabled={saving.busy} onClick={() => void saving.run()}>
          {t.log.save}
        </Button>
      </div>
      <Problem problem={saving.problem} />
      <Status>{saved && told(saved, t.log)}</Status>
      {saved && <VerifyHint withStatements={(saved.statements ?? 0) > 0} />}
    </>
  )
}

/** What the file says, and how whoever gets it verifies it. */
export function VerifyHint({ withStatements }: { withStatements: boolean }) {
  const { t } = useWords()
  return (
    <p class="hint">
      {t.log.fileShows} <code>{withStatements ? WITH_STATEMENTS : VERIFY}</code>
    </p>
  )
}

const told = ({ witnesses, statements }: CourtProof, log: LogTexts): string => {
  const seen = witnesses.length === 0 ? log.savedUnseen : log.saved(witnesses.length)
  return statements === undefined ? seen : `${seen} ${log.statements(statements)}`
}
