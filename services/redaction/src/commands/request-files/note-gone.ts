import { type ItemsGone, timestampDate } from '@amparo/contracts'
import { type CustodyAct, GONE_ACTS, readCustodyEntry, type SignedEntry, withEntry } from '@amparo/crypto/bundle'
import type { Store, Transaction } from '@amparo/store'
import type { FileKey } from '../../queries/file-key.ts'
import { type FileKept, openTerms, saveCustody } from '../../store/files.ts'
import { filesOfItem, type ItemFile } from '../../store/request-files.ts'
import { fromKept, toKept } from '../files/signed-entries.ts'
import { chainWith, type PassOnDeps } from './pass-on.ts'

export interface NoteGoneDeps extends PassOnDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly fileKey: FileKey
}

type Gone = Pick<ItemsGone, 'requestId' | 'holder' | 'origin' | 'items'>
type Heard = Gone['items'][number]['acts'][number]
type GoneAct = (typeof GONE_ACTS)[number]

/** Said by whoever received an item; the other is said by whoever had handed it over. */
const HOLDERS: readonly string[] = ['returned', 'destroyed', 'held_again'] satisfies GoneAct[]

/**
 * That an item of a request was returned or destroyed, is held all the same, or came back, is written on in the chain of custody of its file, in the name of the central
 * authority of this hub that the request has. Told of all that became of it so far, so that news which come twice or in another order write
 * nothing twice. Answers what saves it; that throws to be tried again if somebody takes the file just then.
 */
export const noteGone =
  (deps: NoteGoneDeps) =>
  async ({ requestId, holder, origin, items }: Gone): Promise<(tx: Transaction) => Promise<void>> => {
    const [own, other] = holder?.hub === deps.hub ? [holder, origin] : [origin, holder]
    const saved: ((tx: Transaction) => Promise<boolean>)[] = []
    if (own === undefined || other === undefined) return async () => {}
    /** Of that file: what was heard before it came is of one that came before it. */
    const ofFile = ({ begunAt }: ItemFile, acts: readonly Heard[]): GoneAct[] =>
      acts.flatMap(({ act: said, at }) => {
        const act = GONE_ACTS.find(one => one === said)
        const isOurs = act !== undefined && HOLDERS.includes(act) === (own === holder)
        return isOurs && at !== undefined && timestampDate(at) >= begunAt ? [act] : []
      })
    for (const { itemId, sha256, acts } of items)
      for (const file of await deps.store.read(reader => filesOfItem(reader, requestId, itemId))) {
        const key = await deps.fileKey(file)
        const terms = openTerms(file, key)
        if (terms.sha256 !== sha256) continue
        const chain = await written(
          deps,
          { file, chain: fromKept(terms.custody), terms, own, other },
          ofFile(file, acts),
        )
        const custody = toKept(chain)
        if (custody.length > terms.custody.length) saved.push(tx => saveCustody(tx, file, { ...terms, custody }, key))
      }
    return async tx => {
      for (const save of saved)
        if (!(await save(tx))) throw new Error('somebody else has written on in a chain of custody')
    }
  }

interface Of {
  readonly file: FileKept
  readonly terms: ReturnType<typeof openTerms>
  readonly chain: readonly SignedEntry[]
  readonly own: { readonly hub: string; readonly agencyId: string }
  readonly other: { readonly hub: string; readonly agencyId: string }
}

/** With what of it is not there yet. */
async function written(
  deps: NoteGoneDeps,
  { file, terms, chain, own, other }: Of,
  acts: readonly GoneAct[],
): Promise<readonly SignedEntry[]> {
  const there = chain.filter(({ bytes }) => GONE_ACTS.some(act => act === readCustodyEntry(bytes).act)).length
  const item = { ...terms, item: file.itemId ?? terms.item ?? file.fileId }
  let next = chain
  for (const act of acts.slice(there)) {
    const by = { hub: own.hub, agency: own.agencyId }
    const to = act === 'returned' ? { hub: other.hub, agency: other.agencyId } : null
    const said: CustodyAct = { act, by, to, at: deps.now() }
    next = await chainWith(deps, { chain: next, item, holder: by })
    next = await withEntry(next, item, said, await deps.packageKey('compatible'), deps.stamp)
  }
  return next
}
