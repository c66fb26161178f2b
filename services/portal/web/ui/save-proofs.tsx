import type { CourtProof } from '@amparo/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { asProblem } from '../app/as-problem.ts'
import { useSignedIn, useWords } from '../app/context.ts'
import { useAction } from '../app/use-action.ts'
import { saveZip } from '../case/save-file.ts'
import type { LogTexts } from '../i18n/texts/log/log-texts.ts'
import { Button } from './button.tsx'
import { Status } from './page.tsx'
import { Problem } from './problem.tsx'
import { VerifyHint } from './save-proof.tsx'

/** All of these in one file, each as `SaveProof` saves it. What was asked for is kept until it is saved: after a fault it goes on from there. */
export function SaveProofs({ entryIds }: { entryIds: readonly string[] }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const asked = useRef(new Map<string, CourtProof | undefined>())
  const left = useRef(new AbortController())
  useEffect(() => () => left.current.abort(), [])
  const [done, setDone] = useState(0)
  const [saved, setSaved] = useState<readonly (CourtProof | undefined)[]>()
  const saving = useAction(async () => {
    setSaved(undefined)
    for (const [i, id] of entryIds.entries()) {
      setDone(i)
      if (!asked.current.has(id)) asked.current.set(id, await provenBy(() => client.courtProof(id)))
      if (left.current.signal.aborted) return
    }
    const files = [...asked.current].flatMap(([id, proof]) =>
      proof ? [{ name: `entries/${id}.tlog-proof`, text: proof.file }] : [],
    )
    if (files.length > 0) saveZip(files, 'log-proofs.zip')
    setSaved([...asked.current.values()])
    asked.current.clear()
  })
  const of = entryIds.length
  return (
    <>
      <div class="buttons">
        <Button type="button" class="secondary" disabled={saving.busy} onClick={() => void saving.run()}>
          {t.log.saveAll(of)}
        </Button>
      </div>
      {saving.busy && <progress aria-label={t.log.saveAll(of)} value={done} max={of} />}
      <Problem problem={saving.problem} />
      <Status>{saving.busy ? t.log.asked(done, of) : saved && told(saved, t.log)}</Status>
      {saved?.some(proof => proof) && <VerifyHint withStatements={saved.some(proof => (proof?.statements ?? 0) > 0)} />}
    </>
  )
}

/** Undefined: the log did not prove the entry, or keeps its half no more. That it could not be asked says nothing of the entry. */
const provenBy = (proof: () => Promise<CourtProof>): Promise<CourtProof | undefined> =>
  proof().catch((error: unknown) => {
    const { code, status } = asProblem(error)
    if (code === 'audit_proof_invalid' || status === 404) return undefined
    throw error
  })

function told(of: readonly (CourtProof | undefined)[], { savedAll, unseenOf, unprovenOf }: LogTexts): string {
  const proofs = of.filter(proof => proof !== undefined)
  const unseen = proofs.filter(({ witnesses }) => witnesses.length === 0).length
  const unproven = of.length - proofs.length
  const said = [savedAll(proofs.length), unseen > 0 && unseenOf(unseen), unproven > 0 && unprovenOf(unproven)]
  return said.filter(Boolean).join(' ')
}
