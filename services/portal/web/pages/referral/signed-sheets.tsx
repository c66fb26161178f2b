import type { ConsentView, ReferralView, SheetFile } from '@amparo/client'
import { useMemo, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { isOwn } from '../../app/is-own.ts'
import { useAction } from '../../app/use-action.ts'
import { useLoad } from '../../app/use-load.ts'
import { useTold } from '../../app/use-told.ts'
import { createRecorder } from '../../form/record-basis.ts'
import { isOnPaper } from '../../form/signed-sheet.ts'
import { Button } from '../../ui/button.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SheetField } from '../../ui/sheet-field.tsx'
import { KeptSheet } from './kept-sheet.tsx'

/** For whoever recorded what the person signed: whether the paper is there, or by when it has to be. */
export function SignedSheets({ referral }: { referral: ReferralView }) {
  const { may, session } = useSignedIn()
  const { subjectRef, from } = referral
  const isMine = isOwn(from, session)
  if (subjectRef === undefined || !isMine || !may('consent:record')) return null
  return <Sheets key={subjectRef} subjectRef={subjectRef} />
}

function Sheets({ subjectRef }: { subjectRef: string }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { signed: says } = t.record
  const { data, problem, reload } = useLoad(subjectRef, () => client.consentsOf(subjectRef))
  const [said, tell] = useTold()
  const onPaper = sheetsIn(data ?? [])
  if (onPaper.length === 0 && problem === undefined) return null
  return (
    <section aria-labelledby="signed-sheets">
      <h2 id="signed-sheets">{says.title}</h2>
      <Problem problem={problem} />
      <Status told={said} />
      <ul class="plain">
        {onPaper.map(consent => (
          <li key={consent.id}>
            <Sheet
              {...{ consent, subjectRef }}
              added={() => {
                tell(says.added)
                void reload()
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was shared under a consent that another replaced rested on its sheet, unless the other one names the same. */
function sheetsIn(consents: readonly ConsentView[]): readonly ConsentView[] {
  const onPaper = consents.filter(({ basis, signature }) => isOnPaper({ basis, signature: signature ?? '' }))
  const standing = onPaper.filter(({ status }) => status !== 'withdrawn')
  const named = new Set(standing.map(({ sheet }) => sheet?.id))
  const isKept = ({ status, supersededBy, sheet }: ConsentView) =>
    status === 'withdrawn' && supersededBy !== undefined && sheet && !named.has(sheet.id)
  return [...standing, ...onPaper.filter(isKept)]
}

function Sheet({ consent, subjectRef, added }: { consent: ConsentView; subjectRef: string; added(): void }) {
  const { t, moment } = useWords()
  const { signed: says } = t.record
  const { sheet, sheetBy, status, grantedAt } = consent
  const of = grantedAt === undefined ? '' : moment(grantedAt)
  if (sheet)
    return (
      <>
        <p>{says.held(of)}</p>
        {status === 'withdrawn' && <p class="hint">{t.held.change.ended}</p>}
        <KeptSheet {...{ subjectRef, sheetId: sheet.id, of }} />
      </>
    )
  if (status !== 'in_force' || sheetBy === undefined) return <p class="notice">{says.late(of)}</p>
  return (
    <>
      <p class="notice">{says.due(of, moment(sheetBy))}</p>
      <AddSheet {...{ consent, subjectRef, added }} />
    </>
  )
}

function AddSheet({ consent, subjectRef, added }: { consent: ConsentView; subjectRef: string; added(): void }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const [file, setFile] = useState<SheetFile | null>(null)
  const basis = useMemo(() => createRecorder(client, () => crypto.randomUUID()), [client])
  const add = useAction(async () => {
    if (file === null) return
    const sheet = await basis.keepSheet(subjectRef, file)
    await client.addConsentSheet(consent.id, sheet, basis.keyFor(sheet))
    added()
  })
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void add.run()
      }}
    >
      <Problem problem={add.problem} />
      <SheetField id={`sheet-of-${consent.id}`} onSheet={setFile} />
      <Button type="submit" disabled={add.busy || file === null}>
        {t.record.signed.add}
      </Button>
    </form>
  )
}
