import type { AuditEntryView, Client, EntrySearch } from '@amparo/client'
import { useState } from 'preact/hooks'
import { asProblem } from '../../app/as-problem.ts'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useLoad } from '../../app/use-load.ts'
import { Button } from '../../ui/button.tsx'
import { LogEntry, type Proof, textIn } from '../../ui/log-entry.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SaveProof } from '../../ui/save-proof.tsx'
import { SaveProofs } from '../../ui/save-proofs.tsx'
import { type Asked, NOTHING, SearchForm, searchOf } from './search-form.tsx'

interface Search {
  readonly asked: Asked
  /** Which of all that were asked here: the same asked again is read again. */
  readonly turn: number
}

/** For the auditor: who looked at whom, each entry with its proof, to be saved for a court. */
export function AuditLog({ id }: { id: string | undefined }) {
  const { t } = useWords()
  const [search, setSearch] = useState<Search>({ asked: { ...NOTHING, referral: id ?? '' }, turn: id ? 1 : 0 })
  const ask = (asked: Asked) => setSearch(({ turn }) => ({ asked, turn: turn + 1 }))
  const wanted = searchOf(search.asked)
  return (
    <Page title={t.log.title} lead={t.desk.search.lead}>
      <p class="notice">
        {t.desk.search.shape} {t.desk.references}
      </p>
      <SearchForm key={`form ${search.turn}`} asked={search.asked} ask={ask} />
      {search.turn > 0 && wanted && <Entries key={search.turn} search={wanted} ask={ask} />}
    </Page>
  )
}

function Entries({ search, ask }: { search: EntrySearch; ask(asked: Asked): void }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const loaded = useLoad('entries', () => client.searchEntries(search))
  const [more, setMore] = useState<{ items: readonly AuditEntryView[]; next: string | null }>()
  const [proofs, setProofs] = useState<Readonly<Record<string, Proof>>>({})
  const older = useAction(async (cursor: string) => {
    const { items, nextCursor } = await client.searchEntries(search, cursor)
    setMore({ items: [...(more?.items ?? []), ...items], next: nextCursor })
  })
  const entries = [...(loaded.data?.items ?? []), ...(more?.items ?? [])]
  const next = more === undefined ? (loaded.data?.nextCursor ?? null) : more.next
  const verify = useAction(async () => {
    setProofs({})
    for (const entry of entries) {
      const proof = await proofOf(client, entry.id)
      setProofs(known => ({ ...known, [entry.id]: proof }))
    }
  })
  const found = loaded.data && (entries.length === 0 ? t.desk.search.empty : t.log.found(entries.length))
  const asked = Object.keys(proofs).length
  const told = asked > 0 || verify.problem ? t.log.asked(asked, entries.length) : found
  return (
    <>
      <Problem problem={loaded.problem ?? older.problem ?? verify.problem} />
      {search.subjectRef !== undefined && <p class="notice">{t.desk.search.elsewhere}</p>}
      <Status>{loaded.loading ? t.app.loading : verify.busy ? t.log.verifying : told}</Status>
      {entries.length > 0 && (
        <>
          <Button type="button" class="secondary" disabled={verify.busy} onClick={() => void verify.run()}>
            {t.log.verify}
          </Button>
          <SaveProofs entryIds={entries.map(({ id }) => id)} />
        </>
      )}
      <ol class="cards" aria-label={t.log.title}>
        {entries.map(entry => (
          <li key={entry.id}>
            <LogEntry entry={entry} proof={proofs[entry.id] ?? (verify.problem && 'unasked')}>
              <Onward entry={entry} ask={ask} />
              <SaveProof entryId={entry.id} />
            </LogEntry>
          </li>
        ))}
      </ol>
      {next !== null && (
        <Button type="button" class="secondary" disabled={older.busy} onClick={() => void older.run(next)}>
          {t.desk.search.more}
        </Button>
      )}
    </>
  )
}

/** What the log did not prove is told of it; that nothing was to be had of the hub tells nothing about the log. */
const proofOf = (client: Pick<Client, 'auditProof'>, entryId: string): Promise<Proof> =>
  client.auditProof(entryId).then(
    ({ index }) => ({ verified: true, index }),
    (error: unknown) => {
      if (asProblem(error).code !== 'audit_proof_invalid') throw error
      return { verified: false }
    },
  )

/** From an entry to what belongs to it: the user's own trail, who else looked at the person, the course of the referral. */
function Onward({ entry, ask }: { entry: AuditEntryView; ask(asked: Asked): void }) {
  const { t } = useWords()
  const { search } = t.desk
  const ways = [
    ['user', search.ofUser, textIn(entry['userId'])],
    ['subject', search.ofSubject, textIn(entry['subjectRef'])],
    ['referral', search.ofReferral, textIn(entry['referralId'])],
  ] as const
  return (
    <div class="buttons">
      {ways.map(([name, label, value]) =>
        value === undefined ? null : (
          <button
            key={name}
            type="button"
            class="secondary"
            onClick={() => {
              ask({ ...NOTHING, [name]: value })
              document.querySelector('h1')?.focus()
            }}
          >
            {label}
          </button>
        ),
      )}
    </div>
  )
}
