import type { EvidenceDetail, SealedRequestText } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { folderFrom } from '../../case/save-file.ts'
import { SealedItem } from '../../ui/sealed-item.tsx'

interface Props {
  readonly request: { readonly id: string; readonly role: EvidenceDetail['role'] | 'contact' }
  readonly text: SealedRequestText
  readonly name: string
}

/** What a request names by no hash. */
const WRITTEN = ['letter', 'contact']

/** What came for a central authority that holds its keys itself: it alone downloads and opens it. */
export function SealedText({ request: { id, role }, text: { itemId, sealedTo, sha256, field }, name }: Props) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const isAuthority = role === 'sender' || role === 'recipient'
  return (
    <article>
      <h3>{name}</h3>
      {isAuthority ? (
        <SealedItem
          {...{ id: itemId, name, sealedTo, notice: t.sealed.item }}
          fetch={folderFrom(from => client.sealedRequestItem(id, itemId, from))}
        />
      ) : (
        <p class="hint">{t.sealed.forAuthority}</p>
      )}
      {!WRITTEN.includes(field) && <p class="hint">{t.sealed.compare(sha256)}</p>}
    </article>
  )
}
