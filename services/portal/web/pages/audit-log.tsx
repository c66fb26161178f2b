import type { AuditEntryView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { isId } from '../app/route.ts'
import { useAction } from '../app/use-action.ts'
import { useLoad } from '../app/use-load.ts'
import { go } from '../app/use-route.ts'
import { TextField } from '../ui/fields.tsx'
import { LogEntry, type Proof } from '../ui/log-entry.tsx'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

/** For the auditor: the log's entries of one referral, each with its proof. */
export function AuditLog({ id }: { id: string | undefined }) {
  const { t } = useWords()
  const [text, setText] = useState(id ?? '')
  const [wrong, setWrong] = useState(false)
  return (
    <Page title={t.log.title} lead={t.log.lead}>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          const wanted = text.trim().split('/').at(-1)?.toLowerCase() ?? ''
          setWrong(!isId(wanted))
          if (isId(wanted)) go({ page: 'log', id: wanted })
        }}
      >
        <TextField
          id="referral-id"
          label={t.log.id}
          fault={wrong ? t.confirm.invalidId : undefined}
          value={text}
          onValue={setText}
        />
        <button type="submit">{t.log.search}</button>
      </form>
      {id !== undefined && <Entries key={id} id={id} />}
    </Page>
  )
}

function Entries({ id }: { id: string }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const loaded = useLoad(id, () => all(cursor => client.auditEntries(id, cursor)))
  const [proofs, setProofs] = useState<Readonly<Record<string, Proof>>>({})
  const verify = useAction(async () => {
    for (const entry of loaded.data ?? []) {
      const proof: Proof = await client.auditProof(entry.id).then(
        ({ index }) => ({ verified: true, index }),
        () => ({ verified: false }),
      )
      setProofs(known => ({ ...known, [entry.id]: proof }))
    }
  })
  const { data } = loaded
  return (
    <>
      <Problem problem={loaded.problem} />
      <Status>
        {loaded.loading
          ? t.app.loading
          : verify.busy
            ? t.log.verifying
            : data && (data.length === 0 ? t.log.empty : t.log.found(data.length))}
      </Status>
      {data !== undefined && data.length > 0 && (
        <button type="button" class="secondary" disabled={verify.busy} onClick={() => void verify.run()}>
          {t.log.verify}
        </button>
      )}
      <ol class="cards" aria-label={t.log.title}>
        {data?.map(entry => (
          <li key={entry.id}>
            <LogEntry entry={entry} proof={proofs[entry.id]} />
          </li>
        ))}
      </ol>
    </>
  )
}

async function all(
  page: (cursor?: string) => Promise<{ items: readonly AuditEntryView[]; nextCursor: string | null }>,
): Promise<readonly AuditEntryView[]> {
  const found: AuditEntryView[] = []
  for (let cursor: string | undefined; ; ) {
    const { items, nextCursor } = await page(cursor)
    found.push(...items)
    if (nextCursor === null) return found
    cursor = nextCursor
  }
}
