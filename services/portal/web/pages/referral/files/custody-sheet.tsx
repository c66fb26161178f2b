import type { OpenedFile } from '@amparo/client'
import { useSignedIn, useWords } from '../../../app/context.ts'
import { type CustodyEntry, custodyEntries } from '../../../case/custody-entries.ts'
import { Fact } from '../../../ui/fact.tsx'

interface Props {
  readonly id: string
  readonly file: Omit<OpenedFile, 'referralId' | 'secret' | 'chunkBytes'>
  /** What the log of a request says of what it stands for, after what was signed with the file. */
  readonly after?: readonly string[] | undefined
}

/** Who has had a file, from its intake on: to be printed. It names agencies and keys, and no person. */
export function CustodySheet({ id, file, after = [] }: Props) {
  const { t, language } = useWords()
  const says = t.files.sheet
  const entries = custodyEntries(file)
  const size = new Intl.NumberFormat(language).format(file.size)
  return (
    <section class="sheet" aria-labelledby={id}>
      <h3 id={id}>{says.title}</h3>
      <dl class="facts">
        <Fact name={says.file}>{entries[0]?.item ?? file.fileId}</Fact>
        <Fact name={says.mediaType}>{file.mediaType}</Fact>
        <Fact name={says.size}>{says.bytes(size)}</Fact>
        <Fact name="SHA-256">{file.sha256}</Fact>
        <Fact name="SHA-512/256">{file.sha512_256}</Fact>
        <Fact name="RFC 6962">{file.root}</Fact>
        <Fact name={says.scanned}>{says.wasScanned[file.scanned ? 'true' : 'false']}</Fact>
      </dl>
      <ol>
        {entries.map(entry => (
          <li key={entry.number}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      {after.length > 0 && (
        <>
          <h4>{says.after}</h4>
          <ol>
            {after.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </>
      )}
      <p class="hint">{says.saidBy}</p>
      <button type="button" class="secondary no-print" onClick={() => window.print()}>
        {says.print}
      </button>
    </section>
  )
}

function Entry({ entry }: { entry: CustodyEntry }) {
  const { t, moment, hubNameAndCode } = useWords()
  const { agencies } = useSignedIn()
  const says = t.files.sheet
  const { at, act, by, to, signer, stamped } = entry
  const named = (party: CustodyEntry['by']) => `${agencies.name(party.agency)} (${hubNameAndCode(party.hub)})`
  return (
    <dl class="facts">
      <Fact name={says.act}>{says.acts[act]}</Fact>
      <Fact name={says.when}>{moment(at)}</Fact>
      <Fact name={says.by}>{named(by)}</Fact>
      {to && <Fact name={says.to}>{named(to)}</Fact>}
      <Fact name={says.signedWith}>{signer}</Fact>
      <Fact name={says.timestamp}>{says.stamped[stamped ? 'true' : 'false']}</Fact>
    </dl>
  )
}
